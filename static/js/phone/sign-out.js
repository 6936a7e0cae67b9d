// @ts-check
/** Signing out never throws away what is not at the school: send it, stay, lock the phone, or take a copy along. */

import { ask } from "./ask.js";
import { downloadAll } from "./export.js";
import { count, subscribe } from "./outbox.js";
import { forget, personHere, remember, storeHere } from "./person.js";
import { emptied } from "./snapshot.js";
import { deleteStore, done } from "./store.js";
import { onlyHere } from "./tidy.js";
import { counted, words } from "./words.js";

const PATIENCE = 20_000;
const LEAVING = "logbook-leaving"; // the worker reads it
const SHARED = "logbook-shared";

/**
 * @param {HTMLFormElement} form
 * @returns {Promise<void>}
 */
async function leave(form) {
  const left = await count();
  if (left) return choose(form, left);
  if (!navigator.onLine || await someOnlyHere()) return lock(form);
  const key = personHere()?.key;
  forget();
  if (key) await deleteStore(key).catch(() => undefined);
  if (key) await tellLater(key).catch(() => undefined);
  form.submit();
}

/** @returns {Promise<boolean>} whether something was begun of which the school does not have all */
async function someOnlyHere() {
  const store = await storeHere();
  const [drafts, pictures] = await store.run(["drafts", "blobs"], "readonly", (tx) => Promise.all(
    ["drafts", "blobs"].map((name) => done(tx.objectStore(name).getAll())),
  ));
  return drafts.some((draft) => onlyHere(draft, pictures));
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
  await store.run(["pages", "meta"], "readwrite", async (tx) => {
    const [pages, meta] = [tx.objectStore("pages"), tx.objectStore("meta")];
    meta.put({ key: "locked_at", value: Date.now() });
    for (const key of ["entries", "cursor", "along"]) meta.delete(key);
    for (const page of await done(pages.getAll())) {
      if (page.kind === "page") pages.delete(page.url);
      else pages.put({ ...page, stamp: "", html: emptied(page.html) });
    }
  });
  remember({ locked: true });
  await tellLater(store.userKey);
  if (navigator.onLine) form.submit();
  else location.assign("/");
}

/**
 * Without a line, or on one that fails, the school does not hear of it now; the worker tells it before the next page.
 * @param {string} key of who leaves
 */
async function tellLater(key) {
  if (!globalThis.caches) return;
  await caches.delete(SHARED); // what another app handed over is this person's too
  await (await caches.open(LEAVING)).put("/leaving", new Response(key));
}

export function start() {
  for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-sign-out]"))) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      leave(form).catch(() => form.submit());
    });
  }
}
