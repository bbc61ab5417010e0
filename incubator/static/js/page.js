/* Small helps of every page: menus, print button, the error summary's focus, folded filters on phones. */
export function start(root) {
  const summary = root.querySelector("[data-error-summary]");
  if (summary) summary.focus();
  startMenuButton(root);
  startMenus(root);
  for (const button of root.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  if (window.matchMedia("(max-width: 699px)").matches) {
    for (const filters of root.querySelectorAll("[data-filters]")) filters.open = false;
  }
}

function startMenuButton(root) {
  const button = root.querySelector("[data-menu-button]");
  const nav = button && root.getElementById(button.getAttribute("aria-controls"));
  if (!nav) return;
  button.addEventListener("click", () => {
    const open = nav.toggleAttribute("data-open");
    button.setAttribute("aria-expanded", String(open));
  });
}

function startMenus(root) {
  const menus = [...root.querySelectorAll("details[data-menu]")];
  root.addEventListener("click", (event) => {
    for (const menu of menus) if (menu.open && !menu.contains(event.target)) menu.open = false;
  });
  root.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" ? menus.find((one) => one.open) : null;
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}
