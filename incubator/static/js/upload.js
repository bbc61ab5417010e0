/* Files travel when they are chosen, not at submission. Progress, cancel, retry; the server's list is the truth. */
import { csrfToken, messageOf, post, renewToken } from "./http.js";
import { textsOf } from "./texts.js";

const STALLED_MS = 60_000;

export function start(root) {
  for (const input of root.querySelectorAll("input[type=file][data-upload]")) new Upload(input).begin();
}

class Upload {
  constructor(input) {
    this.input = input;
    this.box = input.closest("[data-upload-box]");
    this.url = input.dataset.upload;
    this.most = Number(input.dataset.maxBytes) || Infinity;
    this.say = textsOf(this.box);
    this.waiting = [];
    this.request = null;
    for (const part of ["progress", "bar", "state", "cancel", "retry", "problems", "list", "total", "announce"]) {
      this[part] = this.box.querySelector(`[data-upload-${part}]`);
    }
    this.item = this.box.querySelector("template[data-file-item]");
  }

  begin() {
    // The file goes by itself: the form around must not send it a second time.
    this.input.removeAttribute("name");
    this.input.addEventListener("change", () => this.take([...this.input.files]));
    this.cancel.addEventListener("click", () => this.stop());
    this.retry.addEventListener("click", () => this.again());
    this.list.addEventListener("click", (event) => this.clicked(event));
    this.box.addEventListener("dragover", (event) => this.hover(event, true));
    this.box.addEventListener("dragleave", (event) => this.hover(event, false));
    this.box.addEventListener("drop", (event) => {
      this.hover(event, false);
      this.take([...event.dataTransfer.files]);
    });
    window.addEventListener("beforeunload", (event) => this.request && event.preventDefault());
    window.addEventListener("offline", () => this.request?.abort());
    if (this.input.files.length) this.take([...this.input.files]); // chosen before the scripts were there
  }

  hover(event, over) {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.box.toggleAttribute("data-over", over);
  }

  take(files) {
    this.waiting.push(...files);
    if (!this.request) this.next();
  }

  next() {
    const file = this.waiting.shift();
    if (!file) return;
    this.file = file;
    if (file.size > this.most) return this.fail(this.say("too-large", { name: file.name, limit: this.input.dataset.maxText }), { retry: false });
    if (file.size === 0) return this.fail(this.say("is-empty", { name: file.name }), { retry: false });
    this.send(file);
  }

  send(file, again = true) {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append("file", file, file.name.normalize("NFC"));
    request.open("POST", this.url);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-CSRFToken", csrfToken());
    request.upload.addEventListener("progress", (event) => this.moved(event));
    request.addEventListener("load", () => this.answered(request, file, again));
    request.addEventListener("error", () => this.fail(this.say("cut", { name: file.name })));
    request.addEventListener("abort", () => this.fail(this.say(navigator.onLine ? "cancelled" : "cut", { name: file.name })));
    this.request = request;
    this.problem("");
    this.progress.hidden = false;
    this.cancel.hidden = false;
    this.retry.hidden = true;
    this.moved({ loaded: 0, total: file.size });
    this.announce.textContent = this.say("started", { name: file.name });
    request.send(body);
  }

  moved({ loaded, total }) {
    clearTimeout(this.stalled);
    this.stalled = setTimeout(() => this.request?.abort(), STALLED_MS);
    const percent = total ? Math.floor((loaded / total) * 100) : 0;
    this.bar.hidden = false;
    this.bar.value = percent;
    this.state.textContent = percent < 100 ? this.say("moving", { name: this.file.name, percent }) : this.say("checking", { name: this.file.name });
  }

  async answered(request, file, again) {
    const body = parsed(request);
    if (request.status === 400 && again && !body?.problems && (await renewToken().catch(() => false))) return this.send(file, false);
    if (request.status === 401 || request.responseURL.includes("/sign-in")) return this.fail(this.say("signed-out"));
    if (request.status >= 200 && request.status < 300 && body?.files) return this.done(body, file);
    const retry = request.status >= 500 || request.status === 429;
    this.fail(messageOf(body, this.say(request.status === 413 ? "too-large" : "failed", { name: file.name, limit: this.input.dataset.maxText })), { retry });
  }

  done(body, file) {
    this.rest();
    this.show(body);
    this.announce.textContent = this.say("done", { name: file.name });
    this.input.value = "";
    this.next();
  }

  fail(words, { retry = true } = {}) {
    this.rest();
    this.problem(words);
    this.progress.hidden = !retry;
    this.bar.hidden = true;
    this.cancel.hidden = true;
    this.retry.hidden = !retry;
    this.state.textContent = retry ? this.file.name : "";
    if (!retry) this.input.value = "";
    if (!retry) this.next();
  }

  rest() {
    clearTimeout(this.stalled);
    this.request = null;
    this.progress.hidden = true;
  }

  stop() {
    this.request?.abort();
    this.input.focus();
  }

  again() {
    if (this.file) this.send(this.file);
  }

  problem(words) {
    const item = document.createElement("li");
    const span = document.createElement("span");
    span.textContent = words;
    item.append(span);
    this.problems.replaceChildren(...(words ? [item] : []));
    this.problems.hidden = !words;
    this.box.classList.toggle("field--error", Boolean(words));
    if (words) this.input.setAttribute("aria-invalid", "true");
    else this.input.removeAttribute("aria-invalid");
  }

  /* --- the list of files ----------------------------------------------------------------------------------- */

  show({ files, total_text: total, eligibility }) {
    this.list.replaceChildren(...files.map((file) => this.itemOf(file)));
    this.list.hidden = files.length === 0;
    if (total !== undefined) this.total.textContent = total;
    if (eligibility) document.dispatchEvent(new CustomEvent("eligibility:checked", { detail: eligibility }));
    this.box.dispatchEvent(new CustomEvent("files:changed", { bubbles: true, detail: files.length }));
  }

  itemOf(file) {
    const item = this.item.content.firstElementChild.cloneNode(true);
    const link = item.querySelector("a");
    link.textContent = file.name;
    link.href = file.download_url;
    item.querySelector("[data-facts]").textContent = [file.size_text, file.pages ? this.say("pages", { pages: file.pages }) : ""].filter(Boolean).join(" · ");
    const button = item.querySelector("[data-remove-file]");
    button.setAttribute("formaction", file.remove_url);
    button.querySelector("[data-name]").textContent = file.name;
    return item;
  }

  async clicked(event) {
    const button = event.target.closest("[data-remove-file]");
    if (!button) return;
    event.preventDefault();
    button.setAttribute("aria-busy", "true");
    const name = button.closest("li").querySelector(".files__name").textContent.trim();
    const url = button.getAttribute("formaction");
    let answer = await post(url, new FormData()).catch(() => null);
    if (answer?.status === 400 && (await renewToken().catch(() => false))) answer = await post(url, new FormData()).catch(() => null);
    button.removeAttribute("aria-busy");
    if (!answer?.body?.files) return this.problem(messageOf(answer?.body, this.say("not-removed", { name })));
    this.problem("");
    this.show(answer.body);
    this.announce.textContent = this.say("removed", { name });
    this.input.focus();
  }
}

function parsed(request) {
  try {
    return JSON.parse(request.responseText);
  } catch {
    return null; // an answer that is no JSON says nothing we could show
  }
}
