/* The server's clock on the page. It counts from the server's time with the browser's steady timer
   (performance.now), never from the computer's clock, and asks the server again every minute. */
import { get } from "./http.js";
import { textsOf } from "./texts.js";

const RESYNC_MS = 60_000;
const SOON_MS = 600_000;
const SAID_AT_MINUTES = [10, 5, 1];
const KST_MS = 9 * 3_600_000;
const WEEKDAYS = { ko: "일월화수목금토", en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] };
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

let serverAt = 0; // server time in ms …
let steadyAt = 0; // … when the steady timer showed this

/** Milliseconds since 1970 on the server's clock. */
export const serverNow = () => serverAt + (performance.now() - steadyAt);

/** Take the server's time from an ISO text; `delay` is how old it is in milliseconds. */
export function setServerTime(iso, delay = 0) {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return;
  serverAt = at + delay;
  steadyAt = performance.now();
}

export function start(root) {
  const first = root.querySelector("[data-server-time]");
  setServerTime(first.dataset.serverTime, ageOfPage());
  const clocks = [...root.querySelectorAll("[data-clock]")].map(readClock);
  const countdowns = [...root.querySelectorAll("[data-countdown]")];
  const say = textsOf(root);
  const tick = () => {
    const now = serverNow();
    for (const clock of clocks) showClock(clock, now);
    if (clocks.length) for (const item of countdowns) showLeft(item, now, say);
    setTimeout(tick, 1000 - (serverNow() % 1000) + 5);
  };
  tick();
  if (!clocks.length) return;
  const sync = () => resync(clocks, say);
  setInterval(sync, RESYNC_MS);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && sync());
  sync();
}

/** A page shown again from the browser's memory is older than it looks. */
function ageOfPage() {
  const [navigation] = performance.getEntriesByType("navigation");
  return navigation?.responseStart ? Math.max(0, performance.now() - navigation.responseStart) : 0;
}

async function resync(clocks, say) {
  const asked = performance.now();
  const answer = await get("/time").catch(() => null);
  if (answer?.now) setServerTime(answer.now, (performance.now() - asked) / 2);
  for (const clock of clocks) clock.note.textContent = answer?.now ? clock.noteText : say("unsure");
}

function readClock(box) {
  const note = box.querySelector("[data-clock-note]");
  return {
    box,
    note,
    noteText: note.textContent,
    time: box.querySelector("[data-clock-time]"),
    day: box.querySelector("[data-clock-day]"),
    announce: box.querySelector("[data-clock-announce]"),
    closesAt: box.dataset.closesAt ? Date.parse(box.dataset.closesAt) : null,
    say: textsOf(box),
    said: new Set(),
    minutesBefore: null,
  };
}

function showClock(clock, now) {
  const local = new Date(now + KST_MS).toISOString();
  clock.time.textContent = local.slice(11, 19);
  clock.time.dateTime = `${local.slice(0, 19)}+09:00`;
  clock.day.textContent = dayText(local.slice(0, 10));
  if (clock.closesAt === null) return;
  const left = clock.closesAt - now;
  clock.box.classList.toggle("clock--soon", left >= 0 && left <= SOON_MS);
  clock.box.classList.toggle("clock--over", left < 0);
  announce(clock, left);
}

/** Read aloud only when the minute is crossed while the page is open, and not every second. */
function announce(clock, left) {
  const minutes = left / 60_000;
  for (const mark of SAID_AT_MINUTES) {
    const crossed = clock.minutesBefore !== null && clock.minutesBefore > mark && minutes <= mark && minutes > 0;
    if (crossed && !clock.said.has(mark)) {
      clock.said.add(mark);
      clock.announce.textContent = clock.say("announce", { minutes: mark });
    }
  }
  if (clock.minutesBefore !== null && clock.minutesBefore >= 0 && minutes < 0) clock.announce.textContent = clock.say("over");
  clock.minutesBefore = minutes;
}

function showLeft(item, now, say) {
  const left = Math.floor((Date.parse(item.dataset.closesAt) - now) / 1000);
  item.classList.toggle("countdown--soon", left < 86_400);
  const parts = { days: Math.floor(left / 86_400), hours: Math.floor((left % 86_400) / 3600), minutes: Math.floor((left % 3600) / 60), seconds: left % 60 };
  const key = left < 0 ? "over" : parts.days > 0 ? "days" : parts.hours > 0 ? "hours" : "minutes";
  const words = say(key, parts);
  if (item.textContent !== words) item.textContent = words;
}

function dayText(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  const weekday = new Date(`${iso}T00:00:00Z`).getUTCDay();
  if (document.documentElement.lang === "ko") return `${year}. ${month}. ${day}.(${WEEKDAYS.ko[weekday]})`;
  return `${day} ${MONTHS[month - 1]} ${year} (${WEEKDAYS.en[weekday]})`;
}
