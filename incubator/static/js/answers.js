/* Reading and filling the answers of a section: a question's value is the list of its [name, value] pairs,
   the same pairs that the form itself would send. */

/** The question boxes of a form, by key. */
export function questionsOf(form) {
  return new Map([...form.querySelectorAll("[data-question]")].map((box) => [box.dataset.question, box]));
}

/** The controls of a question that carry its answer (files travel by themselves). */
export function controlsOf(box) {
  const key = box.dataset.question;
  return [...box.querySelectorAll("input, select, textarea")].filter((one) => one.type !== "file" && (one.name === `a.${key}` || one.name.startsWith(`a.${key}.`)));
}

/** What the form would send for this question. Unticked boxes leave the empty hidden field, which clears the answer. */
export function pairsOf(box) {
  return pairsBy(box, { ticked: (one) => one.checked, chosen: (list) => [...list.selectedOptions], text: (one) => one.value });
}

/** What the form would have sent as the server made it: whoever types before the scripts are there has changed that. */
export function givenPairsOf(box) {
  return pairsBy(box, { ticked: (one) => one.defaultChecked, chosen: givenOptions, text: (one) => one.defaultValue });
}

function pairsBy(box, { ticked, chosen, text }) {
  const pairs = [];
  for (const one of controlsOf(box)) {
    if ((one.type === "checkbox" || one.type === "radio") && !ticked(one)) continue;
    if (one instanceof HTMLSelectElement) {
      for (const option of chosen(one)) pairs.push([one.name, option.value]);
    } else {
      pairs.push([one.name, text(one).replace(/\r\n?/g, "\n")]);
    }
  }
  return pairs;
}

function givenOptions(list) {
  const marked = [...list.options].filter((option) => option.defaultSelected);
  return marked.length || list.multiple ? marked : [...list.options].slice(0, 1);
}

/** Put kept pairs back. A table gets the rows it needs through the "rows:need" event before it is filled. */
export function fill(box, pairs) {
  const rows = new Set(pairs.map(([name]) => /\.(\d+)\.[^.]+$/.exec(name)?.[1]).filter(Boolean));
  if (rows.size) box.dispatchEvent(new CustomEvent("rows:need", { detail: rows.size }));
  const left = pairs.map(([name, value]) => ({ name, value, used: false }));
  const take = (name, value) => {
    const found = left.find((pair) => !pair.used && pair.name === name && (value === undefined || pair.value === value));
    if (found) found.used = true;
    return found;
  };
  for (const one of controlsOf(box)) {
    if (one.type === "hidden") continue; // stands for "none ticked" and stays empty
    if (one.type === "checkbox" || one.type === "radio") one.checked = Boolean(take(one.name, one.value));
    else if (one instanceof HTMLSelectElement && one.multiple) for (const option of one.options) option.selected = Boolean(take(one.name, option.value));
    else one.value = take(one.name)?.value ?? "";
    one.dispatchEvent(new Event("restored"));
  }
}

/** Whether the answer is one line or block of text, so that a text alone can be put back. */
export const isPlainText = (box) => {
  const controls = controlsOf(box);
  return controls.length === 1 && controls[0].matches("textarea, input:not([type=checkbox], [type=radio])");
};

/** Pairs as one comparable text. */
export const signature = (pairs) => JSON.stringify(pairs);

/** The version an answer was based on. */
export const versionOf = (box) => Number(box.querySelector(`input[name="v.${CSS.escape(box.dataset.question)}"]`)?.value ?? 0);

export function setVersion(box, version) {
  const field = box.querySelector(`input[name="v.${CSS.escape(box.dataset.question)}"]`);
  if (field) field.value = String(version);
}

/** Show what is wrong with an answer beside it, or nothing. */
export function showProblems(box, problems) {
  const list = box.querySelector("[data-problems]");
  if (!list) return;
  list.replaceChildren(
    ...problems.map((problem) => {
      const item = document.createElement("li");
      const words = document.createElement("span");
      words.textContent = problem;
      item.append(words);
      return item;
    }),
  );
  list.hidden = problems.length === 0;
  box.querySelector(".field")?.classList.toggle("field--error", problems.length > 0);
  for (const one of controlsOf(box)) {
    if (one.type === "hidden") continue;
    if (problems.length) one.setAttribute("aria-invalid", "true");
    else one.removeAttribute("aria-invalid");
  }
}
