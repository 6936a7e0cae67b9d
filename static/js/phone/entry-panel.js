// @ts-check
/** After handing in: where it is now, in the place of the form, until the school's receipt is there. */

import { correct, isStale } from "./correct.js";
import { csrfToken } from "../app.js";
import { button, el, icon, link, withCode } from "./dom.js";
import { doing } from "./events.js";
import { showErrors } from "./form-errors.js";
import { list, subscribe } from "./outbox.js";
import { personHere } from "./person.js";
import { fill } from "./form-data.js";
import { errorsOf, placeOf } from "./receipts.js";
import { words } from "./words.js";

/** @typedef {import("./types.js").Op} Op */
/** @typedef {import("./receipts.js").Place} Place */

const PICTURES = { waiting: "phone", sending: "phone", received: "check", needs_you: "warning", ended: "warning" };
const WAYS_IN = /** @type {Record<string, [string, "sign_in" | "prove"]>} */ ({ signed_out: ["/sign-in", "sign_in"], prove: ["/prove?next=/outbox", "prove"] });
const KINDS = { waiting: "", sending: "", received: "ok", needs_you: "bad", ended: "hot" };

class Panel {
  /**
   * @param {HTMLFormElement} form
   * @param {Op} op
   */
  constructor(form, op) {
    this.form = form;
    this.op = op;
    this.shown = "";
    this.element = el("div", { class: "stack", id: "saved", tabindex: "-1" });
    this.around = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("main > *, .foot, [data-now]")]);
  }

  /** Stand where the form was. */
  open() {
    for (const part of this.around) part.hidden = true;
    document.querySelector("main")?.append(this.element);
    subscribe(() => this.follow());
    addEventListener("online", () => this.follow());
    addEventListener("offline", () => this.follow());
    const shown = this.follow({ ops: [this.op], quarantine: [], receipts: [] }); // it was just saved: nothing to look up
    return shown.then(() => { scrollTo(0, 0); this.element.focus(); }); // laid out once, with what it says
  }

  /** The form again: what is handed in then is another op. */
  close() {
    this.form.dispatchEvent(new CustomEvent("logbook:back", { bubbles: true }));
    this.element.remove();
    for (const part of this.around) part.hidden = false;
  }

  /** @param {import("./receipts.js").Held} [known] */
  async follow(known) {
    const [held, spoken] = await Promise.all([known ?? list(), words()]);
    const place = placeOf(this.op.op_id, held, spoken);
    if (!this.element.isConnected || this.shown === place.title + place.text) return;
    this.shown = place.title + place.text;
    const stuck = held.quarantine.find(({ op_id }) => op_id === this.op.op_id);
    if (stuck) return this.needsYou(stuck, errorsOf(stuck, spoken));
    this.element.replaceChildren(this.note(place), this.ways(spoken, place.stage));
  }

  /** @param {Place} place */
  note({ stage, title, text }) {
    const inner = el("div", {}, el("h2", {}, ...withCode(title)), ...(text ? [el("p", {}, text)] : []));
    return el("section", { class: `note ${KINDS[stage]}`, role: "status", "data-stage": stage }, icon(PICTURES[stage]), inner);
  }

  /**
   * @param {import("./words.js").Words} spoken
   * @param {Place["stage"]} stage
   */
  ways(spoken, stage) {
    const onward = this.onward(spoken);
    const there = this.form.getAttribute("action") ?? this.op.path;
    const look = stage === "received" ? link(there, spoken.look, "plain") : button(spoken.look_again, "plain", () => this.close());
    const [where, word] = (stage === "waiting" && WAYS_IN[doing.blocked]) || [];
    const signIn = where && word ? [link(where, spoken[word], "ink")] : [];
    return el("div", { class: "stack-s" }, onward, ...signIn, look);
  }

  /** @param {import("./words.js").Words} spoken */
  onward(spoken) {
    if (this.op.kind === "visit.report") return link("/visits", spoken.to_visits, "main");
    const mentor = this.op.kind === "week.review";
    return link(personHere()?.home ?? "/", mentor ? spoken.to_inbox : spoken.to_today, "main");
  }

  /**
   * @param {import("./types.js").Quarantined} stuck
   * @param {Record<string, string[]>} errors
   */
  async needsYou(stuck, errors) {
    if (isStale(stuck) && csrfToken()) return correct(stuck);
    this.close();
    fill(this.form, stuck.pairs);
    await showErrors(this.form, errors);
    document.getElementById("errors")?.focus();
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {Op} op
 */
export const showPanel = (form, op) => new Panel(form, op).open();
