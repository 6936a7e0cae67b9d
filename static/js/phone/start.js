// @ts-check
/** The phone's part of every page of a learner, a mentor or a teacher: pairing, the sender, the chip, and what this page asks for. */

import * as chip from "./chip.js";
import { pair, personHere, storeHere } from "./person.js";
import { listen, Sender } from "./sender.js";
import { askToKeep, tidy } from "./tidy.js";

/** @type {Record<string, () => Promise<{start: () => unknown}>>} */
const PARTS = {
  "[data-op-small]": () => import("./small.js"),
  "[data-pending]": () => import("./pending.js"),
  "#outbox-screen": () => import("./screen.js"),
  'meta[name="phone-lock"]': () => import("./guard.js"),
  "form[data-sign-out]": () => import("./sign-out.js"),
};

/** Be woken in the background when the line is back, where the browser can. */
async function askForBackground() {
  /** @type {any} */
  const worker = await navigator.serviceWorker?.getRegistration();
  await worker?.sync?.register("outbox").catch(() => undefined);
}

async function start() {
  pair();
  if (!personHere()) return;
  const store = await storeHere();
  chip.start();
  for (const [part, load] of Object.entries(PARTS)) {
    if (document.querySelector(part)) load().then((module) => module.start(), () => undefined);
  }
  const sender = new Sender(store);
  listen(sender);
  document.addEventListener("logbook:send", askForBackground);
  await sender.look();
  await tidy(store);
  await askToKeep(store);
}

start().catch(() => undefined);
