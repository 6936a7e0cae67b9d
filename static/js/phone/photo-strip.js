// @ts-check
/** The photos that a form names, as tiles: to open, to draw on, to take away. */

import { drop, photosOf, putMarks, spokenOf } from "./attached.js";
import { el, icon } from "./dom.js";
import { fetchKept, letGo } from "./keeping.js";
import { addTile, changed, fillTile, removeTile, strip, tileOf } from "./tiles.js";
import { fillIn, words } from "./words.js";

/** @typedef {import("./attached.js").Attached} Attached */
/** @typedef {import("./words.js").Words} Words */

/** @type {Map<string, string>} the address of each photo that is on this phone, or at the school */
const addresses = new Map();

/**
 * @param {HTMLElement} button
 * @returns {string} the criterion that the camera stands beside, or empty
 */
export function criterionOf(button) {
  const question = /** @type {HTMLInputElement | null} */ (button.closest("fieldset.crit")?.querySelector("input[type=radio]"));
  return question?.name.replace(/^ratings\./, "") ?? "";
}

/**
 * @param {string} sha
 * @param {ArrayBuffer} bytes of a photo that was just taken
 */
export const setBytes = (sha, bytes) => addresses.set(sha, URL.createObjectURL(new Blob([bytes], { type: "image/jpeg" })));

/**
 * @param {HTMLFormElement} form
 * @param {Attached} photo
 * @returns {Promise<string>} where it can be seen, or empty when only another device has it
 */
async function addressOf(form, { sha, stored }) {
  const known = addresses.get(sha);
  if (known) return known;
  const kept = await fetchKept(sha);
  const there = stored ? `${section(form).dataset.capture}/photos/${sha}` : "";
  addresses.set(sha, kept ? URL.createObjectURL(kept) : there);
  return addresses.get(sha) ?? "";
}

/** @param {HTMLFormElement} form */
const section = (form) => /** @type {HTMLElement} */ (form.querySelector("[data-capture]"));

/**
 * Let the strip show what the form names, no more and no less.
 * @param {HTMLFormElement} form
 */
export async function show(form) {
  const [spoken, photos] = [await words(), photosOf(form)];
  const named = [...photos.map(({ sha }) => sha), ...spokenOf(form)];
  for (const tile of strip(form).querySelectorAll("[data-sha]:not([aria-busy])")) {
    if (!named.includes(/** @type {HTMLElement} */ (tile).dataset.sha ?? "")) tile.remove();
  }
  await Promise.all(photos.map((photo) => showOne(form, photo, spoken)));
  if (spokenOf(form).length) await import("./spoken.js").then((module) => module.show(form));
  countBeside(form, photos);
}

/**
 * @param {HTMLFormElement} form
 * @param {Attached} photo
 * @param {Words} spoken
 */
async function showOne(form, photo, spoken) {
  const tile = tileOf(form, photo.sha) ?? addTile(form, photo.sha);
  const address = await addressOf(form, photo);
  if (tile.dataset.marks === photo.marks && tile.firstChild) return;
  tile.dataset.marks = photo.marks;
  const label = labelOf(form, photo, spoken);
  const face = /** @type {HTMLButtonElement} */ (el("button", { type: "button", class: "face", "aria-label": label }));
  face.append(address ? await picture(address, photo.marks) : icon("camera"), el("span", {}, nameOf(photo)));
  face.addEventListener("click", () => view(form, photo.sha));
  fillTile(tile, face, fillIn(spoken, "take_away", { what: label }), () => remove(form, photo.sha));
}

/**
 * @param {string} address
 * @param {string} marks
 * @returns {Promise<Node>}
 */
async function picture(address, marks) {
  const src = address.startsWith("blob:") ? address : `${address}/small`;
  const image = /** @type {HTMLImageElement} */ (el("img", { src, alt: "", width: "112", height: "112" }));
  await image.decode().catch(() => undefined);
  if (!marks) return image;
  await import("./marks-layer.js");
  const size = { "data-width": String(image.naturalWidth || 1), "data-height": String(image.naturalHeight || 1) };
  const both = new DocumentFragment();
  both.append(image, el("marks-layer", { "data-marks": marks, ...size, "data-fit": "slice" }));
  return both;
}

/** @param {Attached} photo */
function nameOf({ criterion }) {
  const question = criterion && document.getElementById(`f-ratings-${criterion}`);
  return (question && question.querySelector("legend")?.firstChild?.textContent?.trim()) || "";
}

/**
 * @param {HTMLFormElement} form
 * @param {Attached} photo
 * @param {Words} spoken
 */
function labelOf(form, photo, spoken) {
  const n = photosOf(form).findIndex(({ sha }) => sha === photo.sha) + 1;
  const criterion = nameOf(photo);
  return fillIn(spoken, criterion ? "photo_of" : "photo_n", { n, criterion });
}

/**
 * The camera beside a criterion shows how many photos it has.
 * @param {HTMLFormElement} form
 * @param {Attached[]} photos
 */
function countBeside(form, photos) {
  for (const button of form.querySelectorAll("fieldset.crit [data-take]")) {
    const count = photos.filter(({ criterion }) => criterion === criterionOf(/** @type {HTMLElement} */ (button))).length;
    button.toggleAttribute("data-count", count > 0);
    if (count) button.setAttribute("data-count", String(count));
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {string} sha
 */
async function view(form, sha) {
  const [spoken, photos] = [await words(), photosOf(form)];
  const { open } = await import("./photo-view.js");
  const shown = photos.filter((photo) => addresses.get(photo.sha));
  const pictures = shown.map((photo) => ({
    url: addresses.get(photo.sha) ?? "",
    label: labelOf(form, photo, spoken),
    marks: photo.marks,
    mark: (/** @type {string} */ marks) => { putMarks(form, photo.sha, marks); changed(form); show(form); },
  }));
  const last = await open(pictures, shown.findIndex((photo) => photo.sha === sha));
  tileOf(form, shown[last].sha)?.querySelector("button")?.focus(); // drawing on it made its tile anew
}

/**
 * @param {HTMLFormElement} form
 * @param {string} sha
 */
async function remove(form, sha) {
  const tile = tileOf(form, sha);
  drop(form, sha);
  URL.revokeObjectURL(addresses.get(sha) ?? "");
  addresses.delete(sha);
  if (tile) removeTile(tile);
  countBeside(form, photosOf(form));
  await letGo(form, sha).catch(() => undefined);
  changed(form);
}
