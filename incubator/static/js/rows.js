/* Tables with repeated rows: add, remove, renumber. Names are a.<key>.<row>.<column>, rows counted from 0. */
import { textsOf } from "./texts.js";

export function start(root) {
  for (const box of root.querySelectorAll("[data-rows]:has([data-add-row])")) new Rows(box).begin(); // the others are only read
}

class Rows {
  constructor(box) {
    this.box = box;
    this.key = box.dataset.rows;
    this.most = Number(box.dataset.maxRows) || Infinity;
    this.body = box.querySelector("tbody");
    this.template = box.querySelector("template[data-row-template]");
    this.adder = box.querySelector("[data-add-row]");
    this.announcer = box.querySelector("[data-rows-announce]");
    this.say = textsOf(box);
  }

  begin() {
    this.adder.addEventListener("click", (event) => {
      event.preventDefault();
      this.add().querySelector("input, select, textarea")?.focus();
      this.changed(this.say("added", { row: this.rows().length }));
    });
    this.body.addEventListener("click", (event) => {
      const button = event.target.closest("[data-remove-row]");
      if (!button) return;
      event.preventDefault();
      this.remove(button.closest("tr"));
    });
    this.box.addEventListener("rows:renumber", () => this.rows().forEach((row, at) => this.number(row, at)));
    this.box.closest("[data-question]")?.addEventListener("rows:need", (event) => this.need(event.detail));
    this.limit();
  }

  rows() {
    return [...this.body.rows];
  }

  add() {
    const row = this.template.content.firstElementChild.cloneNode(true);
    this.body.append(row);
    this.number(row, this.rows().length - 1);
    this.limit();
    return row;
  }

  remove(row) {
    const rows = this.rows();
    const index = rows.indexOf(row);
    if (rows.length === 1) {
      for (const one of row.querySelectorAll("input, select, textarea")) one.value = "";
      row.querySelector("input, select, textarea")?.focus();
      return this.changed(this.say("cleared"));
    }
    row.remove();
    this.rows().forEach((one, at) => this.number(one, at));
    this.limit();
    const next = this.rows()[Math.min(index, rows.length - 2)];
    next.querySelector("[data-remove-row]").focus();
    this.changed(this.say("removed", { row: index + 1 }));
  }

  /** Exactly `count` rows, for filling in kept answers. */
  need(count) {
    while (this.rows().length < count) this.add();
    for (const row of this.rows().slice(count)) row.remove();
    this.limit();
  }

  number(row, index) {
    for (const mark of row.querySelectorAll("[data-row-number]")) mark.textContent = String(index + 1);
    for (const one of row.querySelectorAll("[data-column]")) {
      const column = one.dataset.column;
      one.name = `a.${this.key}.${index}.${column}`;
      one.id = `q-${this.key}-${index}-${column}`;
      one.setAttribute("aria-label", this.say("cell", { row: index + 1, column: one.dataset.columnLabel }));
    }
  }

  limit() {
    const full = this.rows().length >= this.most;
    this.adder.hidden = full;
  }

  changed(words) {
    this.announcer.textContent = words;
    this.box.dispatchEvent(new CustomEvent("rows:changed", { bubbles: true }));
  }
}
