/* Before an idle session ends: say so, offer to go on. Counted on the server's clock. */
import { setServerTime, serverNow } from "./clock.js";
import { post, renewToken } from "./http.js";
import { textsOf } from "./texts.js";

const WARN_MS = 5 * 60_000;
const CHANNEL = "session";

export function start(root) {
  const dialog = root.querySelector("dialog[data-session-ends-at]");
  const session = {
    dialog,
    say: textsOf(dialog),
    left: dialog.querySelector("[data-session-left]"),
    gone: dialog.querySelector("[data-session-gone]"),
    go: dialog.querySelector("[data-session-extend]"),
    endsAt: Date.parse(dialog.dataset.sessionEndsAt),
    dismissed: false,
    channel: "BroadcastChannel" in window ? new BroadcastChannel(CHANNEL) : null,
  };
  setServerTime(dialog.dataset.serverTime);
  session.go.addEventListener("click", () => extend(session));
  dialog.querySelector("[data-session-close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => (session.dismissed = true));
  // Another page of the same person moved the end: this one need not warn.
  session.channel?.addEventListener("message", (event) => moveEnd(session, event.data));
  // A save of the form is a sign of life; the server answers with the new end.
  document.addEventListener("session:extended", (event) => moveEnd(session, event.detail, true));
  setInterval(() => check(session), 1000);
}

function check(session) {
  const left = session.endsAt - serverNow();
  if (left > WARN_MS) return;
  if (left <= 0) showGone(session);
  const seconds = Math.max(0, Math.floor(left / 1000));
  session.left.textContent = left > 0 ? session.say("left", { minutes: Math.floor(seconds / 60), seconds: seconds % 60 }) : "";
  if (!session.dialog.open && !session.dismissed) session.dialog.showModal();
}

function showGone(session) {
  if (!session.gone.hidden) return;
  session.gone.hidden = false;
  session.go.hidden = true;
}

async function extend(session) {
  const ask = () => post(session.dialog.dataset.extendUrl, new FormData()).catch(() => null);
  let answer = await ask();
  if (answer?.status === 400 && (await renewToken().catch(() => false))) answer = await ask();
  if (answer?.body?.session_ends_at) moveEnd(session, answer.body.session_ends_at, true);
  else if (answer?.status === 401) showGone(session);
}

function moveEnd(session, iso, tell = false) {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return;
  session.endsAt = at;
  session.gone.hidden = true;
  session.go.hidden = false;
  if (session.dialog.open) session.dialog.close();
  session.dismissed = false;
  if (tell) session.channel?.postMessage(iso);
}
