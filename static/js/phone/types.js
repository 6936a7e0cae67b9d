// @ts-check
/**
 * What the phone keeps. Times are ISO texts with a zone; they are data, never an order.
 * @typedef {[string, string][]} Pairs what a form holds, name by name, in its order
 *
 * @typedef {object} Draft what is being filled in
 * @property {string} thing
 * @property {string} path
 * @property {string} title
 * @property {Pairs} pairs
 * @property {string} saved_at
 * @property {boolean} synced whether the school has these very words too
 *
 * @typedef {object} Op what somebody handed in; its body never changes after the first attempt to send it
 * @property {string} op_id
 * @property {number} seq the order in which this phone saved
 * @property {string} thing
 * @property {string} url
 * @property {string} kind
 * @property {string} title
 * @property {string} path
 * @property {string} body
 * @property {string} sha
 * @property {string[]} photos
 * @property {Pairs} pairs
 * @property {string} saved_at
 * @property {string | null} first_attempt_at
 * @property {number} tries
 * @property {number} refused how often the school found it damaged on the way
 *
 * @typedef {object} Picture a photo or a spoken note
 * @property {string} sha
 * @property {string} type
 * @property {ArrayBuffer} bytes
 * @property {"photo" | "spoken"} kind
 * @property {string} saved_at
 * @property {string} stored the epoch of the server that has it, or empty
 * @property {number} [refused]
 *
 * @typedef {object} Receipt the school's word for what it received
 * @property {string} op_id
 * @property {string} sha
 * @property {number} rev
 * @property {"applied" | "kept_as_conflict" | "late_addition" | "held"} verdict
 * @property {string} received_at
 * @property {string} code
 *
 * @typedef {object} Received what left the outbox, and why
 * @property {string} op_id
 * @property {string} thing
 * @property {string} title
 * @property {string} path
 * @property {Receipt | null} receipt
 * @property {"replaced" | "erased"} [ended] what ended it when that was no receipt
 * @property {Op | null} sent kept for two weeks: a school restored from a backup may ask for it again
 * @property {string} received_at by the phone's own clock
 *
 * @typedef {object} Problem
 * @property {number} status
 * @property {string} code
 * @property {Record<string, string[]>} errors
 * @property {string} title
 *
 * @typedef {Op & {problem: Problem}} Quarantined what needs the person
 */

export {};
