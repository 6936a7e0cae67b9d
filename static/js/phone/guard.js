// @ts-check
/**
 * A phone with a PIN closes when nobody uses it: what is on the screen makes way for the page that asks for the PIN. What was
 * begun is on the phone already, and is there again after it. The school looks at the time for itself.
 */

import { isClosed, remember } from "./person.js";

const PRECISION = 15_000; // milliseconds

let noted = Date.now();

function use() {
  if (Date.now() - noted < PRECISION || isClosed()) return;
  noted = Date.now();
  remember({ used: noted });
}

function look() {
  if (isClosed()) location.replace(`/unlock?${new URLSearchParams({ next: location.pathname + location.search })}`);
}

export function start() {
  for (const kind of ["pointerdown", "keydown", "wheel"]) addEventListener(kind, use, { capture: true, passive: true });
  document.addEventListener("visibilitychange", look);
  addEventListener("pageshow", look);
  setInterval(look, PRECISION);
}
