// @ts-check

const STAYS = 8000;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/**
 * Say what went wrong, in the words the page carries for it.
 * @param {"offline" | "broken"} what
 */
export function say(what) {
  const toast = document.getElementById("toast");
  if (!toast) return;
  toast.textContent = toast.dataset[what] ?? "";
  toast.hidden = false;
  clearTimeout(timer);
  timer = setTimeout(() => { toast.hidden = true; }, STAYS);
}
