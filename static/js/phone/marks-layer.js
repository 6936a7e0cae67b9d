// @ts-check
/**
 * Arrows and circles on a photo, drawn over it and never in it. The text is `arrow 120 300 400 500;circle 500 500 580 560`:
 * an arrow from its tail to its point, a circle from its middle to a place on its edge, in thousandths of the photo's
 * width and height. `<marks-layer data-marks data-width data-height data-fit>` draws itself wherever it is put.
 */

import { shape } from "./signs.js";

/** @typedef {{kind: "arrow" | "circle", from: [number, number], to: [number, number]}} Mark */
/** @typedef {{width: number, height: number}} Size */

const MARK = /^(arrow|circle) (\d{1,4}) (\d{1,4}) (\d{1,4}) (\d{1,4})$/;
export const MOST_MARKS = 20;
const LINES = [["#1b0f02", 7], ["#ff9d3c", 4]]; // a light line on a dark one is seen on steel as on sparks

/** @param {string | number} value */
const thousandth = (value) => Math.min(1000, Math.max(0, Math.round(Number(value))));

/**
 * @param {string} text
 * @returns {Mark[]} what can be read of it
 */
export function parse(text) {
  return text.split(";").flatMap((each) => {
    const [, kind, ...numbers] = MARK.exec(each.trim()) ?? [];
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = numbers.map(thousandth);
    return kind ? [{ kind: /** @type {Mark["kind"]} */ (kind), from: [x1, y1], to: [x2, y2] }] : [];
  });
}

/** @param {Mark} mark */
const written = ({ kind, from, to }) => [kind, ...[...from, ...to].map(thousandth)].join(" ");

/**
 * @param {Mark[]} marks
 * @returns {string}
 */
export const format = (marks) => marks.map(written).join(";");

/**
 * @param {Mark} mark
 * @param {Size} size
 * @returns {string} the path that a pen follows
 */
function path({ kind, from, to }, { width, height }) {
  const [x1, y1, x2, y2] = [from[0] * width, from[1] * height, to[0] * width, to[1] * height].map((each) => each / 1000);
  const length = Math.hypot(x2 - x1, y2 - y1);
  const half = `a${length} ${length} 0 1 0 `;
  if (kind === "circle") return `M${x1 - length} ${y1}${half}${2 * length} 0${half}${-2 * length} 0`;
  const angle = Math.atan2(y2 - y1, x2 - x1);
  const head = Math.max(width, height) / 18;
  const [left, right] = [angle + 2.6, angle - 2.6].map((each) => `${x2 + head * Math.cos(each)} ${y2 + head * Math.sin(each)}`);
  return `M${x1} ${y1}L${x2} ${y2}M${left}L${x2} ${y2}L${right}`;
}

/**
 * @param {Mark[]} marks
 * @param {Size} size of the photo
 * @param {"meet" | "slice"} [fit] as the photo itself is fitted: whole, or cut to fill its box
 * @returns {SVGElement}
 */
export function layer(marks, size, fit = "meet") {
  const box = { viewBox: `0 0 ${size.width} ${size.height}`, preserveAspectRatio: `xMidYMid ${fit}` };
  const drawn = shape("svg", { ...box, fill: "none", "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true" });
  for (const mark of marks) {
    for (const [stroke, width] of LINES) {
      drawn.append(shape("path", { d: path(mark, size), stroke, "stroke-width": width, "vector-effect": "non-scaling-stroke" }));
    }
  }
  return drawn;
}

class MarksLayer extends HTMLElement {
  connectedCallback() {
    const { marks = "", width = "1", height = "1", fit } = this.dataset;
    const size = { width: Number(width), height: Number(height) };
    this.replaceChildren(layer(parse(marks), size, fit === "slice" ? "slice" : "meet"));
  }
}

if (!customElements.get("marks-layer")) customElements.define("marks-layer", MarksLayer);
