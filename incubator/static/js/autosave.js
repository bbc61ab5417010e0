/* Saves the answers of a section while they are written.
   form[data-autosave=URL][data-application][data-section]; each question is a [data-question] box (answers.js).
   One request at a time; an answer counts as safe only when the server has said so. */
import { fill, isPlainText, pairsOf, setVersion, showProblems, signature, versionOf } from "./answers.js";
import { showVisible } from "./conditions.js";
import { closeConflict, showConflict } from "./conflicts.js";
import { DraftStore } from "./draft_store.js";
import { messageOf, person, post, renewToken } from "./http.js";
import { Ledger } from "./ledger.js";
import { SaveLine } from "./save_line.js";

const TYPING_MS = 1500;
const CHOOSING_MS = 250;
const KEEP_MS = 300;
const PRESENCE_MS = 20_000;
const FIRST_RETRY_MS = 2000;
const LONGEST_RETRY_MS = 60_000;
const KEEPALIVE_LIMIT = 60_000; // browsers refuse larger bodies when a page closes; the text is kept here anyway

export function start(root) {
  for (const form of root.querySelectorAll("form[data-autosave]")) new Autosave(form).begin();
}

class Autosave {
  constructor(form) {
    this.form = form;
    this.url = form.dataset.autosave;
    this.section = form.dataset.section;
    this.ledger = new Ledger(form);
    this.line = new SaveLine(form.querySelector("[data-save-line]"));
    this.store = new DraftStore(person(), form.dataset.application, this.section);
    // Names this page and counts its requests: a save whose answer got lost is then no conflict with oneself.
    this.tab = crypto.getRandomValues(new Uint32Array(3)).join("-");
    this.number = 0;
    this.busy = false; // a request is on its way …
    this.carrying = false; // … and carries text
    this.closed = false;
    this.leaving = false;
    this.retryMs = FIRST_RETRY_MS;
    this.timers = {};
  }

  begin() {
    this.restore();
    const changed = (event) => this.changed(event);
    this.form.addEventListener("input", changed);
    this.form.addEventListener("change", changed);
    this.form.addEventListener("rows:changed", changed);
    this.form.addEventListener("focusout", () => this.later("send", 0, () => this.send()));
    this.form.addEventListener("submit", () => this.submitted());
    this.line.retry.addEventListener("click", () => this.send());
    window.addEventListener("online", () => this.send());
    window.addEventListener("pagehide", () => this.flush());
    window.addEventListener("pageshow", () => (this.leaving = false));
    window.addEventListener("beforeunload", (event) => this.warn(event));
    document.addEventListener("visibilitychange", () => this.looked());
    window.addEventListener("focus", () => this.returned());
    setInterval(() => this.greet(), PRESENCE_MS);
    if (this.ledger.unsent().length) changed({ type: "early" }); // typed before the scripts were there
    this.form.dataset.watched = ""; // from here on the save line tells the truth
    this.greet();
  }

  /* --- what stays in this browser ------------------------------------------------------------------------- */

  restore() {
    const kept = this.store.read();
    let found = 0;
    for (const [key, entry] of Object.entries(kept?.entries ?? {})) {
      const box = this.ledger.box(key);
      if (!box || signature(entry.pairs) === this.ledger.safe.get(key)) continue;
      if (entry.submitted && versionOf(box) > entry.base) continue; // the form itself brought it to the server
      fill(box, entry.pairs);
      setVersion(box, entry.base);
      found += 1;
    }
    if (found) [this.tab, this.number] = [kept.tab, kept.number];
    this.keep();
    if (!found) return;
    this.line.show("unsaved", this.line.say("restored"));
    this.later("send", CHOOSING_MS, () => this.send());
  }

  keep({ submitted = false } = {}) {
    this.kept = this.store.write({ tab: this.tab, number: this.number, entries: this.ledger.entries(submitted) });
  }

  changed(event) {
    if (this.closed || !this.ledger.unsent().length) return this.calm();
    this.later("keep", KEEP_MS, () => this.keep());
    if (["saved", "unsaved"].includes(this.line.box.dataset.state)) this.line.show("unsaved");
    const chosen = event.type === "change" && event.target.matches?.("select, [type=radio], [type=checkbox]");
    this.later("send", chosen ? CHOOSING_MS : TYPING_MS, () => this.send());
  }

  /** Everything typed was taken back again. */
  calm() {
    this.keep();
    if (this.line.box.dataset.state === "unsaved") this.line.show("saved");
  }

  /* --- sending -------------------------------------------------------------------------------------------- */

  async send({ again = true, presence = false } = {}) {
    if (this.busy || this.closed) return;
    const sent = this.ledger.load();
    if (!sent.size && !presence) return;
    this.busy = true;
    this.carrying = sent.size > 0;
    if (this.carrying) this.line.show("saving");
    const answer = await post(this.url, this.bodyOf(sent)).catch(() => null);
    this.busy = this.carrying = false;
    if (answer === null) return this.lost();
    if (answer.status === 400 && again && (await renewToken().catch(() => false))) return this.send({ again: false, presence });
    this.settle(answer, sent);
  }

  bodyOf(sent) {
    const body = new FormData();
    body.append("section", this.section);
    body.append("tab", this.tab);
    body.append("n", String((this.number += 1)));
    for (const [key, pairs] of sent) {
      for (const [name, value] of pairs) body.append(name, value);
      if (!pairs.length) body.append(`a.${key}`, "");
      body.append(`v.${key}`, String(versionOf(this.ledger.box(key))));
    }
    return body;
  }

  settle(answer, sent) {
    const { status, body } = answer;
    if (status === 401) return this.stopped("signed-out");
    if (status === 410 || (status === 409 && !hasConflicts(body))) return this.close(body);
    if (status === 429 || status >= 500 || body === null) return this.failed(body, answer.retryAfter * 1000);
    if (body.error && status !== 409 && status !== 422) return this.stopped("failed", messageOf(body, ""));
    this.accept(body, sent);
  }

  /** The server has read the answers: some are safe, some need mending, some met another person's text. */
  accept(body, sent) {
    this.retryMs = FIRST_RETRY_MS;
    for (const [key, pairs] of sent) this.acceptOne(key, pairs, body);
    showVisible(this.ledger.questions, body.visible);
    if (body.editors) this.line.showEditors(body.editors);
    if (body.eligibility) document.dispatchEvent(new CustomEvent("eligibility:checked", { detail: body.eligibility }));
    if (body.session_ends_at) document.dispatchEvent(new CustomEvent("session:extended", { detail: body.session_ends_at }));
    if (body.saved_text && sent.size) this.line.savedText = body.saved_text;
    this.keep();
    this.tell();
  }

  acceptOne(key, pairs, body) {
    const box = this.ledger.box(key);
    const version = body.versions?.[key];
    showProblems(box, body.problems?.[key] ?? []);
    if (body.conflicts?.[key]) {
      this.meet(key, body.conflicts[key], version);
    } else if (version === undefined) {
      this.ledger.unread(key, pairs);
    } else {
      setVersion(box, version);
      this.ledger.accepted(key, pairs);
    }
  }

  tell() {
    if (this.ledger.conflicts.size) return this.line.show("conflict");
    if (this.ledger.ready().length) {
      this.line.show("unsaved");
      return this.later("send", TYPING_MS, () => this.send());
    }
    this.line.show(this.ledger.unsent().length ? "invalid" : "saved");
  }

  /* --- when it does not go well --------------------------------------------------------------------------- */

  lost() {
    if (!this.ledger.unsent().length) return;
    this.keep();
    this.line.show("offline", this.kept ? "" : this.line.say("no-room"));
    this.tryLater();
  }

  failed(body, wait) {
    this.keep();
    this.line.show("failed", messageOf(body, ""));
    this.tryLater(wait);
  }

  tryLater(wait = 0) {
    this.later("send", Math.max(wait, this.retryMs), () => this.send());
    this.retryMs = Math.min(this.retryMs * 2, LONGEST_RETRY_MS);
  }

  stopped(state, more = "") {
    this.keep();
    clearTimeout(this.timers.send);
    this.line.show(state, more);
  }

  close(body) {
    this.closed = true;
    this.stopped("closed", messageOf(body, ""));
  }

  meet(key, conflict, version) {
    const box = this.ledger.box(key);
    const newest = version ?? conflict.version ?? versionOf(box);
    this.ledger.conflicts.add(key);
    showConflict(this.form, box, conflict, (choice) => this.decide(key, choice, conflict, newest));
  }

  decide(key, choice, conflict, newest) {
    const box = this.ledger.box(key);
    this.ledger.conflicts.delete(key);
    closeConflict(box);
    setVersion(box, newest);
    if (choice === "theirs") {
      const pairs = conflict.theirs_pairs ?? (isPlainText(box) ? [[`a.${key}`, conflict.theirs ?? ""]] : null);
      if (!pairs) return this.fetchTheirs(key);
      fill(box, pairs);
      this.ledger.accepted(key, pairsOf(box));
    }
    this.keep();
    this.tell();
    this.send();
    box.querySelector("textarea, input:not([type=hidden]), select")?.focus();
  }

  /** A choice or a table is taken over by reading the page again; other unsent text is kept and comes back. */
  fetchTheirs(key) {
    this.ledger.accepted(key, pairsOf(this.ledger.box(key)));
    this.keep();
    this.leaving = true;
    window.location.reload();
  }

  /* --- coming and going ----------------------------------------------------------------------------------- */

  async looked() {
    if (document.visibilityState === "hidden") return this.flush();
    if (this.line.box.dataset.state === "signed-out" && !(await renewToken().catch(() => false))) return;
    await this.send({ presence: true });
  }

  /** Back from another window, where the person may have signed in; this page was in sight all the while. */
  returned() {
    if (this.line.box.dataset.state === "signed-out") this.looked();
  }

  /** The page may be closing: send what is unsent without waiting; what does not get through is kept here. */
  flush() {
    this.keep();
    if (this.closed || this.carrying || this.leaving) return;
    const sent = this.ledger.load();
    if (!sent.size) return;
    const body = new URLSearchParams([...this.bodyOf(sent)]);
    if (body.toString().length > KEEPALIVE_LIMIT) return;
    this.busy = this.carrying = true;
    post(this.url, body, { keepalive: true })
      .catch(() => null)
      .then((answer) => {
        this.busy = this.carrying = false;
        if (answer === null) this.lost();
        else this.settle(answer, sent);
      });
  }

  greet() {
    if (document.visibilityState === "visible" && !["signed-out", "closed"].includes(this.line.box.dataset.state)) this.send({ presence: true });
  }

  submitted() {
    this.leaving = true;
    this.keep({ submitted: true });
  }

  warn(event) {
    if (this.leaving || this.closed || !this.ledger.unsent().length) return;
    event.preventDefault();
  }

  later(name, wait, act) {
    clearTimeout(this.timers[name]);
    this.timers[name] = setTimeout(act, wait);
  }
}

const hasConflicts = (body) => Object.keys(body?.conflicts ?? {}).length > 0;
