// @ts-check
/**
 * The phone's own database, one for each person. A write that resolved is on the disk: every transaction is strict, and
 * `run` waits for its completion. Upgrades only ever add.
 */

const VERSION = 1;
const KEYS = {
  drafts: "thing", outbox: "op_id", blobs: "sha", receipts: "op_id", quarantine: "op_id", meta: "key", pages: "url",
};
const CLOSED = ["InvalidStateError", "UnknownError", "AbortError"];

/** The database can't be used: there is none, or the browser took it away. */
export class StoreClosed extends Error {}

/** The phone has no room left; nothing of the transaction was written. */
export class StoreFull extends Error {}

/** @typedef {keyof typeof KEYS} StoreName */

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
export const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

/** @param {IDBOpenDBRequest} request */
function upgrade(request) {
  const database = request.result;
  for (const [name, keyPath] of Object.entries(KEYS)) {
    if (database.objectStoreNames.contains(name)) continue;
    const store = database.createObjectStore(name, { keyPath });
    if (name === "outbox") store.createIndex("seq", "seq");
    // Tells this database from an earlier one on the same phone, that the browser threw away.
    if (name === "meta") store.put({ key: "store", value: crypto.randomUUID() });
  }
}

/**
 * @param {string} name
 * @returns {Promise<IDBDatabase>}
 */
const openDatabase = (name) => new Promise((resolve, reject) => {
  const request = indexedDB.open(name, VERSION);
  request.onupgradeneeded = () => upgrade(request);
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

/**
 * @param {unknown} error
 * @returns {unknown} the same, or what it means for somebody who wants to save
 */
function typed(error) {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "QuotaExceededError") return new StoreFull("no room left", { cause: error });
  return error instanceof DOMException ? new StoreClosed(name, { cause: error }) : error;
}

export class Store {
  /** @param {string} userKey */
  constructor(userKey) {
    this.userKey = userKey;
    /** @type {Promise<IDBDatabase> | undefined} */
    this.opened = undefined;
  }

  /** @returns {Promise<IDBDatabase>} */
  open() {
    this.opened ??= openDatabase(`logbook-${this.userKey}`).then((database) => this.watch(database));
    this.opened.catch(() => { this.opened = undefined; });
    return this.opened;
  }

  /**
   * The browser may close a database under memory pressure, and another tab may want to upgrade it.
   * @param {IDBDatabase} database
   */
  watch(database) {
    database.onclose = () => { this.opened = undefined; };
    database.onversionchange = () => this.close();
    return database;
  }

  close() {
    this.opened?.then((database) => database.close(), () => undefined);
    this.opened = undefined;
  }

  /**
   * Run `work` in one transaction; resolves with its value once all is on the disk. `work` waits for nothing but
   * requests of its transaction, and runs again when the database had been closed.
   * @template T
   * @param {StoreName[]} names
   * @param {"readonly" | "readwrite"} mode
   * @param {(tx: IDBTransaction) => T | Promise<T>} work
   * @returns {Promise<T>}
   * @throws {StoreFull | StoreClosed}
   */
  async run(names, mode, work) {
    try {
      return await this.attempt(names, mode, work);
    } catch (error) {
      if (!(error instanceof DOMException && CLOSED.includes(error.name))) throw typed(error);
    }
    this.close();
    return this.attempt(names, mode, work).catch((error) => { throw typed(error); });
  }

  /**
   * @template T
   * @param {StoreName[]} names
   * @param {"readonly" | "readwrite"} mode
   * @param {(tx: IDBTransaction) => T | Promise<T>} work
   * @returns {Promise<T>}
   */
  async attempt(names, mode, work) {
    const tx = (await this.open()).transaction(names, mode, { durability: "strict" });
    return new Promise((resolve, reject) => {
      /** @type {unknown} */
      let failure;
      /** @type {T} */
      let value;
      tx.oncomplete = () => (failure ? reject(failure) : resolve(value));
      tx.onabort = () => reject(failure ?? tx.error);
      Promise.resolve(tx).then(work).then((result) => { value = result; }, (error) => {
        failure = error;
        try { tx.abort(); } catch { reject(error); }
      });
    });
  }
}

/** @type {Map<string, Store>} */
const stores = new Map();

/**
 * @param {string} userKey
 * @returns {Promise<Store>} open, and the same one for everybody who asks
 * @throws {StoreClosed}
 */
export async function openStore(userKey) {
  if (!globalThis.indexedDB) throw new StoreClosed("no IndexedDB");
  const store = stores.get(userKey) ?? new Store(userKey);
  stores.set(userKey, store);
  await store.open().catch((error) => { throw typed(error); });
  return store;
}

/**
 * Nobody waits for a page that holds on to it, such as one that the phone put to sleep: then it goes with that page.
 * @param {string} userKey whose database is deleted, with all that is in it
 */
export async function deleteStore(userKey) {
  stores.get(userKey)?.close();
  stores.delete(userKey);
  const request = indexedDB.deleteDatabase(`logbook-${userKey}`);
  await Promise.race([done(request), new Promise((resolve) => { request.onblocked = resolve; })]);
}
