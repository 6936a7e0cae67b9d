// @ts-check

/** The token that proves a request comes from our own page; read at send time, for a page part may have renewed it. */
export function csrfToken() {
  return document.querySelector('meta[name="csrf-token"]')?.getAttribute("content") ?? "";
}
