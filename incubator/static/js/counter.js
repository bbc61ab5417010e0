/* Counts as the server counts: code points after NFC, line ends as one character. */
import { textsOf } from "./texts.js";

/** Length of a text the way the server measures it. */
export const lengthOf = (text) => [...text.replace(/\r\n?/g, "\n").normalize("NFC")].length;

const ALWAYS_BELOW = 3000; // a limit nobody is near is noise: shown from four fifths on

export function start(root) {
  const format = new Intl.NumberFormat(document.documentElement.lang);
  for (const field of root.querySelectorAll("[data-max-chars]")) {
    const place = root.getElementById(`${field.id}-count`)?.querySelector(".field__count");
    if (!place) continue;
    const most = Number(field.dataset.maxChars);
    const say = textsOf(place.parentElement);
    const show = () => {
      const length = lengthOf(field.value);
      place.hidden = most > ALWAYS_BELOW && length < most * 0.8;
      place.classList.toggle("field__count--over", length > most);
      place.textContent = say(length > most ? "over" : "count", { length: format.format(length), most: format.format(most), over: format.format(length - most) });
    };
    field.addEventListener("input", show);
    field.addEventListener("restored", show);
    show();
  }
}
