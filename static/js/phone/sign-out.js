// @ts-check
/** Signing out never throws away what is not at the school: send it, stay, lock the phone, or take a copy along. */

import { ask } from "./ask.js";
import { all } from "./drafts.js";
import { downloadAll } from "./export.js";
import { count, subscribe } from "./outbox.js";
import { forget, personHere, remember, storeHere } from "./person.js";
import { deleteStore } from "./store.js";
import { counted, words } from "./words.js";

const PATIENCE = 20_000;

/**
 * @param {HTMLFormElement} form
 * @returns {Promise<void>}
 */
async function leave(form) {
  const left = await count();
  if (left) return choose(form, left);
  if (!navigator.onLine || (await all()).some((draft) => !draft.synced)) return lock(form);
  const key = personHere()?.key;
  forget();
  if (key) await deleteStore(key).catch(() => undefined);
  form.submit();
}

/**
 * @param {HTMLFormElement} form
 * @param {number} left
 * @returns {Promise<void>}
 */
async function choose(form, left) {
  const spoken = await words();
  const answer = await ask(counted(spoken, "leave_title", left), spoken.leave_text, [
    ["send", spoken.leave_send, "main"], ["", spoken.leave_stay, "surf"], ["lock", spoken.leave_lock, "surf"], ["export", spoken.download, "surf"],
  ]);
  if (answer === "send") return sendAndLeave(form);
  if (answer === "lock") return lock(form);
  if (answer === "export") { await downloadAll(); return choose(form, left); }
}

/**
 * @param {HTMLFormElement} form
 * @returns {Promise<void>}
 */
async function sendAndLeave(form) {
  form.ariaBusy = "true";
  document.dispatchEvent(new CustomEvent("logbook:send"));
  const empty = await new Promise((resolve) => {
    setTimeout(() => resolve(false), PATIENCE);
    subscribe(async () => { if (!await count()) resolve(true); });
  });
  form.ariaBusy = null;
  if (empty || await count()) return leave(form);
}

/**
 * What is unsent stays, and only this person can send it; what there was to read goes.
 * @param {HTMLFormElement} form
 */
async function lock(form) {
  const store = await storeHere();
  await store.run(["pages", "meta"], "readwrite", (tx) => {
    tx.objectStore("meta").put({ key: "locked_at", value: Date.now() });
    const request = tx.objectStore("pages").openCursor();
    request.onsuccess = () => {
      const cursor = request.result;
      if (cursor?.value.kind === "page") cursor.delete();
      cursor?.continue();
    };
  });
  remember({ locked: true });
  if (navigator.onLine) form.submit();
  else location.assign("/");
}

export function start() {
  for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-sign-out]"))) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      leave(form).catch(() => form.submit());
    });
  }
}
