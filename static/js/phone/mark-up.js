// @ts-check
/**
 * Draws arrows and circles on a photo: a finger or mouse drags, or taps once for a mark of a common size; keys place a
 * mark in the middle, arrows move it, and with Shift they make it larger or smaller.
 */

import { MOST_MARKS } from "./marks-layer.js";

/** @typedef {import("./marks-layer.js").Mark} Mark */
/** @typedef {import("./marks-layer.js").Size} Size */
/** @typedef {[number, number]} Spot in thousandths of the photo */

const STEP = 20;
const TOUCHED = 15; // a drag that is shorter than this many thousandths was a tap
/** @type {Record<Mark["kind"], Spot>} */
const TAPPED = { arrow: [-140, 140], circle: [90, 0] };
/** @type {Record<string, Spot>} */
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** @param {number} value */
const within = (value) => Math.min(1000, Math.max(0, value));

/**
 * @param {Spot} spot
 * @param {Spot} way
 * @param {number} [times]
 * @returns {Spot}
 */
const moved = (spot, way, times = 1) => [within(spot[0] + way[0] * times), within(spot[1] + way[1] * times)];

/**
 * @param {Mark["kind"]} kind
 * @param {Spot} at where an arrow points, or the middle of a circle
 * @returns {Mark}
 */
function common(kind, at) {
  const other = moved(at, TAPPED[kind]);
  return kind === "arrow" ? { kind, from: other, to: at } : { kind, from: at, to: other };
}

export class MarkUp {
  /**
   * @param {HTMLElement} frame where fingers draw
   * @param {HTMLElement} sheet that the whole photo is fitted in
   * @param {() => void} changed called at each change, to draw and to keep
   */
  constructor(frame, sheet, changed) {
    this.sheet = sheet;
    this.changed = changed;
    /** @type {Mark[]} */
    this.marks = [];
    /** @type {Size} */
    this.size = { width: 1, height: 1 };
    /** @type {Mark["kind"] | ""} */
    this.tool = "";
    this.pointer = 0;
    frame.addEventListener("pointerdown", (event) => this.down(event));
    frame.addEventListener("pointermove", (event) => this.drag(event));
    frame.addEventListener("pointerup", (event) => this.up(event));
    frame.addEventListener("keydown", (event) => this.key(event));
  }

  /**
   * @param {{clientX: number, clientY: number}} event
   * @returns {Spot}
   */
  spot({ clientX, clientY }) {
    const box = this.sheet.getBoundingClientRect();
    const scale = Math.min(box.width / this.size.width, box.height / this.size.height);
    const [width, height] = [this.size.width * scale, this.size.height * scale];
    const [x, y] = [clientX - box.left - (box.width - width) / 2, clientY - box.top - (box.height - height) / 2];
    return [within((x / width) * 1000), within((y / height) * 1000)];
  }

  /** @param {Mark} mark */
  add(mark) {
    if (this.marks.length < MOST_MARKS) this.marks.push(mark);
    this.changed();
  }

  /** Put a mark of the chosen kind in the middle of the photo. */
  place() {
    if (this.tool) this.add(common(this.tool, [500, 500]));
  }

  undo() {
    this.marks.pop();
    this.changed();
  }

  /** @param {PointerEvent} event */
  down(event) {
    if (!this.tool || this.marks.length >= MOST_MARKS) return;
    if (!event.isPrimary) return this.giveUp();
    this.pointer = event.pointerId;
    this.add({ kind: this.tool, from: this.spot(event), to: this.spot(event) });
  }

  /** A second finger means to zoom, not to draw. */
  giveUp() {
    if (this.pointer) this.undo();
    this.pointer = 0;
  }

  /** @param {PointerEvent} event */
  drag(event) {
    const mark = this.marks.at(-1);
    if (!mark || this.pointer !== event.pointerId) return;
    mark.to = this.spot(event);
    this.changed();
  }

  /** @param {PointerEvent} event */
  up(event) {
    const mark = this.marks.at(-1);
    if (!mark || this.pointer !== event.pointerId) return;
    this.pointer = 0;
    const way = Math.hypot(mark.to[0] - mark.from[0], mark.to[1] - mark.from[1]);
    if (way < TOUCHED) Object.assign(mark, common(mark.kind, mark.from));
    this.changed();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const [way, mark] = [KEYS[event.key], this.marks.at(-1)];
    if (!this.tool || !way || !mark) return;
    event.preventDefault();
    event.stopPropagation();
    const resized = event.shiftKey && mark.kind === "arrow" ? "from" : "to";
    mark[resized] = moved(mark[resized], way, STEP);
    if (!event.shiftKey) mark.from = moved(mark.from, way, STEP);
    this.changed();
  }
}
