/* Loads only the scripts whose marks a page carries.  Every page works without them. */
const PARTS = [
  ["[data-menu], [data-menu-button], [data-print], [data-error-summary], [data-filters]", "./page.js"],
  ["[data-clock], [data-countdown]", "./clock.js"],
  ["[data-eligibility]", "./eligibility.js"],
  ["form[data-autosave]", "./autosave.js"],
  ["input[type=file][data-upload]", "./upload.js"],
  ["[data-max-chars]", "./counter.js"],
  ["[data-rows]", "./rows.js"],
  ["[data-move-row]", "./row_order.js"],
  ["form[data-outline]", "./builder.js"],
  ["[data-preview]", "./preview.js"],
  ["form[data-condition-editor]", "./condition_editor.js"],
  ["[data-confirm]", "./dialog.js"],
  ["form[data-checks]", "./checks.js"],
  ["form[data-score-sheet]", "./score_sheet.js"],
  ["[data-board]", "./board.js"],
  ["form[data-submit-once]", "./submit_once.js"],
  ["dialog[data-session-ends-at]", "./session_warning.js"],
];

for (const [mark, file] of PARTS) {
  if (document.querySelector(mark)) import(file).then((part) => part.start(document));
}
