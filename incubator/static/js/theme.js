/* Runs before the first paint: sets the chosen look and says that scripts work.
   A look is a style sheet with data-look; its media query is the system's wish, a choice overrides it.
   The choice is about this screen only, so it stays in this browser. */
(function () {
  "use strict";
  const LOOKS = ["light", "dark", "contrast"];
  const root = document.documentElement;
  const sheets = [...document.querySelectorAll("link[data-look]")].map((link) => ({ link, wish: link.media }));
  root.classList.add("js");

  function read() {
    try {
      return localStorage.getItem("theme");
    } catch {
      return null; // storage is forbidden in this browser: follow the system
    }
  }

  function show(look) {
    const chosen = LOOKS.includes(look);
    for (const { link, wish } of sheets) link.media = !chosen ? wish : link.dataset.look === look ? "all" : "not all";
    if (chosen) root.dataset.theme = look;
    else delete root.dataset.theme;
  }

  function keep(look) {
    try {
      if (LOOKS.includes(look)) localStorage.setItem("theme", look);
      else localStorage.removeItem("theme");
    } catch {
      return; // the choice then holds for this page only
    }
  }

  show(read());

  document.addEventListener("DOMContentLoaded", () => {
    const box = document.querySelector("[data-theme-switch]");
    if (!box) return;
    const buttons = [...box.querySelectorAll("[data-theme-choice]")];
    const mark = () => {
      const now = root.dataset.theme || "auto";
      for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.themeChoice === now));
    };
    for (const button of buttons) {
      button.addEventListener("click", () => {
        show(button.dataset.themeChoice);
        keep(button.dataset.themeChoice);
        mark();
      });
    }
    mark();
    box.hidden = false;
  });
})();
