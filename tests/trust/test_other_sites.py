"""What another site, an old page or a scanner can make the house do: nothing (quality.md WB-01, WB-06 to WB-08)."""

from __future__ import annotations

from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import select

from incubator.db.base import Base
from incubator.privacy.models import AccessEntry
from tests.factories.accounts import PASSWORD
from tests.trust import cells
from tests.trust.keeping import SESSIONS, digest
from tests.trust.knocking import RAW_TOKEN, Door, address, routes, written
from tests.trust.presses import PRESSES
from tests.trust.pressing import make_ready


def tokens(door):
    """{what is wrong: headers and fields of the press}"""
    signer = URLSafeTimedSerializer(door.app.secret_key, salt="wtf-csrf-token")
    stranger = URLSafeTimedSerializer("another house's key, as long as ours", salt="wtf-csrf-token")
    return {
        "none": {},
        "empty": {"X-CSRFToken": ""},
        "no token at all": {"X-CSRFToken": "0123456789abcdef"},
        "of another session": {"X-CSRFToken": signer.dumps("f" * 40)},
        "signed by another house": {"X-CSRFToken": stranger.dumps(RAW_TOKEN)},
        "unsigned": {"X-CSRFToken": RAW_TOKEN},
    }


def test_no_door_opens_without_the_token_of_this_session(door):
    presses, untouched, opened = make_ready(door), digest(), []
    for name, sent in presses.items():
        for wrong, headers in tokens(door).items():
            with written(door.app) as tables:
                answer = door.knock(
                    PRESSES[name].by, sent.method, sent.path, data=sent.data(), headers=headers, csrf=False
                )
            if answer.status_code not in (400, 401, 403) or tables - SESSIONS:
                opened.append((name, wrong, answer.status_code, tables))
    assert opened == []
    assert digest() == untouched


def test_the_token_from_before_signing_in_is_worth_nothing(door):
    """The cookie of a session holds its own word; the one of the visitor before is another."""
    before = URLSafeTimedSerializer(door.app.secret_key, salt="wtf-csrf-token").dumps("a" * 40)
    answer = door.knock("editor", "POST", "/account/profile", data={"name": "x"}, headers={"X-CSRFToken": before})
    assert answer.status_code == 400


CROSS = {
    "another origin": {"Origin": "https://evil.example"},
    "our name as a part": {"Origin": "http://localhost.evil.example"},
    "another port": {"Origin": "http://localhost:8081"},
    "cross-site": {"Sec-Fetch-Site": "cross-site"},
    "a sister site": {"Sec-Fetch-Site": "same-site"},
    "origin null across sites": {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
}


def test_no_door_opens_to_another_site_even_with_the_token(door):
    presses, untouched, opened = make_ready(door), digest(), []
    for name, sent in presses.items():
        for wrong, headers in CROSS.items():
            answer = door.knock(PRESSES[name].by, sent.method, sent.path, data=sent.data(), headers=headers)
            if answer.status_code != 403 or "Access-Control-Allow-Origin" in answer.headers:
                opened.append((name, wrong, answer.status_code))
    assert opened == []
    assert digest() == untouched


def test_reading_changes_nothing(app, door):
    """Every GET by people who may: sessions, the access log and who is writing where are all that moves."""
    seen = {"editing_presences", "file_accesses", "audit_entries", "outbox_messages"}
    untouched = digest({table for table in _tables() if table not in seen | SESSIONS})
    for method, _name, row in routes(app):
        if method == "GET":
            for who in ("anonymous", "representative", "manager", "auditor"):
                door.knock(who, method, address(app, door.world, row))
    assert digest({table for table in _tables() if table not in seen | SESSIONS}) == untouched


def _tables():
    return {table.name for table in Base.metadata.sorted_tables}


def test_a_method_no_door_has_is_refused(app, door):
    paths = {address(app, door.world, row) for _method, _name, row in routes(app)}
    wrong = []
    for path in paths:
        allowed = set(app.url_map.bind("localhost").allowed_methods(path))
        for method in {"PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "HEAD", "POST", "GET"} - allowed:
            answer = door.knock("anonymous", method, path)
            if answer.status_code != 405 or not allowed & set(answer.headers.get("Allow", "").split(", ")):
                wrong.append((method, path, answer.status_code, answer.headers.get("Allow")))
    assert wrong == []


def test_a_header_that_overrides_the_method_is_not_listened_to(door):
    sent = {"X-HTTP-Method-Override": "POST", "X-Method-Override": "POST", "X-HTTP-Method": "DELETE"}
    untouched = digest()
    assert door.knock("representative", "GET", "/account?_method=POST", headers=sent).status_code == 200
    assert digest() == untouched


def test_a_foreign_host_is_refused_and_forwarded_names_are_not_believed(app_with, world):
    app = app_with(trusted_hosts=("incubator.example",), base_url="http://incubator.example")
    door = Door(app, world)
    for host, status in {
        "incubator.example": 200,
        "evil.example": 400,
        "incubator.example.evil.example": 400,
        "incubator.example@evil.example": 400,
        "incubator.example:8080/x": 400,
    }.items():
        forwarded = {"X-Forwarded-Host": "evil.example", "X-Forwarded-For": "1.2.3.4", "Forwarded": "host=evil.example"}
        answer = door.knock("anonymous", "GET", "/calls", headers={"Host": host, **forwarded})
        assert answer.status_code == status, host
        assert "evil.example" not in answer.get_data(as_text=True)
        assert "evil.example" not in str(answer.headers)


def test_a_forged_forwarded_address_does_not_reach_the_trail(door, session):
    path = f"/staff/applications/{door.world.things['handed_in_id']}"
    door.knock("manager", "GET", path, headers={"X-Forwarded-For": "9.9.9.9", "X-Real-Ip": "9.9.9.9"})
    assert session.scalars(select(AccessEntry.address)).all() == ["127.0.0.1"]


NEXTS = [
    "https://evil.example", "http://evil.example/home", "//evil.example", "///evil.example", "////evil.example/a",
    "/\\evil.example", "\\\\evil.example", "\\/evil.example", "/%5cevil.example", "/%5Cevil.example/", "/%2f/evil.example",
    "/%2F%2Fevil.example", "%2f%2fevil.example", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x",
    "vbscript:x", "http:evil.example", "https:/evil.example", "http:///evil.example", " //evil.example", "\t//evil.example",
    "/\t/evil.example", "/\n/evil.example", "/\r\nSet-Cookie: a=b", "/a\r\nLocation: //evil.example", "//[", "http://[",
    "//evil.example@localhost", "http://localhost@evil.example", "//localhost.evil.example", "/\u2028/evil.example",
    "/\u200b/evil.example", "．/evil.example", "//evil。example", "ftp://evil.example", "mailto:a@evil.example", "?next=//evil",
    "home", "//", "\u202e//evil.example", "/..//evil.example", "/.//evil.example", "/home/..//evil.example",
]  # fmt: skip


def test_nobody_is_led_to_another_site(door):
    email = door.world.email("editor")
    for target in NEXTS:
        press = {"email": email, "password": PASSWORD, "next": target}
        for answer in (
            door.knock("anonymous", "POST", "/sign-in", data=press),
            door.knock("editor", "GET", "/sign-in", query_string={"next": target}),
        ):
            assert answer.status_code in (302, 400), target
            if answer.status_code == 302:
                _stays_here(answer)


def _stays_here(answer):
    """As a browser reads it: slashes of both kinds, dots resolved, controls dropped."""
    location = "".join(char for char in answer.headers["Location"] if char > " ").replace("\\", "/")
    assert location.startswith("/"), location
    assert not location.startswith("//"), location
    assert "evil" not in location.split("/")[1], location
    assert len(answer.headers.getlist("Location")) == 1


def test_the_session_cookie_is_signed(door):
    """A cookie somebody wrote himself is no session."""
    forged = door.app.session_interface
    assert isinstance(forged, SecureCookieSessionInterface)
    cookie = door.cookie("admin")
    head, _, tail = cookie.rpartition(".")
    for wrong in (head, f"{head}.{tail[::-1]}", "session=", "session=admin", cookie.replace("session=", "session=.")):
        answer = door.knock("anonymous", "GET", "/account", headers={"Cookie": wrong})
        assert cells.cell_of(answer) == cells.SIGN_IN
