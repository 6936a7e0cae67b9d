// @ts-check
/**
 * Keeps `<form data-draft-url>` at each change: on the phone first where it can, then at the school, and says honestly in
 * `[data-draft-status]` which of the two has it. One save is under way at a time; what changes meanwhile is sent after
 * it. Closing the page sends what was left.
 */

import { csrfToken } from "./app.js";

const PAUSE = 300;
const RETRY = 4000;

/** @typedef {import("./phone/types.js").Draft | null} Kept what the phone has of it */

class Draft {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.changed = false;
    this.sending = false;
    this.stopped = false;
    /** @type {Promise<Kept>} */
    this.kept = Promise.resolve(null);
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    form.addEventListener("input", () => this.change());
    form.addEventListener("submit", () => this.stop());
    form.addEventListener("logbook:restored", (event) => this.restored(/** @type {CustomEvent} */ (event).detail));
    addEventListener("pagehide", () => this.flush());
    addEventListener("online", () => this.changed && this.soon(0));
  }

  change() {
    this.stopped = false;
    this.kept = this.keep();
    this.soon(PAUSE);
  }

  /** @returns {Promise<Kept>} null where the phone keeps nothing */
  async keep() {
    if (this.form.dataset.taken === undefined) return null; // the phone may hold more than the form shows yet
    const { keep } = await import("./phone/drafts.js");
    const kept = await keep(this.form).catch(() => null);
    if (kept && !this.sending) this.show("phone");
    return kept;
  }

  /**
   * The phone filled the form with what only it had; what the person touched before that was not kept here yet.
   * @param {{found: "draft" | "waiting" | "needs_you" | "", touched: boolean}} how
   */
  restored({ found, touched }) {
    if (found) this.show("phone");
    if (found === "draft" || touched) this.change();
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
    this.stopped = true;
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
    const kept = await this.kept;
    if (!kept) this.show("saving");
    const outcome = await this.attempt();
    this.sending = false;
    if (this.stopped) return; // handed in meanwhile: nothing is tried again behind it
    if (outcome === "failed") this.soon(RETRY);
    else if (this.changed) return this.save();
    if (kept && outcome === "saved") import("./phone/drafts.js").then(({ markSynced }) => markSynced(kept)).catch(() => undefined);
    this.show(kept && outcome !== "saved" ? "phone" : outcome);
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

  /** @param {"saving" | "saved" | "phone" | "failed" | "refused"} state */
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
