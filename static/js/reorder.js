// @ts-check
/**
 * Rows of `<form data-reorder>` move by dragging their handle, with a mouse or a finger. What is dragged stays where it is
 * in the document: its neighbours go around it, so that the pointer and the focus keep hold of it. The buttons beside it,
 * which work without script and by keyboard, send the same deed.
 */

import { csrfToken, say } from "./app.js";
import { el } from "./phone/dom.js";

const EDGE = 96; // pixels from the top and the bottom of the window within which the page scrolls along
const STEP = 8; // pixels for each picture of the screen

const form = /** @type {HTMLFormElement} */ (document.querySelector("form[data-reorder]"));
const told = /** @type {HTMLElement} */ (document.querySelector("[data-reorder-status]"));

/** @typedef {{row: HTMLElement, handle: HTMLElement, pointer: number, before: Element[], y: number}} Drag */
/** @type {Drag | null} */
let drag = null;
let saving = false;

/** @param {Element} row */
const listOf = (row) => [.../** @type {HTMLElement} */ (row.parentElement).children];

/**
 * Let the rows stand in this order, without moving `row` itself.
 * @param {HTMLElement} row
 * @param {Element[]} order
 */
function stand(row, order) {
  const place = order.indexOf(row);
  row.before(...order.slice(0, place));
  row.after(...order.slice(place + 1));
  for (const [index, each] of order.entries()) {
    const [up, down] = /** @type {NodeListOf<HTMLButtonElement>} */ (each.querySelectorAll("button[name=do]"));
    up.disabled = index === 0;
    down.disabled = index === order.length - 1;
  }
}

/** Let the row go past each neighbour whose middle the pointer has passed. @param {Drag} held */
function settle({ row, y }) {
  const middle = (/** @type {Element} */ each) => each.getBoundingClientRect().top + each.clientHeight / 2;
  let near = row.previousElementSibling;
  for (; near && y < middle(near); near = row.previousElementSibling) row.after(near);
  near = row.nextElementSibling;
  for (; near && y > middle(near); near = row.nextElementSibling) row.before(near);
}

/** Near the top or the bottom the page scrolls along, as long as the row is held. */
function along() {
  if (!drag) return;
  const way = Number(drag.y > innerHeight - EDGE) - Number(drag.y < EDGE);
  if (way) {
    scrollBy({ top: way * STEP, behavior: "instant" });
    settle(drag);
  }
  requestAnimationFrame(along);
}

/** @param {PointerEvent} event @param {HTMLElement} handle */
function take(event, handle) {
  if (drag || saving || !event.isPrimary || event.button !== 0) return;
  const row = /** @type {HTMLElement} */ (handle.closest("li"));
  event.preventDefault();
  handle.setPointerCapture(event.pointerId);
  drag = { row, handle, pointer: event.pointerId, before: listOf(row), y: event.clientY };
  row.classList.add("dragged");
  requestAnimationFrame(along);
}

/** Let go of the row: it stays where it is now, or goes back. @param {boolean} back */
function release(back) {
  if (!drag) return;
  const { row, before, handle, pointer } = drag;
  drag = null;
  row.classList.remove("dragged");
  if (handle.hasPointerCapture(pointer)) handle.releasePointerCapture(pointer);
  const order = back ? before : listOf(row);
  stand(row, order);
  if (order.some((each, index) => each !== before[index])) send(row, order, before);
}

/** @param {HTMLElement} row @param {Element[]} order @param {Element[]} before */
async function send(row, order, before) {
  const place = order.indexOf(row);
  const body = new URLSearchParams({ do: `put:${row.id.slice(4)}`, before: order[place + 1]?.id.slice(4) ?? "" });
  saving = true;
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { "X-CSRFToken": csrfToken() } });
    if (answer.status >= 500) throw answer;
    if (!answer.ok || answer.url !== form.action) return location.reload(); // somebody else changed the list meanwhile
    const words = { row: row.querySelector("a")?.firstChild?.textContent, place: place + 1, all: order.length };
    told.textContent = (told.dataset.moved ?? "").replace(/{(row|place|all)}/g, (_, /** @type {keyof typeof words} */ key) => `${words[key]}`);
    row.querySelector("a")?.focus({ preventScroll: true });
  } catch (error) {
    stand(row, before);
    say(error instanceof Response ? "broken" : "offline");
  } finally {
    saving = false;
  }
}

for (const row of form.querySelectorAll("li:not(:only-child)")) {
  const handle = el("span", { class: "grip", "aria-hidden": "true" });
  handle.addEventListener("pointerdown", (event) => take(event, handle));
  handle.addEventListener("pointermove", (event) => {
    if (!drag || event.pointerId !== drag.pointer) return;
    drag.y = event.clientY;
    settle(drag);
  });
  for (const end of ["pointerup", "pointercancel"]) handle.addEventListener(end, () => release(end !== "pointerup"));
  row.prepend(handle);
}
addEventListener("keydown", (event) => { if (event.key === "Escape") release(true); });
