/* Keys inside a row of the check list: 1, 2, 3 choose the verdict and go on to the next row; the ground is narrowed to
   the verdict.  Only while a choice of the row has the focus, so that no key acts from elsewhere (KWCAG 6.1.4). */
const KEYS = { 1: "pass", 2: "fail", 3: "hold" };

function narrow(row) {
  const chosen = row.querySelector("input[type=radio]:checked");
  const select = row.querySelector("select[data-ground]");
  if (!chosen || !select) return;
  const order = Object.values(KEYS).indexOf(chosen.value);
  [...select.querySelectorAll("optgroup")].forEach((group, index) => {
    group.disabled = index !== order;
    if (group.disabled && group.querySelector("option:checked")) select.value = "";
  });
}

function open(row) {
  const chosen = row.querySelector("input[type=radio]:checked");
  const why = row.querySelector("[data-why]");
  if (why && chosen && chosen.value !== "pass") why.open = true;
}

function goOn(row) {
  const rows = [...row.form.querySelectorAll("[data-check-row]")];
  const next = rows[rows.indexOf(row) + 1];
  const target = next ? next.querySelector("input[type=radio]:checked, input[type=radio]") : row.form.querySelector(".action-bar button");
  target.focus();
}

export function start(page) {
  const form = page.querySelector("form[data-checks]");
  for (const row of form.querySelectorAll("[data-check-row]")) {
    narrow(row);
    row.addEventListener("change", () => {
      narrow(row);
      open(row);
    });
    row.addEventListener("keydown", (event) => {
      const verdict = KEYS[event.key];
      if (!verdict || event.target.type !== "radio" || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      row.querySelector(`input[value=${verdict}]`).checked = true;
      narrow(row);
      open(row);
      if (verdict === "pass") goOn(row);
      else row.querySelector("select[data-ground]").focus();
    });
  }
  form.dataset.ready = "";
}
