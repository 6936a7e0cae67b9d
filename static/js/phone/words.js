// @ts-check
/** The words of the phone's own parts, in the language of the page. */

import { personHere } from "./person.js";

/** @typedef {Record<string, string>} Words */

/** @type {Promise<Words> | undefined} */
let loading;

/** @returns {Promise<Words>} */
export function words() {
  const language = document.documentElement.lang || personHere()?.language || "nl";
  loading ??= import(`../words-${language}.js`).then((module) => module.default);
  return loading;
}

/**
 * @param {Words} spoken
 * @param {string} key
 * @param {Record<string, string | number>} [blanks]
 * @returns {string}
 */
export function fillIn(spoken, key, blanks = {}) {
  return (spoken[key] ?? "").replace(/\{(\w+)\}/g, (blank, name) => String(blanks[name] ?? blank));
}

/**
 * @param {Words} spoken
 * @param {string} key
 * @param {number} n picks `key_one` or `key_many`
 */
export const counted = (spoken, key, n) => fillIn(spoken, `${key}_${n === 1 ? "one" : "many"}`, { n });

/**
 * @param {string} moment
 * @returns {string} 15:32 today, else 20-11 15:32
 */
export function clock(moment) {
  const [at, now] = [new Date(moment), new Date()];
  const time = at.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  if (at.toDateString() === now.toDateString()) return time;
  return `${at.toLocaleDateString(document.documentElement.lang, { day: "numeric", month: "short" })} ${time}`;
}
