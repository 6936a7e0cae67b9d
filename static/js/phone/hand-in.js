// @ts-check
/**
 * Handing in is saving on this phone, and the line does the rest. Where the phone can't keep anything the form is posted
 * as it would be without this module.
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
export async function handIn(form, submitter) {
  form.ariaBusy = "true";
  try {
    await setHandedIn(form, true);
    await attempt(form, submitter, await intention(form, submitter));
  } finally {
    form.ariaBusy = null;
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} submitter
 * @param {Intention} given
 */
async function attempt(form, submitter, given) {
  try {
    await accept(form, given);
  } catch (error) {
    await setHandedIn(form, false);
    if (navigator.onLine && !given.photos.length) return postPlainly(form, submitter);
    await refuseKindly(form, given, error, (lighter) => accept(form, lighter));
  }
}

/**
 * Only what fails before it is saved is a failure: after that nothing may send it a second way.
 * @param {HTMLFormElement} form
 * @param {Intention} given
 */
async function accept(form, given) {
  const op = await save(given);
  showPanel(form, op).catch(() => location.assign("/outbox"));
  document.dispatchEvent(new CustomEvent("logbook:send"));
}

/**
 * Bring back what this phone holds of the form, under what the person changed meanwhile. From here on it is kept.
 * @param {HTMLFormElement} form
 * @param {import("./take-over.js").Touched} touched
 */
export async function takeUp(form, touched) {
  form.addEventListener("logbook:back", () => { setHandedIn(form, false); });
  words().catch(() => undefined);
  if (form.querySelector("[data-capture]")) import("./capture.js").catch(() => undefined);
  const found = await restore(form);
  for (const [control, { checked, value }] of touched) Object.assign(control, checked === undefined ? { value } : { checked });
  if (touched.size) form.dispatchEvent(new Event("change", { bubbles: true }));
  form.dataset.taken = "";
  form.dispatchEvent(new CustomEvent("logbook:restored", { bubbles: true, detail: { found, touched: touched.size > 0 } }));
}
