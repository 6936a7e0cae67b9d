// @ts-check
/** Pictures that another app handed over: to which sheet they belong, and how the form gets them. */

import { allPages } from "./kept-pages.js";
import { sheetRows, showPlaces } from "./here.js";
import { body, part } from "./parts.js";

const SHARED = "logbook-shared";
const CHOSEN = "logbook-shared";

/** @returns {Promise<File[]>} the pictures, which stay until they are taken */
async function pictures() {
  if (!globalThis.caches || !await caches.has(SHARED)) return [];
  const cache = await caches.open(SHARED);
  const answers = await Promise.all((await cache.keys()).map((key) => cache.match(key)));
  const blobs = await Promise.all(answers.map((answer) => answer?.blob()));
  return blobs.flatMap((blob) => (blob ? [new File([blob], "photo", { type: blob.type })] : []));
}

/**
 * For the form that was chosen for them.
 * @returns {Promise<File[]>} the shared pictures, once
 */
export async function takeShared() {
  if (sessionStorage.getItem(CHOSEN) === null) return [];
  sessionStorage.removeItem(CHOSEN);
  const found = await pictures();
  await caches.delete(SHARED);
  return found;
}

/** @param {File} picture */
function shown(picture) {
  const image = document.createElement("img");
  image.src = URL.createObjectURL(picture);
  image.alt = "";
  image.className = "shared";
  return image;
}

/** @param {import("./store.js").Store} store */
export async function chooseSheet(store) {
  const [found, pages] = [await pictures(), await allPages(store)];
  const page = part(found.length ? "share" : "share-nothing");
  page.querySelector("[data-pictures]")?.append(...found.map(shown));
  page.querySelector("[data-sheets]")?.append(...sheetRows(pages));
  page.addEventListener("click", (event) => {
    if (/** @type {Element} */ (event.target).closest("a")) sessionStorage.setItem(CHOSEN, "");
  });
  body(page);
  showPlaces(pages);
}
