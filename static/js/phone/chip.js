// @ts-check
/** The true state of the outbox in the header: a picture, a word, a number and a colour, at all times. */

import { el, icon } from "./dom.js";
import { state, subscribe } from "./outbox.js";
import { counted, words } from "./words.js";

/** @typedef {{kind: "" | "wait" | "bad", picture: string, text: string}} Look */

/**
 * @param {Awaited<ReturnType<typeof state>>} now
 * @param {import("./words.js").Words} spoken
 * @returns {Look}
 */
export function lookOf({ waiting, quarantine, sending, blocked, lost }, spoken) {
  if (lost) return { kind: "bad", picture: "warning", text: spoken.chip_lost };
  if (quarantine) return { kind: "bad", picture: "warning", text: counted(spoken, "chip_needs", quarantine) };
  if (waiting && blocked === "signed_out") return { kind: "bad", picture: "person", text: spoken.chip_sign_in };
  if (waiting && blocked === "prove") return { kind: "bad", picture: "person", text: spoken.chip_prove };
  if (waiting && sending) return { kind: "wait", picture: "clock", text: spoken.chip_sending };
  if (waiting) return { kind: "wait", picture: "phone", text: counted(spoken, "chip_waiting", waiting) };
  if (blocked === "offline") return { kind: "", picture: "no-line", text: spoken.chip_offline };
  return { kind: "", picture: "check", text: spoken.chip_all };
}

async function show() {
  const chip = /** @type {HTMLElement | null} */ (document.querySelector("[data-chip]"));
  if (!chip) return;
  const now = await state();
  const { kind, picture, text } = lookOf(now, await words());
  if (chip.textContent === text && chip.dataset.state !== undefined) return;
  chip.replaceChildren(icon(picture, "sm"), el("span", {}, text));
  chip.className = `phone-chip ${kind}`;
  chip.dataset.state = kind || "calm";
}

/** @param {number} n */
function badge(n) {
  if (!("setAppBadge" in navigator)) return;
  (n ? navigator.setAppBadge(n) : navigator.clearAppBadge()).catch(() => undefined);
}

/** Follow the outbox from now on. */
export function start() {
  const follow = () => {
    show().catch(() => undefined);
    state().then(({ waiting, quarantine }) => badge(waiting + quarantine), () => undefined);
  };
  subscribe(follow);
  addEventListener("online", follow);
  follow();
}
