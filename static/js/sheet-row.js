// @ts-check
/**
 * Keeps `<form data-row-form>` at each change and says so in `[data-draft-status]`. When somebody else changed the same
 * row, nothing more is sent by itself: the button then shows both texts.
 */

import { csrfToken } from "./app.js";

const PAUSE = 500;
const RETRY = 4000;
const CONFLICT = 409;

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-row-form]"));
const status = /** @type {HTMLElement | null} */ (document.querySelector("[data-draft-status]"));
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
let changed = false;
let stopped = false;

/** @param {"saving" | "saved" | "failed" | "refused"} state */
function show(state) {
  if (!status) return;
  status.textContent = status.dataset[state] ?? "";
  status.classList.toggle("bad", state === "failed" || state === "refused");
}

/** @param {boolean} keepalive whether the request must outlive the page */
function post(keepalive) {
  // @ts-expect-error A form without files is a list of pairs of strings.
  const body = new URLSearchParams(new FormData(form));
  const headers = { "X-CSRFToken": csrfToken(), "X-Autosave": "1" };
  return fetch(/** @type {HTMLFormElement} */ (form).action, { method: "POST", body, keepalive, headers });
}

/** @param {Response} response */
async function take(response) {
  if (!response.ok) {
    stopped = response.status === CONFLICT;
    return show(response.status >= 500 ? "failed" : "refused");
  }
  const { was } = await response.json();
  const field = /** @type {HTMLInputElement | null} */ (form?.querySelector("[name=was]"));
  if (field) field.value = was;
  show("saved");
}

/** @type {Promise<void>} */
let saving = Promise.resolve();

/** Save what changed; one save is under way at a time, what changes meanwhile is sent after it. */
function save() {
  saving = saving.then(send);
  return saving;
}

async function send() {
  if (!changed || stopped) return;
  changed = false;
  show("saving");
  try {
    await take(await post(false));
  } catch {
    show("failed");
    soon(RETRY);
  }
}

/** @param {number} pause milliseconds until the save */
function soon(pause) {
  changed = true;
  clearTimeout(timer);
  if (pause === PAUSE && !stopped) show("saving");
  timer = setTimeout(save, pause);
}

/** A translation that is there is missing no more. @param {Event} event */
function mark(event) {
  const field = /** @type {HTMLInputElement} */ (event.target);
  const word = /** @type {HTMLElement | null | undefined} */ (field.closest(".field")?.querySelector("[data-missing]"));
  if (word) word.hidden = field.value.trim() !== "";
}

form?.addEventListener("input", (event) => { mark(event); soon(PAUSE); });
form?.addEventListener("submit", () => { clearTimeout(timer); changed = false; stopped = true; });

// What was just typed is saved before another page of the sheet is opened, so that it shows there.
document.addEventListener("click", (event) => {
  const link = /** @type {Element} */ (event.target).closest("a[href]");
  if (!(link instanceof HTMLAnchorElement) || !changed || stopped || event.defaultPrevented) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || link.target || link.origin !== location.origin) return;
  event.preventDefault();
  clearTimeout(timer);
  save().then(() => { changed = false; location.assign(link.href); });
});
addEventListener("pagehide", () => { if (changed && !stopped) post(true).catch(() => undefined); });
