// @ts-check
/** "On this phone": everything that is not at the school yet, what needs the person, and what was received lately. */

import { say } from "../app.js";
import { button, el, icon, link, note, withCode } from "./dom.js";
import { correct, isStale } from "./correct.js";
import { all, drop } from "./drafts.js";
import { doing } from "./events.js";
import { downloadAll } from "./export.js";
import { again, discard, list, subscribe } from "./outbox.js";
import { ask } from "./ask.js";
import { closesAt, isLocked } from "./person.js";
import { room } from "./room.js";
import { arrived, needsYou, placeOf } from "./receipts.js";
import { clock, counted, fillIn, words } from "./words.js";

/** @typedef {import("./words.js").Words} Words */
/** @typedef {import("./types.js").Quarantined} Quarantined */
/** @typedef {import("./types.js").Received} Received */

const RECENT = 20;

/**
 * @param {string} title
 * @param {HTMLElement[]} rows
 */
const section = (title, rows) => (rows.length
  ? [el("section", { class: "sec" }, el("div", { class: "head" }, el("h2", {}, title)), el("ul", { class: "list" }, ...rows))]
  : []);

/**
 * @param {string} picture
 * @param {string} title
 * @param {string[]} hints
 */
const row = (picture, title, hints) => el("li", { class: "row" }, icon(picture),
  el("span", { class: "grow" }, title, ...hints.filter(Boolean).map((hint) => el("span", { class: "hint" }, ...withCode(hint)))));

/**
 * @param {Quarantined} op
 * @param {Words} spoken
 */
function stuck(op, spoken) {
  const { text } = needsYou(op, spoken);
  const messages = el("ul", { class: "points" }, ...Object.values(op.problem.errors).flat().map((each) => el("li", {}, each)));
  const deeds = el("div", { class: "pair" },
    button(isStale(op) ? spoken.see_changes : spoken.correct, "ink slim", () => correct(op)),
    button(spoken.send_as_is, "slim surf", async () => { await again(op.op_id); send(); }),
    button(spoken.delete, "slim surf", () => confirmed(spoken, () => discard(op.op_id))));
  return note("bad", "warning", op.title, el("p", {}, text), messages, el("p", { class: "s" }, fillIn(spoken, "saved_at", { time: clock(op.saved_at) })), deeds);
}

/**
 * @param {Words} spoken
 * @param {() => Promise<void>} deed
 */
async function confirmed(spoken, deed) {
  const answer = await ask(spoken.delete_title, spoken.delete_text, [["delete", spoken.delete, "ink"], ["", spoken.stay, "plain"]]);
  if (answer === "delete") await deed();
}

/**
 * @param {import("./types.js").Draft} draft
 * @param {Words} spoken
 */
function begun({ thing, title, path, saved_at }, spoken) {
  const made = row("edit", title, [fillIn(spoken, "saved_at", { time: clock(saved_at) })]);
  const deeds = [link(path, spoken.go_on, "slim"), button(spoken.delete, "slim", () => confirmed(spoken, () => drop(thing)))];
  return el("li", {}, el("div", { class: "row" }, ...made.childNodes), el("div", { class: "pair inside" }, ...deeds));
}

/**
 * @param {Received} received
 * @param {Words} spoken
 */
function past(received, spoken) {
  const { title, text } = arrived(received, spoken);
  return row(received.receipt ? "check" : "minus", received.title, [title, text]);
}

function send() {
  if (!navigator.onLine) say("offline");
  document.dispatchEvent(new CustomEvent("logbook:send"));
}

/**
 * What a phone shows that waits for its person: how much, and nothing to read.
 * @param {number} left
 * @param {Words} spoken
 */
const closed = (left, spoken) => [
  note("", "phone", left ? counted(spoken, "leave_title", left) : spoken.nothing_waits, el("p", {}, closesAt() ? spoken.closed : spoken.locked)),
  link("/sign-in", spoken.sign_in, "main"),
];

/** @param {Words} spoken */
async function parts(spoken) {
  const held = await list();
  const waiting = held.ops.map((op) => {
    const { text } = placeOf(op.op_id, held, spoken);
    return row("phone", op.title, [text, fillIn(spoken, "saved_at", { time: clock(op.saved_at) })]);
  });
  if (isLocked()) return closed(held.ops.length + held.quarantine.length, spoken);
  const drafts = (await all()).filter(({ synced }) => !synced);
  const calm = !waiting.length && !held.quarantine.length && !drafts.length;
  return [
    ...held.quarantine.map((op) => stuck(op, spoken)),
    ...(calm ? [note("ok", "check", spoken.all_there, el("p", {}, spoken.nothing_waits))] : []),
    ...section(spoken.waiting_title, waiting),
    ...section(spoken.draft, drafts.map((draft) => begun(draft, spoken))),
    ...(doing.blocked === "prove" ? [link("/prove?next=/outbox", spoken.prove, "main")] : []),
    ...(doing.blocked === "signed_out" ? [link("/sign-in?next=/outbox", spoken.sign_in, "main")] : []),
    el("div", { class: "pair" }, button(spoken.send_now, waiting.length ? "ink" : "plain", send), button(spoken.download, "surf", downloadAll)),
    ...section(spoken.received_title, held.receipts.slice(0, RECENT).map((each) => past(each, spoken))),
    ...await room(spoken),
  ];
}

async function show() {
  const screen = document.getElementById("outbox-screen");
  screen?.replaceChildren(...await parts(await words()));
}

export function start() {
  subscribe(show);
  addEventListener("online", show);
  addEventListener("offline", show);
  return show();
}
