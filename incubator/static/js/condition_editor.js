/* The condition editor without reloads: what can be chosen depends on the question, and the server knows it. */
import { csrfToken } from "./http.js";

export function start(root) {
  for (const form of root.querySelectorAll("form[data-condition-editor]")) {
    form.addEventListener("change", (event) => event.target.closest("[data-refresh]") && refresh(form, "refresh", event.target.id));
    form.addEventListener("submit", (event) => {
      const act = event.submitter?.value ?? "save";
      if (act === "save" || act === "clear") return;
      event.preventDefault();
      refresh(form, act, event.submitter.id);
    });
    form.dataset.ready = "";
  }
}

/** Send the tree, take the drawn one, and put the focus back to where it was or into what is new. */
async function refresh(form, act, focused) {
  const body = new FormData(form);
  body.set("act", act);
  form.setAttribute("aria-busy", "true");
  const answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin", headers: { "X-CSRFToken": csrfToken() } }).catch(() => null);
  form.removeAttribute("aria-busy");
  const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  const tree = page?.querySelector("[data-condition-tree]");
  if (!tree) return form.requestSubmit(); // the page itself says what is wrong
  const before = new Set([...form.querySelectorAll("select")].map((one) => one.id));
  form.querySelector("[data-condition-tree]").replaceWith(document.adoptNode(tree));
  const fresh = act.startsWith("add") ? [...form.querySelectorAll("select")].find((one) => !before.has(one.id)) : null;
  (fresh ?? document.getElementById(focused) ?? form.querySelector("select")).focus();
}
