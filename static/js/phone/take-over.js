// @ts-check
/**
 * Forms that the outbox takes over (`<form data-op>`): handing in is saving on this phone, and the line does the rest.
 * Where the phone can't keep anything the form is posted as it would be without this module.
 */

import { restore, setHandedIn } from "./drafts.js";
import { showPanel } from "./entry-panel.js";
import { intention, save } from "./outbox.js";
import { refuseKindly } from "./no-room.js";
import { postPlainly } from "./plain.js";
import { words } from "./words.js";

/** @typedef {import("./outbox.js").Intention} Intention */

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} submitter
 */
async function handIn(form, submitter) {
  form.ariaBusy = "true";
  await setHandedIn(form, true);
  try {
    await accept(form, await intention(form, submitter));
  } catch (error) {
    await setHandedIn(form, false);
    form.ariaBusy = null;
    const given = await intention(form, submitter);
    if (navigator.onLine && !given.photos.length) return postPlainly(form, submitter);
    await refuseKindly(form, given, error, (lighter) => accept(form, lighter));
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {Intention} given
 */
async function accept(form, given) {
  const op = await save(given);
  form.ariaBusy = null;
  document.dispatchEvent(new CustomEvent("logbook:send"));
  await showPanel(form, op);
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
