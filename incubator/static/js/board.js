/* The secretary's board reads itself again: [data-board] is replaced by what the same address answers now.
   Not while somebody writes or has an explanation open; the button does the same without this script. */
const EVERY_MS = 15_000;

export function start(root) {
  const board = root.querySelector("[data-board]");
  const line = root.querySelector("[data-board-time]");
  let waiting = false;
  setInterval(async () => {
    if (waiting || document.visibilityState !== "visible" || isInUse(board)) return;
    waiting = true;
    const fresh = await read(board.dataset.board).catch(() => null);
    waiting = false;
    if (!fresh || isInUse(board)) return;
    board.replaceChildren(...fresh.querySelector("[data-board]").childNodes);
    line.textContent = fresh.querySelector("[data-board-time]").textContent;
    board.dataset.read = String(Number(board.dataset.read ?? 0) + 1);
  }, Number(board.dataset.everyMs) || EVERY_MS);
}

const isInUse = (board) => board.contains(document.activeElement) || board.querySelector("details[open]") !== null || document.querySelector("dialog[open]") !== null;

async function read(url) {
  const response = await fetch(url, { credentials: "same-origin", cache: "no-store" });
  if (!response.ok || response.redirected) return null;
  return new DOMParser().parseFromString(await response.text(), "text/html");
}
