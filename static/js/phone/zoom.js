// @ts-check
/** Moves a picture within its frame: two fingers, double tap, wheel, or the calls that buttons and keys make. */

const MOST = 8;
const DOUBLE = 2.5;
const NOTCH = 1.2;
const TAP = { time: 300, way: 24 }; // milliseconds and pixels within which two touches are a double tap
const SWIPE = 60; // pixels

/** @typedef {{x: number, y: number}} Point */

/**
 * @param {Point} one
 * @param {Point} other
 */
const between = (one, other) => Math.hypot(one.x - other.x, one.y - other.y);

export class Zoom {
  /**
   * @param {HTMLElement} frame
   * @param {HTMLElement} sheet what is moved, as large as its frame
   * @param {(step: -1 | 1) => void} swipe called when a finger sweeps sideways over the whole picture
   */
  constructor(frame, sheet, swipe) {
    this.frame = frame;
    this.sheet = sheet;
    this.swipe = swipe;
    this.alone = true; // whether a single finger moves the picture: while marks are drawn it draws
    /** @type {Map<number, Point>} */
    this.fingers = new Map();
    this.start = { x: 0, y: 0 };
    this.tapped = { time: 0, x: 0, y: 0 };
    this.scale = 1;
    this.x = 0;
    this.y = 0;
    frame.addEventListener("pointerdown", (event) => this.down(event));
    frame.addEventListener("pointermove", (event) => this.move(event));
    for (const end of ["pointerup", "pointercancel"]) frame.addEventListener(end, (event) => this.up(/** @type {PointerEvent} */ (event)));
    frame.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
  }

  reset() {
    this.scale = 1;
    this.x = 0;
    this.y = 0;
    this.apply();
  }

  /**
   * @param {{clientX: number, clientY: number}} event
   * @returns {Point} seen from the middle of the frame
   */
  place({ clientX, clientY }) {
    const box = this.frame.getBoundingClientRect();
    return { x: clientX - box.left - box.width / 2, y: clientY - box.top - box.height / 2 };
  }

  /**
   * @param {number} factor
   * @param {Point} [at] what stays where it is
   */
  by(factor, at = { x: 0, y: 0 }) {
    const scale = Math.min(MOST, Math.max(1, this.scale * factor));
    const grown = scale / this.scale;
    this.x = at.x - (at.x - this.x) * grown;
    this.y = at.y - (at.y - this.y) * grown;
    this.scale = scale;
    this.apply();
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  pan(x, y) {
    this.x += x;
    this.y += y;
    this.apply();
  }

  apply() {
    const { clientWidth, clientHeight } = this.frame;
    const [far, deep] = [clientWidth, clientHeight].map((side) => ((this.scale - 1) * side) / 2);
    this.x = Math.min(far, Math.max(-far, this.x));
    this.y = Math.min(deep, Math.max(-deep, this.y));
    this.sheet.style.transform = `translate(${this.x}px, ${this.y}px) scale(${this.scale})`;
  }

  /** @param {WheelEvent} event */
  wheel(event) {
    event.preventDefault();
    this.by(event.deltaY < 0 ? NOTCH : 1 / NOTCH, this.place(event));
  }

  /** @param {PointerEvent} event */
  down(event) {
    this.fingers.set(event.pointerId, this.place(event));
    this.frame.setPointerCapture(event.pointerId);
    if (this.fingers.size === 1) this.start = this.place(event);
    this.frame.classList.add("moving");
  }

  /** @param {PointerEvent} event */
  move(event) {
    const before = this.fingers.get(event.pointerId);
    if (!before) return;
    const now = this.place(event);
    const other = [...this.fingers].find(([id]) => id !== event.pointerId)?.[1];
    this.fingers.set(event.pointerId, now);
    if (other) {
      this.by(between(now, other) / Math.max(1, between(before, other)), { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
      this.pan((now.x - before.x) / 2, (now.y - before.y) / 2);
    } else if (this.alone && this.scale > 1) this.pan(now.x - before.x, now.y - before.y);
  }

  /** @param {PointerEvent} event */
  up(event) {
    const lone = this.fingers.size === 1 && this.fingers.has(event.pointerId);
    this.fingers.delete(event.pointerId);
    if (!this.fingers.size) this.frame.classList.remove("moving");
    if (lone && this.alone && event.type === "pointerup") this.released(this.place(event), event.timeStamp);
  }

  /**
   * @param {Point} at
   * @param {number} time
   */
  released(at, time) {
    const way = at.x - this.start.x;
    const flat = Math.abs(way) > 2 * Math.abs(at.y - this.start.y);
    if (this.scale === 1 && flat && Math.abs(way) > SWIPE) return this.swipe(way < 0 ? 1 : -1);
    const twice = time - this.tapped.time < TAP.time && between(at, this.tapped) < TAP.way;
    if (twice && this.scale > 1) this.reset();
    else if (twice) this.by(DOUBLE, at);
    this.tapped = { ...at, time: twice ? 0 : time };
  }
}
