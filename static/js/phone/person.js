// @ts-check
/**
 * Whose phone this is. A page from the school says who is signed in; the phone remembers that, and nothing else about the
 * person, for the pages that it makes itself. Each person's work is in a database of its own.
 */

import { openStore } from "./store.js";

const PLACE = "logbook";

/** @typedef {{key: string, home: string, language: string, locked: boolean}} Person */

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

/** A page that the school answered with pairs the phone, and unlocks it; one from the phone's own memory does not. */
export function pair() {
  const key = keyOfPage();
  if (!key || document.documentElement.dataset.kept !== undefined) return;
  const home = document.querySelector(".places a")?.getAttribute("href") ?? "/";
  remember({ key, home, language: document.documentElement.lang, locked: false });
}

/** @returns {boolean} whether this phone waits for its person: what was there to read stays closed until then */
export const isLocked = () => !keyOfPage() && (personHere()?.locked ?? false);

/** @returns {Promise<import("./store.js").Store>} the database of who is on this page, else of who the phone is paired with */
export function storeHere() {
  return openStore(keyOfPage() || personHere()?.key || "nobody");
}
