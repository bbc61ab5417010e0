/* The conditions that look at what is being written: drawn anew and read aloud when a save changed an answer.
   section[data-eligibility] with [data-eligibility-list] and [data-eligibility-said]; news come as "eligibility:checked". */
export function start(root) {
  const box = root.querySelector("[data-eligibility]");
  const [list, said] = ["list", "said"].map((part) => box.querySelector(`[data-eligibility-${part}]`));
  document.addEventListener("eligibility:checked", (event) => {
    list.innerHTML = event.detail.html; // drawn by our own server, escaped there
    if (event.detail.said) said.textContent = event.detail.said;
  });
}
