// @ts-check
/**
 * What an answer of the line means for what waits on the phone. An op leaves the outbox as received only when the school
 * echoes its id and its hash and says what it did with it; a 200 alone may come from anybody between here and there.
 */

/** @typedef {"received" | "retry" | "sign_in" | "prove" | "other_person" | "quarantine" | "erased" | "update" | "send_photos_again"} Action */
/** @typedef {{status: number, type: string, body: any}} Answer status 0: there was none */

const VERDICTS = new Set(["applied", "kept_as_conflict", "late_addition", "held"]);
const PASSES = new Set([400, 401, 408, 425, 426, 429]); // refusals that pass, or that are not about the op
const DAMAGED_AT_MOST = 3;

/** @param {string} type */
const isJson = (type) => /^application\/(problem\+)?json\b/.test(type);

/**
 * @param {Answer} answer
 * @param {{op_id: string, sha: string, refused: number}} op
 * @returns {Action}
 */
export function judge({ status, type, body }, op) {
  if (!isJson(type) || body === null || typeof body !== "object") return "retry";
  if (status === 200 || status === 201) return echoes(body, op) ? "received" : "retry";
  if (status === 409 && body.code === "photo_missing") return "send_photos_again";
  if (status === 410 && body.code === "erased") return "erased";
  return refusal(status, body.code, op.refused);
}

/**
 * @param {any} body
 * @param {{op_id: string, sha: string}} op
 */
const echoes = (body, op) => body.op_id === op.op_id && body.sha === op.sha && VERDICTS.has(body.verdict);

/**
 * @param {Answer} answer
 * @param {{sha: string, refused?: number}} picture
 * @returns {Action}
 */
export function judgePhoto({ status, type, body }, picture) {
  if (!isJson(type) || body === null || typeof body !== "object") return "retry";
  if (status === 200 || status === 201) return body.sha === picture.sha && body.stored === true ? "received" : "retry";
  return refusal(status, body.code, picture.refused ?? 0);
}

/**
 * @param {number} status
 * @param {string} code
 * @param {number} refused how often the school found the same bytes damaged before
 * @returns {Action}
 */
function refusal(status, code, refused) {
  if (status === 401) return "sign_in";
  if (status === 403 && code === "other_person") return "other_person";
  if (status === 403 && code === "prove_again") return "prove";
  if (status === 426) return "update";
  if (status === 400) return refused + 1 >= DAMAGED_AT_MOST ? "quarantine" : "retry";
  return code && status > 400 && status < 500 && !PASSES.has(status) ? "quarantine" : "retry";
}
