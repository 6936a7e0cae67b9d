// @ts-check
/** One op on its way: its photos one by one, then itself, then what its answer asks for, in one transaction. */

import * as calls from "./calls.js";
import { judge, judgePhoto } from "./answers.js";
import { localTime } from "./ids.js";
import { isNamed } from "./keeping.js";
import { ended } from "./outbox.js";
import { settle } from "./settle.js";
import { done } from "./store.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./types.js").Op} Op */
/** @typedef {import("./types.js").Picture} Picture */
/** @typedef {{action: import("./answers.js").Action, answer: calls.Heard}} Outcome */

const STOPS = ["sign_in", "prove", "other_person", "update"];
const PHOTOS_AGAIN_AT_MOST = 3;

/**
 * @param {Store} store
 * @param {string} epoch
 * @param {Op} waiting
 * @returns {Promise<Outcome>} "received" once the receipt is on the disk
 */
export async function deliver(store, epoch, waiting) {
  const photos = await sendPhotos(store, epoch, waiting);
  if (photos) return file(store, waiting, photos);
  const op = await settle(store, waiting);
  const answer = await calls.putOp(store.userKey, op);
  return file(store, op, { action: judge(answer, op), answer });
}

/**
 * @param {Store} store
 * @param {string} epoch
 * @param {Op} op
 * @returns {Promise<Outcome | null>} null when the school has them all
 */
async function sendPhotos(store, epoch, op) {
  for (const sha of op.photos) {
    const picture = await store.run(["blobs"], "readonly", (tx) => done(tx.objectStore("blobs").get(sha)));
    if (!picture || picture.stored === epoch) continue;
    const answer = await calls.putPicture(store.userKey, picture);
    const action = judgePhoto(answer, picture);
    await notePicture(store, picture, action === "received" ? epoch : "", answer.status);
    if (action !== "received") return { action, answer };
  }
  return null;
}

/**
 * @param {Store} store
 * @param {Picture} picture
 * @param {string} stored
 * @param {number} status
 */
const notePicture = (store, picture, stored, status) => store.run(["blobs"], "readwrite", (tx) => {
  const refused = (picture.refused ?? 0) + (status === 400 ? 1 : 0);
  tx.objectStore("blobs").put({ ...picture, stored, refused: stored ? 0 : refused });
});

/**
 * @param {Store} store
 * @param {Op} op
 * @param {Outcome} outcome
 * @returns {Promise<Outcome>}
 */
async function file(store, op, outcome) {
  const { action, answer } = outcome;
  if (action === "received") await receive(store, op, answer.body);
  else if (action === "erased") await erase(store, op);
  else if (action === "quarantine") await quarantine(store, op, answer);
  else if (action === "send_photos_again") return photosAgain(store, op, answer);
  else if (!STOPS.includes(action) && answer.status === 400) await countRefusal(store, op);
  return outcome;
}

/**
 * @param {Store} store
 * @param {Op} op
 * @param {import("./types.js").Receipt} receipt
 */
const receive = (store, op, receipt) => store.run(["outbox", "receipts"], "readwrite", (tx) => {
  const { op_id, thing, title, path } = op;
  tx.objectStore("outbox").delete(op_id);
  tx.objectStore("receipts").put({ op_id, thing, title, path, receipt, sent: op, received_at: localTime() });
});

/**
 * What the school erased under the privacy rules goes here too, words and photos.
 * @param {Store} store
 * @param {Op} op
 */
const erase = (store, op) => store.run(["outbox", "quarantine", "receipts", "blobs", "drafts", "pages"], "readwrite", async (tx) => {
  const receipts = tx.objectStore("receipts");
  tx.objectStore("outbox").delete(op.op_id);
  tx.objectStore("drafts").delete(op.thing);
  tx.objectStore("pages").delete(new URL(op.path, location.origin).pathname);
  /** @type {import("./types.js").Received[]} */
  const before = (await done(receipts.getAll())).filter(({ thing }) => thing === op.thing);
  for (const each of before) receipts.put({ ...each, sent: null });
  receipts.put(ended(op, "erased"));
  for (const sha of [op, ...before.map(({ sent }) => sent)].flatMap((each) => each?.photos ?? [])) {
    if (!await isNamed(tx, sha)) tx.objectStore("blobs").delete(sha);
  }
});

/**
 * @param {Store} store
 * @param {Op} op
 * @param {calls.Heard} answer
 */
const quarantine = (store, op, { status, body }) => store.run(["outbox", "quarantine"], "readwrite", (tx) => {
  const { code = "", errors = {}, title = "" } = body ?? {};
  tx.objectStore("outbox").delete(op.op_id);
  tx.objectStore("quarantine").put({ ...op, problem: { status, code, errors, title } });
});

/**
 * @param {Store} store
 * @param {Op} op
 */
const countRefusal = (store, op) => store.run(["outbox"], "readwrite", (tx) => {
  tx.objectStore("outbox").put({ ...op, refused: op.refused + 1 });
});

/**
 * The school misses a photo: forget that it had them. When it keeps missing one that this phone lacks, the person decides.
 * @param {Store} store
 * @param {Op} op
 * @param {calls.Heard} answer
 * @returns {Promise<Outcome>}
 */
async function photosAgain(store, op, answer) {
  if (op.refused + 1 >= PHOTOS_AGAIN_AT_MOST) {
    await quarantine(store, op, answer);
    return { action: "quarantine", answer };
  }
  await store.run(["blobs", "outbox"], "readwrite", async (tx) => {
    const blobs = tx.objectStore("blobs");
    for (const sha of op.photos) {
      const picture = await done(blobs.get(sha));
      if (picture) blobs.put({ ...picture, stored: "" });
    }
    tx.objectStore("outbox").put({ ...op, refused: op.refused + 1 });
  });
  return { action: "send_photos_again", answer };
}
