// @ts-check
/** Photos in a form: made small, kept on this phone with the draft that names them, shown, opened and taken away. */

import { mention } from "../app.js";
import { drop, MOST_PHOTOS, photosOf, putMarks, putPhoto, spokenOf } from "./attached.js";
import { el, icon } from "./dom.js";
import { sha256Hex } from "./ids.js";
import { fetchKept, keep, letGo } from "./keeping.js";
import { shrink, Unusable } from "./shrink.js";
import { addTile, changed, fillTile, holdBack, removeTile, strip, tell, tileOf } from "./tiles.js";
import { fillIn, words } from "./words.js";

/** @typedef {import("./attached.js").Attached} Attached */
/** @typedef {import("./words.js").Words} Words */

/** @type {Map<string, string>} the address of each photo that is on this phone, or at the school */
const addresses = new Map();

/**
 * @param {HTMLElement} button
 * @returns {string} the criterion that the camera stands beside, or empty
 */
function criterionOf(button) {
  const question = /** @type {HTMLInputElement | null} */ (button.closest("fieldset.crit")?.querySelector("input[type=radio]"));
  return question?.name.replace(/^ratings\./, "") ?? "";
}

/**
 * @param {HTMLFormElement} form
 * @param {File[]} files
 * @param {HTMLElement} button the camera that was tapped
 */
export async function add(form, files, button) {
  const spoken = await words();
  tell(button, "");
  button.ariaBusy = "true";
  const work = addAll(form, files, button, spoken);
  await Promise.all([work, holdBack(form, work)]);
  button.ariaBusy = null;
}

/**
 * One after the other: a large photo takes much memory while it is made small.
 * @param {HTMLFormElement} form
 * @param {File[]} files
 * @param {HTMLElement} button
 * @param {Words} spoken
 */
async function addAll(form, files, button, spoken) {
  for (const file of files) await addOne(form, file, button, spoken);
}

/**
 * @param {HTMLFormElement} form
 * @param {File} file
 * @param {HTMLElement} button
 * @param {Words} spoken
 */
async function addOne(form, file, button, spoken) {
  if (photosOf(form).length >= MOST_PHOTOS) return tell(button, spoken.photo_most);
  const tile = addTile(form);
  try {
    const sha = await take(form, file, criterionOf(button));
    tile.remove();
    await show(form);
    if (!sha) tell(button, spoken.photo_twice, "s soft");
    else if (criterionOf(button)) mention(spoken.photo_added); // below the strip it stands already
  } catch (error) {
    removeTile(tile);
    tell(button, spoken[error instanceof Unusable ? `photo_${error.reason}` : "photo_unkept"]);
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {File} file
 * @param {string} criterion
 * @returns {Promise<string>} its name, or empty for a photo that the form has already
 */
async function take(form, file, criterion) {
  const { bytes } = await shrink(file);
  const sha = await sha256Hex(bytes);
  if (photosOf(form).some((photo) => photo.sha === sha)) return "";
  putPhoto(form, sha, criterion);
  addresses.set(sha, URL.createObjectURL(new Blob([bytes], { type: "image/jpeg" })));
  try {
    await keep(form, { sha, type: "image/jpeg", bytes, kind: "photo" });
  } catch (error) {
    drop(form, sha);
    throw error;
  }
  changed(form);
  return sha;
}

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
