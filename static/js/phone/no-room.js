// @ts-check
/** The phone could not keep what was handed in: say so plainly, leave the form as it is, and offer what is possible. */

import { button, note } from "./dom.js";
import { download } from "./export.js";
import { PhotoGone } from "./outbox.js";
import { StoreFull } from "./store.js";
import { words } from "./words.js";

/** @typedef {import("./intention.js").Intention} Intention */

/**
 * @param {Intention} given
 * @returns {Promise<Intention>} the same without photos and spoken notes
 */
async function withoutPhotos(given) {
  const { sha256Hex } = await import("./ids.js");
  const envelope = JSON.parse(given.body);
  delete envelope.fields.photos;
  delete envelope.fields.spoken;
  const body = JSON.stringify({ ...envelope, photos: [] });
  const pairs = given.pairs.filter(([name]) => !name.startsWith("photos.") && name !== "spoken[]");
  return { ...given, body, pairs, photos: [], sha: await sha256Hex(body) };
}

/**
 * @param {HTMLFormElement} form
 * @param {Intention} given
 * @param {unknown} error
 * @param {(given: Intention) => Promise<void>} tryAgain
 */
export async function refuseKindly(form, given, error, tryAgain) {
  const spoken = await words();
  const why = error instanceof StoreFull ? spoken.no_room : error instanceof PhotoGone ? spoken.photo_gone : spoken.no_store;
  const again = async () => {
    try {
      await tryAgain(await withoutPhotos(given));
      document.getElementById("not-saved")?.remove();
    } catch {
      document.getElementById("not-saved")?.scrollIntoView();
    }
  };
  const deeds = given.photos.length ? [button(spoken.save_without_photos, "ink slim", again)] : [];
  deeds.push(button(spoken.download, "slim surf", () => download({ not_saved: given })));
  const told = note("bad", "warning", why, spoken.not_saved, ...deeds);
  told.id = "not-saved";
  told.setAttribute("role", "alert");
  document.getElementById("not-saved")?.remove();
  form.before(told);
  told.scrollIntoView();
}
