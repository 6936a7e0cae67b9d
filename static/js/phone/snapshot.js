// @ts-check
/** A page of the school as text that can be kept, and back on the screen, also when the app was renewed meanwhile. */

const RELEASE = /\/static\/[^/"]+\//g;
const HERE = new URL("../../", import.meta.url).pathname;
const TOKENS = /(<meta name="csrf-token" content="|<input type="hidden" name="csrf_token" value=")[^"]*/g;

/**
 * @param {string} html
 * @returns {string} without what is only good for the visit in which it was fetched
 */
export const stripped = (html) => html.replace(TOKENS, "$1");

/**
 * @param {string} html
 * @returns {Document} with the files of the release that is on this phone
 */
export function restored(html) {
  const page = new DOMParser().parseFromString(html.replace(RELEASE, HERE), "text/html");
  // Pictures of the work are not taken along; an empty frame would look like a loss.
  for (const picture of page.querySelectorAll(`img:not([src^="${HERE}"])`)) picture.remove();
  return page;
}

/**
 * @param {string} html a blank form
 * @returns {string} without what it took over from the last time: on a locked phone that is somebody else's
 */
export function emptied(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const field of page.querySelectorAll("[name^='header.'], [name^='header.'] option")) {
    const said = field.matches("[type=text]") ? "value" : field.matches("option") ? "selected" : "checked";
    field.removeAttribute(said);
  }
  page.querySelector("#form-header")?.setAttribute("open", "");
  page.querySelector("#form-header summary b")?.replaceChildren();
  return `<!doctype html>\n${page.documentElement.outerHTML}`;
}

/**
 * Put `page` in the place of the one on the screen and start its modules. It says nothing about who is signed in.
 * @param {Document} page
 */
export async function show(page) {
  const { lang, dataset } = page.documentElement;
  document.title = page.title;
  document.documentElement.lang = lang;
  for (const name of ["theme", "print", "easy"]) {
    if (dataset[name] !== undefined) document.documentElement.dataset[name] = dataset[name];
  }
  document.body.replaceWith(document.adoptNode(page.body));
  const modules = (document.body.dataset.modules ?? "").split(" ").filter(Boolean);
  await Promise.all(modules.map((name) => import(`../${name}.js`)));
  if (document.querySelector("[data-aloud]")) await import("../read-aloud.js");
  await import("./start.js");
}
