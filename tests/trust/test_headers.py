"""What every answer says to the browser, be it page, error, file, script or style (quality.md WB-02 to WB-05, WB-09)."""

from __future__ import annotations

import re

from incubator.web.access import public
from tests.trust.knocking import Door, address, routes
from tests.trust.pressing import make_ready

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}
PAGES = {
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
POLICY = ("default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'")
PUBLIC_CACHE = {"programs.calls", "programs.call", "programs.call_feed", "static"}
ODD = [
    ("anonymous", "GET", "/no/such/page", 404),
    ("anonymous", "GET", "/static/no-such.css", 404),
    ("anonymous", "GET", "/account", 302),
    ("anonymous", "POST", "/account/profile", 401),
    ("anonymous", "DELETE", "/calls", 405),
    ("anonymous", "GET", "/calls?" + "a" * 5000, 414),
    ("representative", "GET", "/staff/rounds", 403),
    ("representative", "GET", "/applications/not-an-id", 404),
    ("representative", "GET", "/calls?q=%00", 200),
    ("representative", "GET", "/calls?%00=q", 400),
    ("anonymous", "GET", "/favicon.ico", 404),
    ("anonymous", "GET", "/.git/config", 404),
]


def answers(app, door):
    """Every route of the manifest to a person who may, and the odd ones."""
    presses = make_ready(door)
    for method, name, row in routes(app):
        for who in ("anonymous", "representative", "manager"):
            sent = {} if method == "GET" else {"data": {**presses[name].fields, "csrf_token": ""}, "csrf": False}
            yield name, who, door.knock(who, method, address(app, door.world, row), **sent)
    for who, method, path, status in ODD:
        answer = door.knock(who, method, path, csrf=False)
        assert answer.status_code == status, (path, answer.status_code)
        yield path, who, answer


def test_every_answer_carries_its_headers(app, door):
    wrong, count = [], 0
    for name, who, answer in answers(app, door):
        count += 1
        wrong += [(name, who, problem) for problem in problems_of(name, who, answer)]
    assert wrong == []
    assert count > 400


def problems_of(name, who, answer):
    headers = answer.headers
    yield from (key for key, value in ALWAYS.items() if headers.get(key) != value)
    if answer.mimetype == "text/html":
        yield from (key for key, value in PAGES.items() if headers.get(key) != value)
        policy = headers.get("Content-Security-Policy", "")
        yield from (part for part in POLICY if part not in policy)
        if "unsafe" in policy or "*" in policy:
            yield f"a policy with a hole: {policy}"
    if any(word in headers for word in ("Server", "X-Powered-By")):
        yield "says what it is made of"
    if "Access-Control-Allow-Origin" in headers:
        yield "lets other sites read"
    kept = headers.get("Cache-Control", "")
    is_public = name in PUBLIC_CACHE or name.startswith("/static") or answer.status_code == 304
    if not is_public and who != "anonymous" and "no-store" not in kept:
        yield f"may be kept: {kept}"
    if name in {"programs.calls", "programs.call"} and who != "anonymous" and "public" in kept:
        yield "a page of a signed-in person may be kept for others"


def test_the_one_time_word_is_another_one_each_time(door):
    words = set()
    for _ in range(5):
        answer = door.knock("anonymous", "GET", "/calls")
        (word,) = set(re.findall(r"'nonce-([^']+)'", answer.headers["Content-Security-Policy"]))
        assert len(word) >= 20
        assert set(re.findall(r'nonce="([^"]+)"', answer.get_data(as_text=True))) <= {word}
        words.add(word)
    assert len(words) == 5


def test_the_cookie_cannot_be_read_by_scripts_nor_sent_by_other_sites(door):
    (cookie,) = door.knock("anonymous", "GET", "/sign-in", headers={"Cookie": ""}).headers.getlist("Set-Cookie")
    parts = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert {"httponly", "samesite=lax", "path=/"} <= parts
    assert not any(part.startswith("domain") for part in parts)


def test_over_https_the_cookie_is_bound_to_the_host_and_the_browser_told_to_stay_there(app_with, world):
    app = app_with(base_url="https://incubator.example")
    client = app.test_client()
    answer = client.get("/sign-in", base_url="https://incubator.example")
    (cookie,) = answer.headers.getlist("Set-Cookie")
    assert cookie.startswith("__Host-session=")
    assert "secure" in cookie.lower()
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert Door(app, world) is not None


PROBES = [
        "/home/x.css", "/account/style.css", "/home/", "/account%2Fx.css", "/calls.css", "/home;x.css", "/home%00.css",
        "/.env", "/.git/HEAD", "/wsgi.py", "/incubator/settings.py", "/static/", "/static/../settings.py",
        "/static/%2e%2e/settings.py", "/static/..%2fsettings.py", "/static/js/", "/debug", "/console", "/admin",
        "/server-status", "/data/incubator.db", "/files/", "/backup.zip", "/phpmyadmin", "/metrics", "/.well-known/x",
]  # fmt: skip


def test_a_path_nobody_made_is_not_there(door):
    for path in PROBES:
        for who in ("anonymous", "representative"):
            answer = door.knock(who, "GET", path)
            assert answer.status_code in (400, 404), path
            words = answer.get_data(as_text=True)
            assert not re.search(r"Traceback|File \"|sqlalchemy|werkzeug|/work/|SELECT ", words)


def test_a_fault_of_the_house_says_nothing_of_its_inside(app_with, world, monkeypatch):
    app = app_with(mode="demo")

    def fail(*_args, **_more):
        raise RuntimeError("SELECT secret FROM /srv/incubator")

    monkeypatch.setitem(app.view_functions, "portal.server_time", _public(fail))
    for accept, kind in (("text/html", "text/html"), ("application/json", "application/json")):
        answer = Door(app, world).knock("anonymous", "GET", "/time", headers={"Accept": accept})
        assert (answer.status_code, answer.mimetype) == (500, kind)
        words = answer.get_data(as_text=True)
        assert "SELECT" not in words
        assert "Traceback" not in words
        assert re.search(r"[0-9a-f]{8}", words), "a number for the help desk"


def _public(view):
    return public(view)


def test_no_page_loads_anything_from_elsewhere(app, door):
    foreign = []
    for method, name, row in routes(app):
        if method != "GET":
            continue
        answer = door.knock("manager", method, address(app, door.world, row))
        if answer.mimetype == "text/html":
            words = answer.get_data(as_text=True)
            found = re.findall(
                r'<(?:script|link|img|iframe|source|video|audio)[^>]*(?:src|href)="(https?:)?//([^"]+)"', words
            )
            foreign += [(name, one) for one in found]
            assert "<!--" not in words, f"{name} carries a comment"
    assert foreign == []


def test_signing_out_makes_the_browser_forget(door):
    answer = door.knock("representative", "POST", "/sign-out")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
