// @ts-check
/**
 * Forms that the outbox takes over (`<form data-op>`): handing in is saving on this phone, and the line does the rest.
 * Where the phone can't keep anything the form is posted as it would be without this module.
 */

import { restore, setHandedIn } from "./drafts.js";
import { showPanel } from "./entry-panel.js";
import { intention } from "./intention.js";
import { save } from "./outbox.js";
import { refuseKindly } from "./no-room.js";
import { postPlainly } from "./plain.js";
import { words } from "./words.js";

/** @typedef {import("./intention.js").Intention} Intention */

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} submitter
 */
async function handIn(form, submitter) {
  form.ariaBusy = "true";
  await setHandedIn(form, true);
  const given = await intention(form, submitter);
  try {
    await accept(form, given);
  } catch (error) {
    await setHandedIn(form, false);
    if (navigator.onLine && !given.photos.length) return postPlainly(form, submitter);
    await refuseKindly(form, given, error, (lighter) => accept(form, lighter));
  } finally {
    form.ariaBusy = null;
  }
}

/**
 * Only what fails before it is saved is a failure: after that nothing may send it a second way.
 * @param {HTMLFormElement} form
 * @param {Intention} given
 */
async function accept(form, given) {
  const op = await save(given);
  document.dispatchEvent(new CustomEvent("logbook:send"));
  showPanel(form, op).catch(() => location.assign("/outbox"));
}

/** @param {HTMLFormElement} form */
async function takeOver(form) {
  form.addEventListener("submit", (event) => {
    const { submitter } = event;
    if (/** @type {HTMLButtonElement | null} */ (submitter)?.name === "keep") return;
    event.preventDefault();
    if (form.ariaBusy !== "true") handIn(form, submitter);
  });
  form.addEventListener("logbook:back", () => { setHandedIn(form, false); });
  form.dataset.taken = "";
  const found = await restore(form);
  form.dispatchEvent(new CustomEvent("logbook:restored", { bubbles: true, detail: { found } }));
}

const usable = isSecureContext && "indexedDB" in globalThis;
for (const form of usable ? document.querySelectorAll("form[data-op]:not([data-op-small])") : []) {
  takeOver(/** @type {HTMLFormElement} */ (form)).catch(() => undefined);
}
if (usable) words().catch(() => undefined);
import("./start.js").catch(() => undefined);
