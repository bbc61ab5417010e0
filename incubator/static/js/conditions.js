/* Which questions are asked depends on other answers, and the server decides that. Here it is only shown.
   Answers of hidden questions stay in the page and are kept. */

/** visible: {key: true | false | null}; null means "not known yet" and is shown dimmed with a note. */
export function showVisible(questions, visible) {
  for (const [key, state] of Object.entries(visible ?? {})) {
    const box = questions.get(key);
    if (!box) continue;
    box.hidden = state === false;
    box.classList.toggle("question--unknown", state === null);
    const note = box.querySelector("[data-unknown-note]");
    if (note) note.hidden = state !== null;
  }
}
