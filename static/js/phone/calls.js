// @ts-check
/** The school's calls. Whatever happens on the line, the answer is an object: `status` 0 when there was none. */

const PROTOCOL = "1";
const JSON_PATIENCE = 15_000;
const PHOTO_PATIENCE = 180_000; // 400 kB at 20 kbit/s: a photo that is cut off begins anew
const API = "/api/v1";

/** @typedef {import("./answers.js").Answer & {retryAfter: number}} Heard retryAfter in milliseconds */
/** @typedef {{method: string, url: string, body: BodyInit, headers: Record<string, string>, patience?: number}} Question */

/**
 * @param {Question} question
 * @returns {Promise<Heard>}
 */
async function ask({ method, url, body, headers, patience = JSON_PATIENCE }) {
  try {
    const response = await fetch(url, {
      method, body, headers: { ...headers, "X-Logbook": PROTOCOL }, redirect: "manual", cache: "no-store",
      credentials: "same-origin", signal: AbortSignal.timeout(patience),
    });
    const type = response.headers.get("Content-Type") ?? "";
    const said = await response.text();
    return { status: response.status, type, body: parsed(said), retryAfter: waitOf(response) };
  } catch {
    return { status: 0, type: "", body: null, retryAfter: 0 };
  }
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** @param {Response} response */
function waitOf(response) {
  const said = response.headers.get("Retry-After") ?? "";
  const seconds = /^\d+$/.test(said) ? Number(said) : (Date.parse(said) - Date.now()) / 1000;
  return seconds > 0 ? Math.min(seconds, 3600) * 1000 : 0;
}

/**
 * @param {string} url
 * @param {unknown} content
 * @param {string} userKey
 */
const post = (url, content, userKey) => ask({
  method: "POST", url: API + url, body: JSON.stringify(content),
  headers: { "Content-Type": "application/json", "X-User-Key": userKey },
});

/**
 * Ask whether this is the school, and who is signed in there.
 * @param {string} userKey
 * @param {{waiting: number, oldest: string | null, store: string}} told
 */
export const ping = (userKey, told) => post("/ping", told, userKey);

/**
 * @param {string} userKey
 * @param {string[]} op_ids at most 200
 */
export const statusOf = (userKey, op_ids) => post("/ops/status", { op_ids }, userKey);

/**
 * @param {string} userKey
 * @param {import("./types.js").Op} op
 */
export const putOp = (userKey, op) => ask({
  method: "PUT", url: op.url, body: op.body,
  headers: { "Content-Type": "application/json", "X-Content-SHA256": op.sha, "X-User-Key": userKey },
});

/**
 * @param {string} userKey
 * @param {import("./types.js").Picture} picture
 */
export const putPicture = (userKey, picture) => ask({
  method: "PUT", url: `${API}/${picture.kind === "photo" ? "photos" : "media"}/${picture.sha}`, body: picture.bytes,
  headers: { "Content-Type": picture.type, "X-User-Key": userKey }, patience: PHOTO_PATIENCE,
});
