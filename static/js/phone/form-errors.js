// @ts-check
/** What the school found wrong, beside its field and in a list on top: as the page itself shows it after a plain post. */

import { el, icon } from "./dom.js";
import { counted, words } from "./words.js";

/** @typedef {Record<string, string[]>} Errors */

/** @param {HTMLFormElement} form */
export function clearErrors(form) {
  document.getElementById("errors")?.remove();
  for (const message of form.querySelectorAll(".error")) message.remove();
  for (const wrong of form.querySelectorAll("[aria-invalid]")) wrong.removeAttribute("aria-invalid");
}

/**
 * @param {HTMLFormElement} form
 * @param {Errors} errors dotted names of fields with their messages
 */
export async function showErrors(form, errors) {
  clearErrors(form);
  const items = Object.entries(errors).map(([name, texts]) => item(form, name.replace(/^fields\./, ""), texts.join(" ")));
  if (!items.length) return;
  const title = counted(await words(), "wrong", items.length);
  const inner = el("div", {}, el("h2", {}, title), el("ul", {}, ...items));
  form.before(el("div", { class: "note bad", role: "alert", id: "errors", tabindex: "-1" }, icon("warning"), inner));
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 * @param {string} text
 */
function item(form, name, text) {
  const field = fieldOf(form, name);
  if (!field) return el("li", {}, text);
  mark(field, text);
  const label = (field.querySelector("legend") ?? form.querySelector(`label[for="${field.id}"]`))?.textContent?.trim();
  return el("li", {}, el("a", { class: "jump", href: `#${field.id}` }, label ? `${label}: ${text}` : text));
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 * @returns {Element | null} the field of that name, else one inside it, else the one it is inside
 */
function fieldOf(form, name) {
  for (let parts = name.split("."); parts.length; parts = parts.slice(0, -1)) {
    const id = CSS.escape(`f-${parts.join("-")}`);
    const found = form.querySelector(`#${id}`) ?? form.querySelector(`[id^="${id}-"]`);
    if (found) return found;
  }
  return null;
}

/**
 * @param {Element} field
 * @param {string} text
 */
function mark(field, text) {
  const message = el("p", { class: "error", id: `${field.id}-error` }, icon("warning", "sm"), text);
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", message.id);
  if (field.matches("fieldset, div")) field.append(message);
  else (field.closest(".field, label") ?? field).append(message);
  for (let fold = field.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
}
