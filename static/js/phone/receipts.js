// @ts-check
/** Where an op is now, in words: waiting here, on the line, at the school, or waiting for the person. */

import { doing } from "./events.js";
import { clock, fillIn } from "./words.js";

/** @typedef {import("./words.js").Words} Words */
/** @typedef {import("./types.js").Op} Op */
/** @typedef {import("./types.js").Quarantined} Quarantined */
/** @typedef {import("./types.js").Received} Received */
/** @typedef {{ops: Op[], quarantine: Quarantined[], receipts: Received[]}} Held */
/** @typedef {{stage: "waiting" | "sending" | "received" | "needs_you" | "ended", title: string, text: string, problem?: import("./types.js").Problem}} Place */

const PLAIN = ["stale", "photo_missing", "op_reused", "wrong_state", "not_found", "too_large", "wrong_type", "corrupt"];

/**
 * @param {string} opId
 * @param {Held} held
 * @param {Words} spoken
 * @returns {Place}
 */
export function placeOf(opId, held, spoken) {
  const stuck = held.quarantine.find(({ op_id }) => op_id === opId);
  if (stuck) return needsYou(stuck, spoken);
  const received = held.receipts.find(({ op_id }) => op_id === opId);
  return received ? arrived(received, spoken) : waiting(opId, spoken);
}

/**
 * @param {string} opId
 * @param {Words} spoken
 * @returns {Place}
 */
function waiting(opId, spoken) {
  if (doing.sending === opId) return { stage: "sending", title: spoken.on_phone, text: spoken.sending };
  const why = spoken[`blocked_${doing.blocked || (navigator.onLine ? "none" : "offline")}`] ?? spoken.blocked_none;
  return { stage: "waiting", title: spoken.on_phone, text: why };
}

/**
 * @param {Received} received
 * @param {Words} spoken
 * @returns {Place}
 */
export function arrived({ receipt, ended, sent }, spoken) {
  if (!receipt) return { stage: "ended", title: spoken[`ended_${ended}`] ?? "", text: "" };
  const title = fillIn(spoken, "received", { time: clock(receipt.received_at), code: receipt.code });
  const verdict = sent?.kind === "week.review" && receipt.verdict === "applied" ? "approved" : receipt.verdict;
  return { stage: "received", title, text: spoken[`verdict_${verdict}`] ?? "" };
}

/**
 * @param {Quarantined} stuck
 * @param {Words} spoken
 * @returns {Place}
 */
export function needsYou({ problem }, spoken) {
  const invalid = Object.keys(problem.errors).length > 0;
  const text = PLAIN.includes(problem.code) ? spoken[`problem_${problem.code}`] : invalid ? spoken.problem_invalid : problem.title;
  return { stage: "needs_you", title: spoken.needs_you, text: text || spoken.problem_other, problem };
}

/**
 * @param {Quarantined} stuck
 * @param {Words} spoken
 * @returns {Record<string, string[]>} what to show in its form: beside the fields, or on top when none is named
 */
export function errorsOf(stuck, spoken) {
  const { errors } = stuck.problem;
  return Object.keys(errors).length ? errors : { "": [needsYou(stuck, spoken).text] };
}
