// @ts-check
/** A quiet line above a page, with one thing that can be done about it. */

import { el, icon } from "./dom.js";
import { words } from "./words.js";

/**
 * @param {string} text key of the words
 * @param {string} label key of the words on the button
 * @param {() => void} deed
 */
export async function noteAbove(text, label, deed) {
  const place = document.querySelector(".messages");
  if (!place || place.querySelector(`[data-note="${text}"]`)) return;
  const spoken = await words();
  const button = el("button", { type: "button", class: "jump" }, spoken[label] ?? "");
  button.addEventListener("click", deed);
  place.append(el("section", { class: "note", "data-note": text }, icon("return"), el("div", {}, el("p", {}, spoken[text] ?? ""), button)));
}
