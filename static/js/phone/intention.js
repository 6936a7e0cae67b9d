// @ts-check
/** What somebody wants with a form, made into an op: its name, its exact text and the hash of that. */

import { nest, picturesIn, read } from "./form-data.js";
import { localTime, sha256Hex, uuid7 } from "./ids.js";

/** @typedef {Omit<import("./types.js").Op, "seq"> & {stored: string[]}} Intention with the photos that the school has already */

const SCHEMA = 1;

/**
 * @param {Element} input
 * @returns {[string, string]}
 */
const pairOf = (input) => [/** @type {HTMLInputElement} */ (input).name, /** @type {HTMLInputElement} */ (input).value];

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} [submitter]
 * @returns {Promise<Intention>}
 */
export async function intention(form, submitter = null) {
  const { op = "", kind = "", thing = "", title = "" } = form.dataset;
  const pairs = read(form, submitter);
  const fields = nest(pairs);
  const photos = [...Object.keys(fields.photos ?? {}), ...(fields.spoken ?? [])];
  const base = Number(pairs.find(([name]) => name === "base_rev")?.[1] ?? 0);
  const saved_at = localTime();
  const body = JSON.stringify({ schema: SCHEMA, kind, base_rev: base, client_time: saved_at, photos, fields });
  const op_id = uuid7();
  return {
    op_id, thing, url: op + op_id, kind, title, path: location.pathname + location.search, body,
    sha: await sha256Hex(body), photos, pairs, saved_at, first_attempt_at: null, tries: 0, refused: 0,
    stored: picturesIn([...form.querySelectorAll("input[data-stored]")].map(pairOf)),
  };
}
