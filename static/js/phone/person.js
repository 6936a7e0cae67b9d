// @ts-check
/**
 * Whose phone this is. A page from the school says who is signed in; the phone remembers that, and nothing else about the
 * person, for the pages that it makes itself. Each person's work is in a database of its own.
 */

import { openStore } from "./store.js";

const PLACE = "logbook";

/**
 * @typedef {{key: string, home: string, language: string, locked: boolean, idle?: number, shared?: boolean, used?: number}} Person
 * `idle`: minutes without use after which a phone with a PIN closes; `used`: when it was used last, by its own clock
 */

/** @returns {Person | null} who this phone is paired with */
export function personHere() {
  try {
    const person = JSON.parse(localStorage.getItem(PLACE) ?? "null");
    return typeof person?.key === "string" && person.key ? person : null;
  } catch {
    return null;
  }
}

/** @param {Partial<Person>} changes */
export function remember(changes) {
  const person = { key: "", home: "/", language: "nl", locked: false, ...personHere(), ...changes };
  try {
    localStorage.setItem(PLACE, JSON.stringify(person));
  } catch {
    // A phone that keeps nothing works as a browser without an outbox.
  }
}

export function forget() {
  localStorage.removeItem(PLACE);
}

/** @returns {string} the key of who is signed in on this page, or empty */
export const keyOfPage = () => document.querySelector('meta[name="user-key"]')?.getAttribute("content") ?? "";

/**
 * A page that the school answered with pairs the phone, and unlocks it; one from the phone's own memory does not. The one
 * that asks for the PIN locks it.
 */
export function pair() {
  const key = keyOfPage();
  if (personHere() && document.querySelector("form[data-unlock]")) remember({ locked: true });
  if (!key || document.documentElement.dataset.kept !== undefined) return;
  const home = document.querySelector(".places a")?.getAttribute("href") ?? "/";
  const lock = /** @type {HTMLMetaElement | null} */ (document.querySelector('meta[name="phone-lock"]'));
  const idle = Number(lock?.content ?? 0);
  const shared = lock?.dataset.shared !== undefined;
  remember({ key, home, language: document.documentElement.lang, locked: false, idle, shared, used: Date.now() });
}

/** @returns {number} when a phone with a PIN that is left alone from now on closes; 0 for one without */
export function closesAt() {
  const { idle = 0, used = 0 } = personHere() ?? {};
  return idle && used + idle * 60_000;
}

/** @returns {boolean} whether nothing of before may be shown here: signed out, or too long without use for the PIN */
export const isClosed = () => (personHere()?.locked ?? false) || (closesAt() > 0 && Date.now() >= closesAt());

/** @returns {boolean} whether this phone waits for its person: what was there to read stays closed until then */
export const isLocked = () => !keyOfPage() && isClosed();

/** @returns {Promise<import("./store.js").Store>} the database of who is on this page, else of who the phone is paired with */
export function storeHere() {
  return openStore(keyOfPage() || personHere()?.key || "nobody");
}
