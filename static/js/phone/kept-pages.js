// @ts-check
/** The pages that this phone took along: as the school wrote them, without what belongs to one visit. */

import { done } from "./store.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {{url: string, html: string, at: string, kind: "page" | "form", stamp: string}} KeptPage */

/**
 * @param {Store} store
 * @returns {Promise<KeptPage[]>} newest first
 */
export async function allPages(store) {
  const pages = await store.run(["pages"], "readonly", (tx) => done(tx.objectStore("pages").getAll()));
  return pages.sort((one, other) => other.at.localeCompare(one.at));
}

/**
 * @param {Store} store
 * @param {string} url
 * @returns {Promise<KeptPage | undefined>}
 */
export const pageAt = (store, url) => store.run(["pages"], "readonly", (tx) => done(tx.objectStore("pages").get(url)));

/**
 * @param {Store} store
 * @param {KeptPage} page
 */
export const keepPage = (store, page) => store.run(["pages"], "readwrite", (tx) => { tx.objectStore("pages").put(page); });

/**
 * @param {Store} store
 * @param {string[]} urls of the pages that stay; the others go
 */
export const keepOnly = (store, urls) => store.run(["pages"], "readwrite", async (tx) => {
  for (const url of await done(tx.objectStore("pages").getAllKeys())) {
    if (!urls.includes(String(url))) tx.objectStore("pages").delete(url);
  }
});

/**
 * @param {Store} store
 * @param {string} sheet
 * @returns {Promise<KeptPage | undefined>} the blank form of a sheet
 */
export async function formOf(store, sheet) {
  const pages = await allPages(store);
  return pages.find(({ kind, url }) => kind === "form" && sheetIn(url) === sheet);
}

/** @param {string} url */
export const sheetIn = (url) => new URL(url, location.origin).searchParams.get("sheet") ?? "";

/** @param {KeptPage} page */
export const titleOf = ({ html }) => new DOMParser().parseFromString(html, "text/html").title.split(" · ")[0] ?? "";
