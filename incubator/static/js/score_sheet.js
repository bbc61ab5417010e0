/* A score sheet: keys that go on, the sum while typing, saving in the background, and signs of reading.
   form[data-score-sheet] with [data-score] fields; every sheet works without this. */
import { post, renewToken } from "./http.js";
import { textsOf } from "./texts.js";

const TYPING_MS = 1500;
const RETRY_MS = 10_000;
const BEAT_MS = 30_000;
const STOPPED = new Set(["conflict", "closed", "signed-out"]);

export function start(root) {
  for (const form of root.querySelectorAll("form[data-score-sheet]")) new Sheet(form).begin();
}

class Sheet {
  constructor(form) {
    this.form = form;
    this.line = form.querySelector("[data-score-line]");
    this.busy = false;
    this.leaving = false;
    this.safe = this.written();
  }

  begin() {
    setInterval(() => this.beat(), BEAT_MS);
    if (!this.line) return; // handed in: read only
    this.say = textsOf(this.form);
    this.form.addEventListener("keydown", (event) => this.key(event));
    this.form.addEventListener("input", () => this.changed());
    this.form.addEventListener("change", () => this.changed());
    this.form.addEventListener("submit", () => (this.leaving = true));
    window.addEventListener("pageshow", () => (this.leaving = false));
    window.addEventListener("online", () => this.save());
    window.addEventListener("beforeunload", (event) => {
      if (!this.leaving && this.written() !== this.safe) event.preventDefault();
    });
    this.form.dataset.ready = "";
  }

  /* --- keys ----------------------------------------------------------------------------------------------- */

  key(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.form.querySelector("[data-score-next]").click();
    } else if (event.target.matches("[data-score]") && !event.ctrlKey && !event.altKey && !event.metaKey) {
      if (event.target.type === "radio") this.grade(event);
      else this.points(event);
    }
  }

  points(event) {
    const field = event.target;
    if (event.key === "Enter") {
      event.preventDefault();
      this.goOn(field);
    } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      event.preventDefault();
      const step = Number(field.dataset.step) * (event.key === "ArrowUp" ? 1 : -1);
      const next = Math.min(Number(field.dataset.most), Math.max(0, (Number(field.value) || 0) + step));
      field.value = String(Math.round(next * 10) / 10);
      this.changed();
    }
  }

  grade(event) {
    const choices = event.target.closest("[data-score-row]").querySelectorAll("[data-score]");
    const chosen = choices[Number(event.key) - 1];
    if (event.key === "Enter") {
      event.preventDefault();
      this.goOn(event.target);
    } else if (chosen) {
      event.preventDefault();
      chosen.checked = true;
      this.changed();
      this.goOn(event.target);
    }
  }

  goOn(field) {
    const rows = [...this.form.querySelectorAll("[data-score-row]")];
    const next = rows[rows.indexOf(field.closest("[data-score-row]")) + 1];
    const target = next?.querySelector("[data-score]:checked, input[data-score]") ?? this.form.querySelector("[name=comment]");
    target.focus();
    target.select?.();
  }

  /* --- saving --------------------------------------------------------------------------------------------- */

  written() {
    const body = new URLSearchParams([...new FormData(this.form)].filter(([name]) => !["csrf_token", "seen"].includes(name)));
    return body.toString();
  }

  changed() {
    if (STOPPED.has(this.line.dataset.state)) return;
    this.show("unsaved");
    this.later(TYPING_MS);
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  async save({ again = true } = {}) {
    const sent = this.written();
    if (this.busy || this.leaving) return this.busy && this.later(TYPING_MS);
    if (sent === this.safe) return this.line.dataset.state === "unsaved" && this.show("saved");
    this.busy = true;
    this.show("saving");
    const answer = await post(this.form.dataset.autosaveUrl, new FormData(this.form)).catch(() => null);
    this.busy = false;
    if (answer?.status === 400 && again && (await renewToken().catch(() => false))) return this.save({ again: false });
    this.settle(answer, sent);
  }

  settle(answer, sent) {
    if (answer === null || answer.status === 429 || answer.status >= 500) {
      this.show("offline");
      return this.later(RETRY_MS);
    }
    if (answer.status === 401) return this.show("signed-out");
    if (answer.status === 409) return this.show("conflict");
    if (answer.status !== 200 || answer.body === null) return this.show("closed");
    this.form.elements.seen.value = answer.body.version;
    this.form.querySelector("[data-score-total]").textContent = answer.body.total;
    this.mark(answer.body.problems);
    const refused = Object.keys(answer.body.problems).length > 0;
    if (!refused) this.safe = sent;
    if (this.written() !== sent) return this.changed();
    this.show(refused ? "invalid" : "saved");
  }

  mark(problems) {
    for (const box of this.form.querySelectorAll("[data-field]")) {
      const problem = problems[box.dataset.field] ?? "";
      const list = box.querySelector(".field__errors");
      list.hidden = !problem;
      list.querySelector("[data-problem]").textContent = problem;
      for (const field of box.querySelectorAll("input, textarea")) field.setAttribute("aria-invalid", String(Boolean(problem)));
    }
  }

  show(state) {
    this.line.hidden = false;
    this.line.dataset.state = state;
    this.line.textContent = this.say(state);
  }

  /* --- reading -------------------------------------------------------------------------------------------- */

  beat() {
    if (document.visibilityState !== "visible") return;
    post(this.form.dataset.readingUrl, new FormData()).catch(() => null); // the next sign counts what this one would have
  }
}
