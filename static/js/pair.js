// @ts-check
/**
 * The school's QR brings its code behind the `#` of the address, where it reaches no server and no log. It is put in the
 * form and out of the address; without this file it is typed.
 */

const code = decodeURIComponent(location.hash.slice(1));
const field = /** @type {HTMLInputElement | null} */ (document.querySelector("[data-code]"));
if (field && /^[0-9A-Za-z-]{8,9}$/.test(code)) {
  field.value = code;
  history.replaceState(null, "", location.pathname);
}
