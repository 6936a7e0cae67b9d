// @ts-check
/** "On this phone", on Vandaag and in the week: what waits here, and what was begun and not handed in. */

import { formOf } from "./correct.js";
import { el, icon } from "./dom.js";
import { all } from "./drafts.js";
import { list, subscribe } from "./outbox.js";
import { placeOf } from "./receipts.js";
import { clock, words } from "./words.js";

/** @typedef {{href: string, title: string, hint: string, picture: string}} Row */

/** @returns {Promise<Row[]>} */
async function rows() {
  const [held, drafts, spoken] = await Promise.all([list(), all(), words()]);
  const waiting = [...held.quarantine, ...held.ops].map((op) => {
    const { stage, title, text } = placeOf(op.op_id, held, spoken);
    const href = stage === "needs_you" ? "/outbox" : formOf(op);
    return { href, title: op.title, hint: `${title}. ${text}`, picture: stage === "needs_you" ? "warning" : "phone" };
  });
  const begun = drafts.filter((draft) => !draft.synced).map(({ path, title, saved_at }) => (
    { href: path, title, hint: `${spoken.draft} · ${clock(saved_at)}`, picture: "edit" }));
  return [...waiting, ...begun];
}

/** @param {Row} row */
const line = ({ href, title, hint, picture }) => el("a", { class: "row", href },
  icon(picture), el("span", { class: "grow" }, title, el("span", { class: "hint" }, hint)), icon("chevron", "sm dim"));

async function show() {
  const spot = /** @type {HTMLElement | null} */ (document.querySelector("[data-pending]"));
  const found = await rows();
  if (!spot) return;
  spot.hidden = found.length === 0;
  const head = el("div", { class: "head" }, el("h2", {}, (await words()).screen_title));
  spot.replaceChildren(head, el("div", { class: "list rows" }, ...found.map(line)));
}

export function start() {
  subscribe(show);
  addEventListener("online", show);
  return show();
}
