// @ts-check
/** The strip below the camera button: a tile for each photo and spoken note, with a cross that takes it away. */

import { el } from "./dom.js";
import { signButton } from "./signs.js";

/** @param {HTMLFormElement} form */
export const strip = (form) => /** @type {HTMLElement} */ (form.querySelector("[data-strip]"));

/**
 * @param {HTMLFormElement} form
 * @param {string} sha
 * @returns {HTMLElement | null}
 */
export const tileOf = (form, sha) => strip(form).querySelector(`[data-sha="${sha}"]`);

/**
 * @param {HTMLFormElement} form
 * @param {string} [sha] none while the photo is still being made smaller
 * @returns {HTMLElement} a tile to fill, in view
 */
export function addTile(form, sha = "") {
  const tile = el("li", { class: "shot", "data-sha": sha, "aria-busy": String(!sha) });
  strip(form).append(tile);
  strip(form).scrollLeft = strip(form).scrollWidth;
  return tile;
}

/**
 * @param {HTMLElement} tile
 * @param {HTMLButtonElement} face what opens or plays it
 * @param {string} removal what the cross is called
 * @param {() => unknown} remove
 */
export function fillTile(tile, face, removal, remove) {
  tile.ariaBusy = null;
  tile.replaceChildren(face, signButton("close", removal, remove, "iconbtn off"));
}

/**
 * Take a tile away and leave the keyboard's focus on what is beside it.
 * @param {HTMLElement} tile
 */
export function removeTile(tile) {
  const next = tile.nextElementSibling ?? tile.previousElementSibling ?? document.querySelector("[data-capture] [data-take]");
  const had = tile.contains(document.activeElement);
  tile.remove();
  if (had) /** @type {HTMLElement | null} */ (next?.matches("button") ? next : next?.querySelector("button"))?.focus();
}

/**
 * Say something beside the button that was tapped; it is read aloud, and gone at the next tap.
 * @param {HTMLElement} button
 * @param {string} text
 * @param {"error" | "s soft"} [look]
 */
export function tell(button, text, look = "error") {
  document.getElementById("capture-says")?.remove();
  if (!text) return;
  const place = button.closest("fieldset.crit, .field") ?? document.querySelector("[data-capture]");
  place?.append(el("p", { id: "capture-says", class: look, role: look === "error" ? "alert" : "status" }, text));
}

/**
 * Handing in waits for what is still being made: a photo that was chosen just before it belongs to it.
 * @param {HTMLFormElement} form
 * @param {Promise<unknown>} work
 * @param {() => void} [hurry] called when somebody waits
 */
export async function holdBack(form, work, hurry) {
  /** @type {SubmitEvent | undefined} */
  let waiting;
  /** @param {SubmitEvent} event */
  const later = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting = event;
    hurry?.();
  };
  form.addEventListener("submit", later, true);
  await work.catch(() => undefined);
  form.removeEventListener("submit", later, true);
  if (waiting) form.requestSubmit(waiting.submitter);
}

/**
 * The form changed though nobody typed: drafts are kept at the same sign.
 * @param {HTMLFormElement} form
 */
export const changed = (form) => form.dispatchEvent(new Event("input", { bubbles: true }));
