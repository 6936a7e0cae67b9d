// @ts-check
/**
 * Keeps `<form data-draft-url>` on the server at each change and says honestly how that went, in `[data-draft-status]`.
 * One save is under way at a time; what changes meanwhile is sent after it. Closing the page sends what was left.
 */

import { csrfToken } from "./app.js";

const PAUSE = 300;
const RETRY = 4000;

class Draft {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.changed = false;
    this.sending = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    form.addEventListener("input", () => this.soon(PAUSE));
    form.addEventListener("submit", () => this.stop());
    addEventListener("pagehide", () => this.flush());
    addEventListener("online", () => this.changed && this.soon(0));
  }

  /** @param {number} pause milliseconds until the save */
  soon(pause) {
    this.changed = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  stop() {
    clearTimeout(this.timer);
    this.changed = false;
  }

  flush() {
    if (this.changed) this.post(true).catch(() => undefined);
    this.stop();
  }

  /** @returns {Promise<void>} */
  async save() {
    if (this.sending) return;
    this.sending = true;
    this.changed = false;
    this.show("saving");
    const outcome = await this.attempt();
    this.sending = false;
    if (outcome === "failed") this.soon(RETRY);
    else if (this.changed) return this.save();
    this.show(outcome);
  }

  /** @returns {Promise<"saved" | "failed" | "refused">} */
  async attempt() {
    try {
      const response = await this.post(false);
      if (response.ok) return "saved";
      return response.status >= 500 ? "failed" : "refused";
    } catch {
      return "failed";
    }
  }

  /** @param {boolean} keepalive whether the request must outlive the page */
  post(keepalive) {
    // @ts-expect-error A form without files is a list of pairs of strings.
    const body = new URLSearchParams(new FormData(this.form));
    const url = this.form.dataset.draftUrl ?? "";
    return fetch(url, { method: "POST", body, keepalive, headers: { "X-CSRFToken": csrfToken() } });
  }

  /** @param {"saving" | "saved" | "failed" | "refused"} state */
  show(state) {
    this.form.dataset.draftState = state;
    const status = /** @type {HTMLElement | null} */ (document.querySelector("[data-draft-status]"));
    if (!status) return;
    status.textContent = status.dataset[state] ?? "";
    status.classList.toggle("bad", state === "failed" || state === "refused");
  }
}

for (const form of document.querySelectorAll("form[data-draft-url]")) {
  new Draft(/** @type {HTMLFormElement} */ (form));
}
