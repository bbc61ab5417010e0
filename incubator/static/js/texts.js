/* Words for scripts stand in the page, translated: <template data-texts><span data-text="key">… {name} …</span></template>. */

/** All texts of the templates inside `root`. */
export function textsOf(root) {
  const found = new Map();
  for (const template of root.querySelectorAll("template[data-texts]")) {
    for (const item of template.content.querySelectorAll("[data-text]")) found.set(item.dataset.text, item.textContent.trim());
  }
  /** The text of `key` with its {names} filled in; the key itself when the page forgot it, so that it is seen. */
  return (key, values = {}) => (found.get(key) ?? key).replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}
