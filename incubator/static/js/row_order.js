/* Moving rows of options or columns up and down: only their order changes, the words go along. */
import { textsOf } from "./texts.js";

export function start(root) {
  for (const box of root.querySelectorAll("[data-rows]:has([data-move-row])")) {
    const say = textsOf(box);
    box.addEventListener("click", (event) => {
      const button = event.target.closest("[data-move-row]");
      if (!button) return;
      event.preventDefault();
      const row = button.closest("tr");
      const other = Number(button.dataset.moveRow) < 0 ? row.previousElementSibling : row.nextElementSibling;
      if (!other) return;
      if (Number(button.dataset.moveRow) < 0) other.before(row);
      else other.after(row);
      box.dispatchEvent(new CustomEvent("rows:renumber"));
      button.focus();
      box.querySelector("[data-rows-announce]").textContent = say("moved", { row: row.rowIndex });
      box.dispatchEvent(new CustomEvent("rows:changed", { bubbles: true }));
    });
  }
}
