// @ts-check
/**
 * Deeds of one tap (`<form data-op-small>`): what a day was, a commitment that is done. Saved on the phone first; when the
 * school has it within a moment the page shows the school's answer, otherwise what was pressed says where it is.
 * `data-op-small` may name the part of the page to renew, instead of the page.
 */

import { el } from "./dom.js";
import { list, save, subscribe } from "./outbox.js";
import { postPlainly } from "./plain.js";
import { words } from "./words.js";

const PATIENCE = 3000;

/**
 * @param {string} opId
 * @returns {Promise<boolean>} whether it left the outbox in time
 */
const gone = (opId) => new Promise((resolve) => {
  const look = async () => {
    const { ops } = await list();
    if (!ops.some(({ op_id }) => op_id === opId)) resolve(true);
  };
  subscribe(look);
  setTimeout(() => resolve(false), PATIENCE);
  look();
});

/** @param {string} id of the part to take from a fresh copy of this page */
async function renew(id) {
  const response = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!response.ok) throw new Error(String(response.status));
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html").getElementById(id);
  const old = document.getElementById(id);
  if (fresh) old?.replaceWith(document.adoptNode(fresh));
  else old?.remove();
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} pressed
 */
async function markSaved(form, pressed) {
  for (const each of form.querySelectorAll("[aria-pressed]")) each.setAttribute("aria-pressed", String(each === pressed));
  form.querySelector("[data-kept]")?.remove();
  form.append(el("p", { class: "hint kept", role: "status", "data-kept": "" }, (await words()).on_phone));
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} pressed
 */
async function handIn(form, pressed) {
  form.ariaBusy = "true";
  const op = await save(form, pressed).catch(() => null);
  if (!op) return postPlainly(form, pressed);
  document.dispatchEvent(new CustomEvent("logbook:send"));
  const arrived = navigator.onLine && await gone(op.op_id);
  await (arrived ? showAnswer(form) : markSaved(form, pressed)).catch(() => markSaved(form, pressed));
  form.ariaBusy = null;
}

/** @param {HTMLFormElement} form */
async function showAnswer(form) {
  if (form.dataset.opSmall) await renew(form.dataset.opSmall);
  else location.reload();
}

/** Before htmx and the rest of the page see it. */
export function start() {
  document.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (form.dataset.opSmall === undefined) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (form.ariaBusy !== "true") handIn(form, /** @type {SubmitEvent} */ (event).submitter);
  }, true);
}
