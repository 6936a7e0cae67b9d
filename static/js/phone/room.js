// @ts-check
/** Whether this phone promised to keep what is on it, how much room there is, and whether something got lost before. */

import { button, el, note } from "./dom.js";
import { announce } from "./events.js";
import { storeHere } from "./person.js";
import { done } from "./store.js";
import { counted, fillIn } from "./words.js";

const MEGABYTE = 1024 * 1024;

/** @param {number} bytes */
const megabytes = (bytes) => Math.ceil(bytes / MEGABYTE).toLocaleString(document.documentElement.lang);

/**
 * @param {import("./words.js").Words} spoken
 * @returns {Promise<HTMLElement[]>}
 */
export async function room(spoken) {
  const store = await storeHere();
  const [persisted, lost] = await store.run(["meta"], "readonly", (tx) => Promise.all(
    ["persisted", "lost"].map(async (key) => (await done(tx.objectStore("meta").get(key)))?.value),
  ));
  const { usage = 0, quota = 0 } = await navigator.storage?.estimate?.() ?? {};
  const blanks = { used: megabytes(usage), room: megabytes(quota) };
  const promise = el("p", { class: "s soft" }, persisted ? spoken.promised : spoken.not_promised, " ", fillIn(spoken, "used", blanks));
  return [...(lost ? [told(lost, spoken)] : []), promise];
}

/**
 * @param {number} lost
 * @param {import("./words.js").Words} spoken
 */
const told = (lost, spoken) => note("bad", "warning", spoken.lost_title, el("p", {}, counted(spoken, "lost", lost)),
  button(spoken.understood, "slim surf", async () => {
    const store = await storeHere();
    await store.run(["meta"], "readwrite", (tx) => { tx.objectStore("meta").delete("lost"); });
    announce();
  }));
