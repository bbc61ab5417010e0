/* Requests of scripts: the session's token, JSON answers, no surprises. */
const TIMEOUT_MS = 30_000;
const meta = document.querySelector('meta[name="csrf-token"]');

export const person = () => document.querySelector('meta[name="person"]')?.content ?? "nobody";
export const csrfToken = () => meta?.content ?? "";

/** POST a form body. Resolves with {status, body} (body null when it is not JSON); rejects when nothing came back. */
export async function post(url, body, { keepalive = false } = {}) {
  const stop = new AbortController();
  const timer = keepalive ? null : setTimeout(() => stop.abort(), TIMEOUT_MS);
  try {
    const response = await fetch(url, {
      method: "POST",
      body,
      keepalive,
      credentials: "same-origin",
      headers: { Accept: "application/json", "X-CSRFToken": csrfToken() },
      signal: keepalive ? undefined : stop.signal,
    });
    return { status: wentToSignIn(response) ? 401 : response.status, body: await jsonOf(response), retryAfter: Number(response.headers.get("Retry-After")) || 0 };
  } finally {
    clearTimeout(timer);
  }
}

/** GET JSON; null when the answer is no success. Rejects when nothing came back. */
export async function get(url) {
  const response = await fetch(url, { headers: { Accept: "application/json" }, credentials: "same-origin", cache: "no-store" });
  return response.ok && !wentToSignIn(response) ? jsonOf(response) : null;
}

/** Fetch the token of the present session; false when nobody, or somebody else, is signed in now. */
export async function renewToken() {
  const answer = await get("/session/token");
  if (!answer?.csrf_token || !meta) return false;
  if (answer.person && answer.person !== person()) return false;
  meta.content = answer.csrf_token;
  for (const field of document.querySelectorAll('input[name="csrf_token"]')) field.value = answer.csrf_token;
  return true;
}

/** What the server said was wrong, in its words. */
export function messageOf(body, fallback) {
  const error = body?.error;
  if (!error?.message) return fallback;
  return [error.message, error.how].filter(Boolean).join(" ");
}

function wentToSignIn(response) {
  return response.redirected && new URL(response.url).pathname.startsWith("/sign-in");
}

async function jsonOf(response) {
  if (!(response.headers.get("Content-Type") ?? "").includes("json")) return null;
  return response.json().catch(() => null); // a cut answer counts as no answer
}
