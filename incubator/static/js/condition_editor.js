/* The condition editor without reloads: what can be chosen depends on the question, and the server knows it. */
import { csrfToken } from "./http.js";

export function start(root) {
  for (const form of root.querySelectorAll("form[data-condition-editor]")) new Editor(form).begin();
}

class Editor {
  constructor(form) {
    this.form = form;
    this.busy = false;
  }

  begin() {
    this.form.addEventListener("change", (event) => event.target.closest("[data-refresh]") && this.refresh("refresh", event.target.id));
    this.form.addEventListener("submit", (event) => {
      const act = event.submitter?.value ?? "save";
      if (act === "save" || act === "clear") return;
      event.preventDefault();
      this.refresh(act, event.submitter.id);
    });
    this.form.dataset.ready = "";
  }

  /** Send the tree and take the drawn one. What was chosen while it was away is sent again: nothing is lost. */
  async refresh(act, focused) {
    if (this.busy) return; // what is on its way sees the change when it comes back
    this.busy = true;
    this.form.setAttribute("aria-busy", "true");
    let tree = null;
    for (let sent = null; sent !== this.written(); ) {
      sent = this.written();
      tree = await this.drawn(act);
      if (!tree) break;
    }
    this.busy = false;
    this.form.removeAttribute("aria-busy");
    if (tree) this.show(tree, act, focused);
    else this.form.submit(); // without the network, or signed out: the page itself says so
  }

  written() {
    return new URLSearchParams(new FormData(this.form)).toString();
  }

  async drawn(act) {
    const body = new FormData(this.form);
    body.set("act", act);
    const headers = { "X-CSRFToken": csrfToken() };
    const answer = await fetch(this.form.action, { method: "POST", body, credentials: "same-origin", headers }).catch(() => null);
    if (!answer?.ok) return null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.querySelector("[data-condition-tree]");
  }

  /** The focus goes back to where it was, or into what is new. */
  show(tree, act, focused) {
    const here = document.activeElement?.closest("[data-condition-tree]") ? document.activeElement.id : focused;
    const before = new Set([...this.form.querySelectorAll("select")].map((one) => one.id));
    this.form.querySelector("[data-condition-tree]").replaceWith(document.adoptNode(tree));
    const fresh = act.startsWith("add") ? [...this.form.querySelectorAll("select")].find((one) => !before.has(one.id)) : null;
    (fresh ?? document.getElementById(here) ?? this.form.querySelector("select")).focus();
  }
}
