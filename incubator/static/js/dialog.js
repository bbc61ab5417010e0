/* Turns the fold-out confirmation (details) into a dialog: focus is held inside, Escape leaves everything as it is. */
export function start(root) {
  for (const details of root.querySelectorAll("details[data-confirm]")) upgrade(details);
}

function upgrade(details) {
  const summary = details.querySelector("summary");
  const panel = details.querySelector(".confirm__panel");
  const close = panel.querySelector("[data-confirm-close]");
  const heading = panel.querySelector("h2");
  const hasProblem = panel.querySelector('[aria-invalid="true"], .field__errors') !== null;
  const dialog = document.createElement("dialog");
  heading.id ||= `confirm-${Math.random().toString(36).slice(2)}`;
  dialog.setAttribute("aria-labelledby", heading.id);
  dialog.append(panel);
  details.after(dialog);
  close.hidden = false;
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => summary.focus());
  summary.setAttribute("aria-haspopup", "dialog");
  summary.addEventListener("click", (event) => {
    event.preventDefault();
    dialog.showModal();
  });
  details.open = false;
  if (hasProblem) dialog.showModal();
}
