/* The line that says whether the text is safe, when it was last saved, and who else is writing. */
import { textsOf } from "./texts.js";

const ALARMING = new Set(["offline", "signed-out", "conflict", "closed", "failed", "invalid"]);

export class SaveLine {
  constructor(box) {
    this.box = box;
    this.say = textsOf(box);
    this.state = box.querySelector("[data-save-state]");
    this.more = box.querySelector("[data-save-more]");
    this.editors = box.querySelector("[data-editors]");
    this.announcer = box.querySelector("[data-save-announce]");
    this.signIn = box.querySelector("[data-sign-in]");
    this.retry = box.querySelector("[data-retry]");
    this.alarmed = false; // something went wrong and is not mended yet: the mending is read aloud, too
    this.savedText = "fresh" in box.dataset ? this.say("ready") : this.state.textContent.trim();
    this.state.textContent = this.savedText;
  }

  /** state: saved unsaved saving offline signed-out conflict closed failed invalid; more: a sentence of the server. */
  show(state, more = "") {
    const before = this.box.dataset.state;
    this.box.dataset.state = state;
    this.state.textContent = state === "saved" && this.savedText ? this.savedText : this.say(state);
    const after = more || (ALARMING.has(state) ? this.say(`${state}-more`) : "");
    this.more.textContent = after;
    this.more.hidden = !after;
    this.signIn.hidden = state !== "signed-out";
    this.retry.hidden = !["offline", "failed"].includes(state);
    if (state === before) return;
    if (ALARMING.has(state)) this.announcer.textContent = `${this.state.textContent}. ${after}`;
    else if (this.alarmed && state === "saved") this.announcer.textContent = this.state.textContent;
    if (ALARMING.has(state) || state === "saved") this.alarmed = ALARMING.has(state);
  }

  showEditors(editors) {
    const words = editors.map((one) => this.say("editor", { name: one.name, section: one.section ?? "", device: one.device ?? "" }));
    this.editors.textContent = words.length ? this.say("editors", { names: words.join(", ") }) : "";
  }
}
