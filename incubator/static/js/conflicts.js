/* Two people changed one answer: both texts are shown, the person chooses, and nothing is dropped before that. */

/** Show both texts beside the question. `choose("mine" | "theirs")` is called with the decision. */
export function showConflict(form, box, conflict, choose) {
  closeConflict(box);
  const view = form.querySelector("template[data-conflict]").content.firstElementChild.cloneNode(true);
  view.querySelector("[data-mine]").textContent = conflict.mine ?? "";
  view.querySelector("[data-theirs]").textContent = conflict.theirs ?? "";
  view.querySelector("[data-theirs-by]").textContent = [conflict.theirs_by, conflict.theirs_at].filter(Boolean).join(" · ");
  view.querySelector("[data-keep-mine]").addEventListener("click", () => choose("mine"));
  view.querySelector("[data-take-theirs]").addEventListener("click", () => choose("theirs"));
  (box.querySelector(".field") ?? box).append(view);
}

export function closeConflict(box) {
  box.querySelector("[data-conflict-view]")?.remove();
}
