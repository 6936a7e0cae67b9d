// @ts-check
/**
 * Photos over the whole screen: to look at from near, one after the other, with what was drawn on them; and to draw on,
 * for who may. All of it works with fingers, a mouse, buttons and keys.
 */

import { el } from "./dom.js";
import { MarkUp } from "./mark-up.js";
import { format, layer, parse } from "./marks-layer.js";
import { signButton } from "./signs.js";
import { fillIn, words } from "./words.js";
import { Zoom } from "./zoom.js";

/** @typedef {{url: string, label: string, marks: string, mark?: (marks: string) => void}} Picture */
/** @typedef {import("./words.js").Words} Words */

const NEARER = 1.5;
const PAN = 60; // pixels a key moves an enlarged photo
/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** The look comes with the viewer, not with every page. */
const look = new Promise((resolve) => {
  const link = el("link", { rel: "stylesheet", href: new URL("../../css/viewer.css", import.meta.url).href });
  link.onload = link.onerror = resolve;
  document.head.append(link);
});

class Viewer {
  /**
   * @param {Picture[]} pictures
   * @param {Words} spoken
   */
  constructor(pictures, spoken) {
    this.pictures = pictures;
    this.spoken = spoken;
    this.at = 0;
    this.image = /** @type {HTMLImageElement} */ (el("img", { alt: "", draggable: "false" }));
    this.sheet = el("div", { class: "sheet" }, this.image);
    this.frame = el("div", { class: "frame" }, this.sheet);
    this.title = el("p", { class: "grow", "aria-live": "polite" });
    this.tools = this.makeTools();
    this.pens = this.makePens();
    const parts = [this.makeHead(), this.frame, this.tools, this.pens];
    this.dialog = /** @type {HTMLDialogElement} */ (el("dialog", { class: "viewer", "aria-label": spoken.view_photos }, ...parts));
    this.zoom = new Zoom(this.frame, this.sheet, (step) => this.go(step));
    this.markUp = new MarkUp(this.frame, this.sheet, () => this.draw());
    this.image.addEventListener("load", () => this.measure());
    this.image.addEventListener("error", () => this.missing());
    this.dialog.addEventListener("keydown", (event) => this.key(event));
    this.dialog.addEventListener("cancel", (event) => this.cancel(event));
    this.dialog.addEventListener("close", () => this.dialog.remove());
    for (const end of ["pointerup", "keyup"]) this.frame.addEventListener(end, () => this.keep());
  }

  makeHead() {
    return el("div", { class: "view-head" }, signButton("close", this.spoken.view_close, () => this.dialog.close()), this.title);
  }

  makeTools() {
    const { spoken } = this;
    const steps = [signButton("back", spoken.view_back, () => this.go(-1)), signButton("chevron", spoken.view_next, () => this.go(1))];
    for (const step of steps) /** @type {HTMLElement} */ (step).hidden = this.pictures.length < 2;
    const out = signButton("minus", spoken.view_out, () => this.zoom.by(1 / NEARER));
    const nearer = signButton("plus", spoken.view_in, () => this.zoom.by(NEARER));
    this.pen = signButton("edit", spoken.view_mark, () => this.setMarking(true));
    return el("div", { class: "view-tools" }, steps[0], out, nearer, this.pen, steps[1]);
  }

  makePens() {
    const { spoken } = this;
    this.arrow = signButton("arrow", spoken.view_arrow, (event) => this.choose("arrow", event));
    this.circle = signButton("circle", spoken.view_circle, (event) => this.choose("circle", event));
    const undo = signButton("return", spoken.view_undo, () => { this.markUp.undo(); this.keep(); });
    const done = signButton("check", spoken.view_done, () => this.setMarking(false));
    const help = el("p", { class: "s", id: "mark-help" }, spoken.mark_help);
    const pens = el("div", { class: "view-tools pens" }, help, this.arrow, this.circle, undo, done);
    pens.hidden = true;
    return pens;
  }

  /** @param {number} index */
  async show(index) {
    this.at = index;
    const { url, label, marks, mark } = this.pictures[index];
    this.markUp.marks = parse(marks);
    this.pen?.toggleAttribute("hidden", !mark);
    const where = this.pictures.length > 1 ? fillIn(this.spoken, "view_count", { n: index + 1, all: this.pictures.length }) : "";
    this.title.replaceChildren(el("b", {}, label), el("span", {}, where));
    this.sheet.querySelector("svg")?.remove();
    this.zoom.reset();
    this.image.alt = label;
    this.image.src = url;
  }

  /** The size of the photo is known: now its layer can be drawn. */
  measure() {
    this.markUp.size = { width: this.image.naturalWidth, height: this.image.naturalHeight };
    this.draw();
  }

  missing() {
    this.title.append(el("span", { role: "alert" }, this.spoken.view_missing));
  }

  draw() {
    this.sheet.querySelector("svg")?.remove();
    this.sheet.append(layer(this.markUp.marks, this.markUp.size));
  }

  /** Hand what is drawn now to whom the photo belongs to. */
  keep() {
    const [picture, marks] = [this.pictures[this.at], format(this.markUp.marks)];
    if (marks === picture.marks) return;
    picture.marks = marks;
    picture.mark?.(marks);
  }

  /** @param {-1 | 1} step */
  go(step) {
    const next = this.at + step;
    if (this.pictures[next] && !this.markUp.tool) this.show(next);
  }

  /** @param {boolean} on */
  setMarking(on) {
    this.tools.hidden = on;
    this.pens.hidden = !on;
    this.zoom.alone = !on;
    const canvas = { tabindex: "0", role: "application", "aria-label": this.spoken.view_canvas, "aria-describedby": "mark-help" };
    for (const [name, value] of Object.entries(canvas)) {
      if (on) this.frame.setAttribute(name, value);
      else this.frame.removeAttribute(name);
    }
    this.setTool(on ? "arrow" : "");
    if (!on) this.keep();
    (on ? this.arrow : this.pen)?.focus();
  }

  /** @param {"arrow" | "circle" | ""} tool */
  setTool(tool) {
    this.markUp.tool = tool;
    this.arrow?.setAttribute("aria-pressed", String(tool === "arrow"));
    this.circle?.setAttribute("aria-pressed", String(tool === "circle"));
  }

  /**
   * A finger chooses what it will draw; a key has no place to draw at, so the mark is put in the middle.
   * @param {"arrow" | "circle"} tool
   * @param {MouseEvent} event
   */
  choose(tool, event) {
    this.setTool(tool);
    if (event.detail > 0) return;
    this.markUp.place();
    this.keep();
    this.frame.focus();
  }

  /** @param {Event} event */
  cancel(event) {
    if (this.pens.hidden) return;
    event.preventDefault();
    this.setMarking(false);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const way = ARROWS[event.key];
    if (event.key === "+" || event.key === "=") this.zoom.by(NEARER);
    else if (event.key === "-") this.zoom.by(1 / NEARER);
    else if (way && this.zoom.scale > 1) this.zoom.pan(way[0] * PAN, way[1] * PAN);
    else if (way?.[0]) this.go(/** @type {-1 | 1} */ (-way[0]));
    else return;
    event.preventDefault();
  }
}

/**
 * Show `pictures`, beginning with the one at `start`. Closing gives the focus back to what had it.
 * @param {Picture[]} pictures
 * @param {number} [start]
 * @returns {Promise<number>} which one was seen last, once the viewer is closed
 */
export async function open(pictures, start = 0) {
  const [spoken] = await Promise.all([words(), look]);
  const viewer = new Viewer(pictures, spoken);
  document.body.append(viewer.dialog);
  viewer.dialog.showModal();
  viewer.show(Math.max(0, start));
  return new Promise((resolve) => { viewer.dialog.addEventListener("close", () => resolve(viewer.at)); });
}

/**
 * Show the photo that a link leads to, with its neighbours in the same `[data-photos]`.
 * @param {HTMLAnchorElement} link
 */
export function openLink(link) {
  const links = /** @type {HTMLAnchorElement[]} */ ([...(link.closest("[data-photos]") ?? link).querySelectorAll("a[data-photo-view]")]);
  const all = links.length ? links : [link];
  const pictures = all.map((each) => ({ url: each.href, label: each.dataset.label ?? "", marks: each.dataset.marks ?? "" }));
  return open(pictures, all.indexOf(link));
}
