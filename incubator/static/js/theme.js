/* Runs before the first paint: sets the chosen look and says that scripts work.
   The choice is about this screen only, so it stays in this browser. */
(function () {
  "use strict";
  const LOOKS = ["light", "dark", "contrast"];
  const root = document.documentElement;
  root.classList.add("js");

  function read() {
    try {
      return localStorage.getItem("theme");
    } catch {
      return null; // storage is forbidden in this browser: follow the system
    }
  }

  function show(look) {
    if (LOOKS.includes(look)) root.dataset.theme = look;
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
