// @ts-check
/** A quiet line above a page with one thing that can be done. */

import { words } from "./words.js";

/**
 * @param {string} text key of the words
 * @param {string} label key of the words on the button
 * @param {() => void} deed
 */
export async function note(text, label, deed) {
  const place = document.querySelector(".messages");
  if (!place || place.querySelector(`[data-note="${text}"]`)) return;
  const spoken = await words();
  const [line, words_, button] = ["p", "span", "button"].map((name) => document.createElement(name));
  line.className = "note";
  line.dataset.note = text;
  words_.textContent = spoken[text] ?? "";
  button.className = "jump";
  button.textContent = spoken[label] ?? "";
  button.addEventListener("click", deed);
  line.append(words_, button);
  place.append(line);
}
