// @ts-check
/**
 * Forms that the outbox takes over (`<form data-op>`). Only this little comes with the form: the outbox itself comes when
 * the page has nothing better to do, and at the latest at the first tap.
 */

import { idle, say } from "../app.js";

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control */
/** @typedef {Map<Control, {checked?: boolean, value: string}>} Touched what was changed before the outbox was there */
/** @typedef {typeof import("./hand-in.js")} HandIn */

/** @param {Control} control */
const isTicked = ({ type }) => type === "radio" || type === "checkbox";

class TakenOver {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    /** @type {Touched} */
    this.touched = new Map();
    /** @type {Promise<HandIn> | undefined} */
    this.coming = undefined;
    form.addEventListener("pointerdown", () => this.soon(), { once: true });
    form.addEventListener("input", (event) => this.touch(/** @type {Control} */ (event.target)));
    form.addEventListener("submit", (event) => this.submit(event));
    // A page from the phone itself has all of it at hand.
    if (document.documentElement.dataset.kept === undefined) idle(() => this.soon());
    else this.soon();
  }

  /** @param {Control} control */
  touch(control) {
    const { value } = control;
    const checked = /** @type {HTMLInputElement} */ (control).checked;
    if (this.form.dataset.taken === undefined) this.touched.set(control, isTicked(control) ? { checked, value } : { value });
    this.soon();
  }

  /** @returns {Promise<HandIn>} the outbox, once the form shows what the phone holds of it */
  come() {
    this.coming ??= this.fetch();
    this.coming.catch(() => { this.coming = undefined; });
    return this.coming;
  }

  /** @returns {Promise<HandIn>} */
  async fetch() {
    const module = await import("./hand-in.js");
    await module.takeUp(this.form, this.touched).catch(() => undefined); // nothing can be read: handing in will say so
    return module;
  }

  soon() {
    this.come().catch(() => undefined);
  }

  /** @param {SubmitEvent} event */
  submit(event) {
    const { submitter } = event;
    if (/** @type {HTMLButtonElement | null} */ (submitter)?.name === "keep") return;
    event.preventDefault();
    if (this.form.ariaBusy === "true") return;
    this.come().then(({ handIn }) => handIn(this.form, submitter), () => (navigator.onLine ? this.form.submit() : say("offline")));
  }
}

const usable = isSecureContext && "indexedDB" in globalThis;
for (const form of usable ? document.querySelectorAll("form[data-op]:not([data-op-small])") : []) {
  new TakenOver(/** @type {HTMLFormElement} */ (form));
}
