/* The live preview: the applicant's page in a frame as wide as his screen, drawn anew while a question is being typed.
   What is answered inside the frame shows and hides the questions that depend on it; nothing of it is kept. */
import { showVisible } from "./conditions.js";
import { messageOf, post } from "./http.js";
import { start as startCounters } from "./counter.js";
import { start as startRows } from "./rows.js";

const WAIT_MS = 400;

export function start(root) {
  for (const box of root.querySelectorAll("[data-preview]")) new Preview(box, root).begin();
}

class Preview {
  constructor(box, root) {
    this.box = box;
    this.url = box.dataset.preview;
    this.section = box.dataset.previewSection;
    this.screen = box.querySelector("[data-preview-screen]");
    this.frame = box.querySelector("[data-preview-frame]");
    this.problem = box.querySelector("[data-preview-problem]");
    this.link = box.querySelector("[data-preview-link]");
    this.form = root.querySelector("form[data-preview-form]");
    this.question = box.closest("[data-preview-question]")?.dataset.previewQuestion ?? "";
    this.timer = 0;
    this.turn = 0;
  }

  begin() {
    this.screen.hidden = false;
    this.makePage();
    this.sizes();
    const later = () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.draw(), WAIT_MS);
    };
    this.form?.addEventListener("input", later);
    this.form?.addEventListener("rows:changed", later);
    document.addEventListener("outline:changed", later);
    document.addEventListener("focusin", (event) => this.follow(event.target));
    this.draw();
  }

  /** The frame is a page of this page: same styles, no scripts of its own. */
  makePage() {
    this.page = this.frame.contentDocument;
    this.page.documentElement.lang = document.documentElement.lang;
    this.page.documentElement.className = document.documentElement.className;
    for (const { name, value } of document.documentElement.attributes) {
      if (name.startsWith("data-")) this.page.documentElement.setAttribute(name, value);
    }
    this.page.title = this.frame.title;
    const meta = this.page.createElement("meta");
    meta.name = "viewport";
    meta.content = "width=device-width, initial-scale=1";
    this.page.head.append(meta);
    for (const link of document.querySelectorAll('link[rel="stylesheet"]:not([media="print"])')) {
      const copy = this.page.createElement("link");
      copy.rel = "stylesheet";
      copy.href = link.href;
      copy.media = link.media;
      this.page.head.append(copy);
    }
    this.page.addEventListener("submit", (event) => event.preventDefault());
    this.page.addEventListener("click", (event) => event.target.closest("a") && event.preventDefault());
    this.page.addEventListener("change", () => this.tryOut());
  }

  sizes() {
    const group = this.box.querySelector("[data-preview-sizes]");
    group.hidden = false;
    group.addEventListener("click", (event) => {
      const button = event.target.closest("[data-preview-size]");
      if (!button) return;
      this.screen.dataset.size = button.dataset.previewSize;
      for (const one of group.querySelectorAll("[data-preview-size]")) one.setAttribute("aria-pressed", String(one === button));
    });
  }

  /** Where the focus goes in the outline, the preview goes along. */
  follow(target) {
    const section = target.closest?.("[data-section]")?.dataset.section;
    if (!section || section === this.section) return;
    this.section = section;
    this.draw();
  }

  async draw() {
    const turn = ++this.turn;
    const body = this.form ? new FormData(this.form) : new FormData();
    body.delete("csrf_token");
    body.set("section", this.section);
    if (this.form) body.set("question", this.question);
    for (const [name, value] of this.answers()) body.append(`t.${name.slice(2)}`, value);
    this.screen.dataset.stale = "";
    const written = String(this.answers());
    const answer = await post(this.url, body).catch(() => null);
    if (turn !== this.turn) return; // a later drawing is on its way
    if (written !== String(this.answers())) return this.draw(); // answered meanwhile: that is kept
    if (typeof answer?.body?.html !== "string") {
      this.problem.textContent = messageOf(answer?.body, "");
      return;
    }
    delete this.screen.dataset.stale;
    this.problem.textContent = answer.body.problem;
    this.page.body.innerHTML = answer.body.html; // drawn by our own server, escaped there
    startRows(this.page);
    startCounters(this.page);
    if (this.form) requestAnimationFrame(() => this.showTyped());
    this.screen.dataset.drawn = this.section;
    if (this.link) this.link.search = `?section=${encodeURIComponent(this.section)}`;
  }

  /** The question being typed stands in the middle; only the frame scrolls. */
  showTyped() {
    const box = this.page.getElementById(`question-${this.question}`);
    if (!box) return;
    const view = this.frame.contentWindow;
    const { top, height } = box.getBoundingClientRect();
    view.scrollTo(0, view.scrollY + top - Math.max(0, (view.innerHeight - height) / 2));
    box.dataset.typed = "";
  }

  /** What stands in the frame, files aside. */
  answers() {
    const tried = this.page.querySelector("form");
    return [...(tried ? new FormData(tried) : [])].filter(([name, value]) => name.startsWith("a.") && typeof value === "string");
  }

  async tryOut() {
    const body = new FormData();
    for (const [name, value] of this.answers()) body.append(name, value);
    body.set("tried", "1");
    const answer = await post(this.url, body).catch(() => null);
    const boxes = [...this.page.querySelectorAll("[data-question]")].map((one) => [one.dataset.question, one]);
    if (answer?.body?.visible) showVisible(new Map(boxes), answer.body.visible);
  }
}
