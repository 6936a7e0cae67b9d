// @ts-check
/** The parts of the phone's own page; taken from it at the start, for the page may be replaced by one of the school. */

const templates = new Map([...document.querySelectorAll("template")].map((each) => [each.id, each.content]));

/**
 * @param {string} id
 * @returns {HTMLElement} a copy of all that stands in a template
 */
export function part(id) {
  const made = document.createElement("div");
  made.className = "stack";
  made.append(document.importNode(/** @type {DocumentFragment} */ (templates.get(id)), true));
  return made.childElementCount === 1 ? /** @type {HTMLElement} */ (made.firstElementChild) : made;
}

/** @param {Element[]} parts what the page says, instead of what it said until now */
export const body = (...parts) => document.getElementById("shell-body")?.replaceChildren(...parts);

/**
 * @param {string} href
 * @param {string} title
 * @param {string} [hint]
 * @returns {HTMLElement} a row that leads somewhere
 */
export function row(href, title, hint = "") {
  const link = part("row");
  link.setAttribute("href", href);
  const words = /** @type {HTMLElement} */ (link.querySelector(".grow"));
  words.textContent = title;
  if (!hint) return link;
  const small = document.createElement("span");
  small.className = "hint";
  small.textContent = hint;
  words.append(small);
  return link;
}
