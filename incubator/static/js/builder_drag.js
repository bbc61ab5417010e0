/* Dragging a grip with mouse, pen or finger: the part follows the pointer among its likes, and its new place is told. */
const EDGE_PX = 60;
const SCROLL_PX = 12;

/** moved({place, section?, before}) is called when a part was let go at another place. */
export function startDragging(form, moved) {
  form.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest("[data-grip]");
    if (!grip || event.button !== 0 || form.getAttribute("aria-busy")) return;
    event.preventDefault();
    grip.focus();
    new Drag(form, grip, moved).begin(event);
  });
}

class Drag {
  constructor(form, grip, moved) {
    this.form = form;
    this.grip = grip;
    this.moved = moved;
    this.row = grip.closest("[data-part]");
    this.part = this.row ?? grip.closest("[data-section]");
    this.home = { parent: this.part.parentNode, next: this.part.nextSibling };
  }

  begin(event) {
    this.part.dataset.moving = "";
    this.form.setPointerCapture(event.pointerId); // the grip itself moves in the page and would lose it
    const over = (moving) => this.over(moving);
    const key = (pressed) => pressed.key === "Escape" && end(false);
    const stop = new AbortController();
    const end = (kept) => {
      stop.abort();
      delete this.part.dataset.moving;
      if (kept) this.drop();
      else this.back();
    };
    const { signal } = stop;
    this.form.addEventListener("pointermove", over, { signal });
    this.form.addEventListener("pointerup", () => end(true), { signal });
    this.form.addEventListener("pointercancel", () => end(false), { signal });
    document.addEventListener("keydown", key, { signal });
  }

  over(event) {
    if (event.clientY < EDGE_PX) window.scrollBy(0, -SCROLL_PX);
    if (event.clientY > window.innerHeight - EDGE_PX) window.scrollBy(0, SCROLL_PX);
    const under = document.elementsFromPoint(event.clientX, event.clientY);
    if (this.row) this.overRow(event, under);
    else this.overSection(event, under);
  }

  overRow(event, under) {
    const row = under.map((one) => one.closest("[data-part]")).find((one) => one && one !== this.row);
    if (row) return place(this.row, row, event.clientY);
    const list = under.map((one) => one.closest("[data-section]")).find(Boolean)?.querySelector("[data-questions]");
    if (list && !list.querySelector("[data-part]:not([data-moving])")) list.append(this.row);
  }

  overSection(event, under) {
    const section = under.map((one) => one.closest("[data-section]")).find((one) => one && one !== this.part);
    if (section) place(this.part, section, event.clientY);
  }

  drop() {
    if (this.part.parentNode === this.home.parent && this.part.nextSibling === this.home.next) return;
    if (this.row) {
      const section = this.row.closest("[data-section]").dataset.section;
      const next = following(this.row, "[data-part]");
      this.moved({ place: `question.${this.row.dataset.part}`, section, before: next?.dataset.part ?? "" });
    } else {
      const next = following(this.part, "[data-section]");
      this.moved({ place: `section.${this.part.dataset.section}`, before: next?.dataset.section ?? "" });
    }
  }

  back() {
    this.home.parent.insertBefore(this.part, this.home.next);
  }
}

/** Before the other one when the pointer is on its upper half, after it otherwise. */
function place(part, other, y) {
  const box = other.getBoundingClientRect();
  const before = y < box.top + box.height / 2;
  if (before && other.previousElementSibling !== part) other.before(part);
  if (!before && other.nextElementSibling !== part) other.after(part);
}

function following(part, selector) {
  let next = part.nextElementSibling;
  while (next && !next.matches(selector)) next = next.nextElementSibling;
  return next;
}
