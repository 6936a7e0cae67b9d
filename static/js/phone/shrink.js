// @ts-check
/**
 * Makes a small JPEG of a photo: upright, at most 1600 pixels, about 500 kB. As it is painted anew, nothing of the file
 * but its picture is left: not where it was taken, not with which phone.
 */

const SIDE = 1600;
const AIM = 500_000;
const LIMIT = 2 ** 21;
const LARGEST_FILE = 60_000_000;
// The first three are good enough to read a weld by; those after it are for pictures that would not fit otherwise.
const QUALITIES = [0.82, 0.74, 0.66, 0.5, 0.35];
const FAIR = 0.66;
const HEIC = /^(heic|heix|hevc|heim|heis|mif1|msf1)$/;

/** @typedef {"not" | "heic" | "big"} Reason */
/** @typedef {{bytes: ArrayBuffer, width: number, height: number}} Small */
/** @typedef {{image: CanvasImageSource, width: number, height: number, close: () => void}} Decoded */

/** A file that no photo could be made of. */
export class Unusable extends Error {
  /** @param {Reason} reason */
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * @param {Blob} file
 * @returns {Promise<Decoded>}
 */
async function asBitmap(file) {
  const image = await createImageBitmap(file, { imageOrientation: "from-image" });
  return { image, width: image.width, height: image.height, close: () => image.close() };
}

/**
 * @param {Blob} file
 * @returns {Promise<Decoded>}
 */
async function asImage(file) {
  const image = new Image();
  const address = URL.createObjectURL(file);
  image.src = address;
  await image.decode().catch((error) => { URL.revokeObjectURL(address); throw error; });
  return { image, width: image.naturalWidth, height: image.naturalHeight, close: () => URL.revokeObjectURL(address) };
}

/** @param {Blob} file */
async function isHeic(file) {
  const start = new TextDecoder("latin1").decode(await file.slice(4, 12).arrayBuffer());
  return start.startsWith("ftyp") && HEIC.test(start.slice(4));
}

/**
 * Older browsers know no bitmaps, or don't turn them upright; an image element does both.
 * @param {Blob} file
 * @returns {Promise<Decoded>}
 */
async function decode(file) {
  try {
    return await asBitmap(file).catch(() => asImage(file));
  } catch {
    throw new Unusable(await isHeic(file) ? "heic" : "not");
  }
}

/**
 * @param {number} width
 * @param {number} height
 * @returns {HTMLCanvasElement | OffscreenCanvas}
 */
function canvas(width, height) {
  if ("OffscreenCanvas" in globalThis) return new OffscreenCanvas(width, height);
  return Object.assign(document.createElement("canvas"), { width, height });
}

/**
 * @param {Decoded} decoded
 * @returns {HTMLCanvasElement | OffscreenCanvas}
 */
function paint({ image, width, height }) {
  const scale = Math.min(1, SIDE / Math.max(width, height));
  const made = canvas(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)));
  const context = /** @type {CanvasRenderingContext2D | null} */ (made.getContext("2d", { alpha: false }));
  if (!context) throw new Unusable("big");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, made.width, made.height);
  context.imageSmoothingQuality = "high";
  context.drawImage(image, 0, 0, made.width, made.height);
  return made;
}

/**
 * @param {HTMLCanvasElement | OffscreenCanvas} painted
 * @param {number} quality
 * @returns {Promise<Blob | null>}
 */
function encode(painted, quality) {
  if ("convertToBlob" in painted) return painted.convertToBlob({ type: "image/jpeg", quality });
  return new Promise((resolve) => painted.toBlob(resolve, "image/jpeg", quality));
}

/**
 * @param {Blob} file
 * @returns {Promise<Small>}
 * @throws {Unusable}
 */
export async function shrink(file) {
  if (file.size > LARGEST_FILE) throw new Unusable("big");
  const decoded = await decode(file);
  const painted = paint(decoded);
  decoded.close();
  for (const quality of QUALITIES) {
    const blob = await encode(painted, quality);
    if (blob && blob.size <= (quality > FAIR ? AIM : LIMIT)) {
      return { bytes: await blob.arrayBuffer(), width: painted.width, height: painted.height };
    }
  }
  throw new Unusable("big");
}
