// @ts-check
/** Making parts of a page. What people typed is only ever set as text. */

const SPRITE = new URL("../../marks.svg", import.meta.url).href;
const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} inner
 * @returns {HTMLElement}
 */
export function el(tag, attributes = {}, ...inner) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...inner);
  return element;
}

/**
 * @param {string} name of a picture in the sprite
 * @param {string} [size]
 */
export function icon(name, size = "") {
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("class", `ico ${size}`);
  picture.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${SPRITE}#${name}`);
  picture.append(use);
  return picture;
}

/**
 * @param {string} text that may end with a receipt's code
 * @returns {(Node | string)[]} the same, with the code in one piece: it is read aloud and copied
 */
export const withCode = (text) => text.split(/([0-9A-Z]{3}-[0-9A-Z]{3}$)/).filter(Boolean)
  .map((piece, place) => (place ? el("span", { class: "num" }, piece) : piece));

/**
 * @param {string} label
 * @param {string} kind
 * @param {() => void} deed
 */
export function button(label, kind, deed) {
  const made = el("button", { type: "button", class: `btn ${kind}` }, label);
  made.addEventListener("click", deed);
  return made;
}

/**
 * @param {string} href
 * @param {string} label
 * @param {string} kind
 */
export const link = (href, label, kind) => el("a", { href, class: `btn ${kind}` }, label);

/**
 * @param {string} kind
 * @param {string} picture
 * @param {string} title
 * @param {...(Node | string)} inner
 */
export const note = (kind, picture, title, ...inner) => el(
  "section", { class: `note ${kind}` }, icon(picture), el("div", { class: "stack-s" }, el("h2", {}, title), ...inner),
);
