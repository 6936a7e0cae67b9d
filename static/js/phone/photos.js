// @ts-check
/** Photos for a form: made small, kept on this phone with the draft that names them, shown at once. */

import { mention } from "../app.js";
import { drop, MOST_PHOTOS, photosOf, putPhoto } from "./attached.js";
import { sha256Hex } from "./ids.js";
import { keep } from "./keeping.js";
import { criterionOf, setBytes, show } from "./photo-strip.js";
import { shrink, Unusable } from "./shrink.js";
import { addTile, changed, holdBack, removeTile, tell } from "./tiles.js";
import { words } from "./words.js";

/** @typedef {import("./words.js").Words} Words */

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
  setBytes(sha, bytes);
  try {
    await keep(form, { sha, type: "image/jpeg", bytes, kind: "photo" });
  } catch (error) {
    drop(form, sha);
    throw error;
  }
  changed(form);
  return sha;
}
