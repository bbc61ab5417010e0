/* The outline of a form: moving by dragging the grip or by Alt and an arrow key. The buttons work without scripts; here
   they only spare the reload. The server decides each move and draws the outline anew, so that what is seen is stored. */
import { post } from "./http.js";
import { startDragging } from "./builder_drag.js";
import { textsOf } from "./texts.js";

export function start(root) {
  for (const form of root.querySelectorAll("form[data-outline]")) new Outline(form, root).begin();
}

class Outline {
  constructor(form, root) {
    this.form = form;
    this.parts = form.querySelector("[data-outline-parts]");
    this.said = root.querySelector("[data-outline-said]");
    this.say = textsOf(form);
    this.busy = false;
    for (const help of root.querySelectorAll("[data-grip-help]")) help.hidden = false;
  }

  begin() {
    this.showGrips();
    this.form.addEventListener("submit", (event) => {
      const button = event.submitter;
      if (button?.name !== "step") return;
      event.preventDefault();
      this.move({ step: button.value }, { focus: button.value });
    });
    this.form.addEventListener("keydown", (event) => this.pressed(event));
    startDragging(this.form, (place) => this.move(place, { focus: `${place.place}.grip` }));
  }

  showGrips() {
    for (const grip of this.parts.querySelectorAll("[data-grip]")) grip.hidden = false;
    this.form.dataset.ready = ""; // everything a person can press is there now
  }

  pressed(event) {
    const way = { ArrowUp: "up", ArrowDown: "down" }[event.key];
    const part = event.altKey && way ? partOf(event.target) : null;
    if (!part) return;
    event.preventDefault();
    this.move({ step: `${part}.${way}` }, { focus: `${part}.grip` });
  }

  /** Send one move; `focus` is what has to have the focus in the outline drawn anew. */
  async move(fields, { focus }) {
    if (this.busy) return;
    this.busy = true;
    this.form.setAttribute("aria-busy", "true");
    const body = new FormData();
    body.set("base", this.form.elements.base.value);
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    const answer = await post(this.form.action, body).catch(() => null);
    if (answer?.body?.outline) this.show(answer.body, focus);
    else this.tell(answer?.body?.error?.message ?? this.say("failed"));
    this.form.removeAttribute("aria-busy");
    this.busy = false;
  }

  show(body, focus) {
    this.parts.innerHTML = body.outline; // drawn by our own server, escaped there
    this.showGrips();
    this.find(focus)?.focus();
    this.tell(body.said);
    this.form.dispatchEvent(new CustomEvent("outline:changed", { bubbles: true }));
  }

  /** `question.goal.grip`, or the button of the same step, or its opposite when the part has reached an edge. */
  find(focus) {
    const [kind, key, what] = focus.split(".");
    const part = document.getElementById(`${kind}-${key}`);
    if (!part) return null;
    const grip = part.querySelector("[data-grip]");
    const button = what === "grip" ? grip : part.querySelector(`button[value="${kind}.${key}.${what}"]:not(:disabled)`);
    return button ?? grip;
  }

  tell(words) {
    if (this.said) this.said.textContent = words;
  }
}

/** `question.<key>` or `section.<key>` of what the focus stands in. */
function partOf(target) {
  const row = target.closest("[data-part]");
  if (row) return `question.${row.dataset.part}`;
  const section = target.closest("[data-section]");
  return section ? `section.${section.dataset.section}` : null;
}
