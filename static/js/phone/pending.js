// @ts-check
/**
 * "On this phone", on Vandaag and in the week: what waits here, and what was begun and not handed in. Once the school has
 * what this page showed as waiting, the page comes anew, for it still offers to fill in what was just received.
 */

import { busy, whenFree } from "./busy.js";
import { formOf } from "./correct.js";
import { el, icon } from "./dom.js";
import { all } from "./drafts.js";
import { list, subscribe } from "./outbox.js";
import { placeOf } from "./receipts.js";
import { clock, words } from "./words.js";

/** @typedef {import("./receipts.js").Held} Held */
/** @typedef {{href: string, title: string, hint: string, picture: string}} Row */

/** @type {Set<string>} ops that this page showed as waiting */
const shown = new Set();

/**
 * @param {Held} held
 * @returns {boolean} whether all of it is at the school now
 */
function arrived({ ops, quarantine, receipts }) {
  const here = [...ops, ...quarantine].map(({ op_id }) => op_id);
  const gone = [...shown].filter((op_id) => !here.includes(op_id));
  for (const op_id of here) shown.add(op_id);
  return gone.length > 0 && ops.length === 0 && receipts.some(({ op_id, receipt }) => receipt && gone.includes(op_id));
}

function renew() {
  if (busy()) whenFree(renew);
  else location.reload();
}

/**
 * @param {Held} held
 * @returns {Promise<Row[]>}
 */
async function rows(held) {
  const [drafts, spoken] = await Promise.all([all(), words()]);
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
  const held = await list();
  if (arrived(held)) return renew();
  const found = await rows(held);
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
