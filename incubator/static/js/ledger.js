/* Which answers of a section the server has, which it could not read, and which wait for a decision. */
import { givenPairsOf, pairsOf, questionsOf, signature, versionOf } from "./answers.js";

export class Ledger {
  constructor(form) {
    this.questions = questionsOf(form);
    // key → signature of what the server has; a text that came back unread (data-unsaved) is not there.
    this.safe = new Map([...this.questions].map(([key, box]) => [key, box.hasAttribute("data-unsaved") ? null : signature(givenPairsOf(box))]));
    this.refused = new Map(); // key → signature the server could not read: sent again only after a change
    this.conflicts = new Set(); // keys whose two texts are shown
  }

  box(key) {
    return this.questions.get(key);
  }

  now(key) {
    return signature(pairsOf(this.box(key)));
  }

  /** Keys whose text the server does not have. */
  unsent() {
    return [...this.questions.keys()].filter((key) => this.now(key) !== this.safe.get(key));
  }

  /** Unsent keys that may be sent now: no open conflict, not the very text the server has just refused. */
  ready() {
    return this.unsent().filter((key) => !this.conflicts.has(key) && this.refused.get(key) !== this.now(key));
  }

  /** {key: pairs} of what may be sent now. */
  load() {
    return new Map(this.ready().map((key) => [key, pairsOf(this.box(key))]));
  }

  /** The entries worth keeping in this browser. */
  entries(submitted) {
    return Object.fromEntries(this.unsent().map((key) => [key, { pairs: pairsOf(this.box(key)), base: versionOf(this.box(key)), submitted }]));
  }

  accepted(key, pairs) {
    this.safe.set(key, signature(pairs));
    this.refused.delete(key);
  }

  unread(key, pairs) {
    this.refused.set(key, signature(pairs));
  }
}
