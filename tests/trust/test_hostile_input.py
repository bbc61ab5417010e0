"""Every form of the house with what nobody should type in every text field (quality.md IN-01, IN-03, IN-04, IN-08, IN-09).

Each string goes into all text fields of a form at once, and a part of them into each field alone, so that the refusal
of one field does not hide what another would do.
"""

from __future__ import annotations

import html
import unicodedata
from urllib.parse import urlencode

import pytest

from incubator.db.base import Base
from incubator.db.session import db
from tests.support.html import Document
from tests.trust.knocking import address, ids_of, routes, written
from tests.trust.presses import PRESSES
from tests.trust.pressing import make_ready, text_fields
from tests.trust.strings import HOSTILE, MARK, RESIDENT_NUMBER

EVERY = 12
"""A field alone gets each so-manieth string; which ones differs from field to field."""
# What the browser is not given back: passwords, by every page's rule.
NEVER_SHOWN = ("password", "current")
UNSAFE = (f"<{MARK}", f"alert('{MARK}')", f"49{MARK}", "onerror=alert(1)>")
# Said again letter by letter: no control signs, not more than a page should carry, not refused at the gate.
SHOWN_AGAIN = ("60 letters", "SQL", "script", "template", "a formula", "a huge number", "below zero", "no such day")


@pytest.fixture
def presses(door, keeper):
    ready = make_ready(door)
    keeper.take()
    return ready


def test_no_form_falls_over_or_takes_a_payload_at_its_word(app, door, keeper, presses):
    wrong, sent = [], 0
    for number, (name, press) in enumerate(presses.items()):
        fields = text_fields(door, name)
        for place, label in enumerate(HOSTILE):
            alone = [[field] for index, field in enumerate(fields) if (number + index + place) % EVERY == 0]
            for chosen in ([fields] if fields else []) + (alone if len(fields) > 1 else []):
                sent += 1
                faults = _faults(app, door, keeper, name, press, chosen, label)
                wrong += [(name, chosen if len(chosen) == 1 else "all", label, fault) for fault in faults]
    assert not wrong, "\n".join(map(str, wrong))
    assert sent > 1_200


def _faults(app, door, keeper, name, press, chosen, label):
    fields = {**press.fields, **dict.fromkeys(chosen, HOSTILE[label])}
    try:
        with written(app) as tables:
            answer = _send(door, PRESSES[name].by, press, fields)
    except Exception as error:
        keeper.put_back()
        yield f"{type(error).__name__}: {str(error)[:200]}"
        return
    body = _words(answer)
    if answer.status_code >= 500:
        yield f"status {answer.status_code}"
    if answer.status_code == 400 and "NUL" in label:
        yield "is refused at the gate, not beside the field"
    yield from (f"shows {one}" for one in UNSAFE if one in body.lower())
    if answer.status_code == 422 and answer.mimetype == "text/html":
        yield from _what_is_lost(body, name, chosen, label)
    if tables:
        if label == "resident number" and answer.status_code < 400 and _is_stored(RESIDENT_NUMBER, tables):
            yield "keeps a resident number"
        keeper.put_back(tables)


def _words(answer):
    """The text of a page; nothing of a file or of what a script reads."""
    return answer.get_data(as_text=True) if answer.mimetype == "text/html" and answer.status_code // 100 != 3 else ""


def _send(door, who, press, fields):
    if press.file:
        data = press.data() | {key: _text(value) for key, value in fields.items()}
        return door.knock(who, press.method, press.path, data=data)
    body = urlencode(fields, doseq=True)
    return door.knock(who, press.method, press.path, data=body, content_type="application/x-www-form-urlencoded")


def _text(value):
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def _what_is_lost(body, name, chosen, label):
    """A refused form comes back with what was typed."""
    if label not in (*SHOWN_AGAIN, "NUL"):
        return
    typed = unicodedata.normalize("NFC", HOSTILE[label].decode()).strip().replace("\0", "")
    shown = html.unescape(body)
    for field in chosen:
        if not any(word in field for word in NEVER_SHOWN) and typed not in shown:
            yield f"{field} is empty again"


def _is_stored(word, tables):
    with db.engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            if table.name in tables and any(
                word in repr(row) for row in connection.exec_driver_sql(f'SELECT * FROM "{table.name}"')
            ):
                return True
    return False


READERS = {"audit.trail": "auditor", "privacy.access_log": "auditor", "staff_programs.new": "admin"}
QUERIES = ("q", "page", "state", "sort", "direction", "columns", "field", "kind", "branch", "version", "more", "lang", "code",
           "next", "show", "template", "since", "until", "actor", "action", "event", "number", "compare")  # fmt: skip


def test_no_list_or_search_falls_over(app, door):
    wrong, sent = [], 0
    for number, (method, name, row) in enumerate(routes(app)):
        if method != "GET" or name == "static":
            continue
        path = address(app, door.world, row)
        for place, (label, value) in enumerate(HOSTILE.items()):
            if ids_of(row) and (number + place) % 4:
                continue  # a page about one thing asks little of its query: a part of the strings is enough
            query = urlencode(dict.fromkeys(QUERIES, value[:150]))
            sent += 1
            try:
                answer = door.knock(
                    READERS.get(name, "manager" if "/staff/" in path else "representative"),
                    "GET",
                    path,
                    query_string=query,
                )
            except Exception as error:
                wrong.append((name, label, f"{type(error).__name__}: {str(error)[:200]}"))
                continue
            body = _words(answer).lower()
            if answer.status_code >= 500 or any(one in body for one in UNSAFE):
                wrong.append((name, label, answer.status_code, [one for one in UNSAFE if one in body]))
    assert not wrong, "\n".join(map(str, wrong))
    assert sent > 900


# After these the house would have little left to show.
ENDINGS = {
    "accounts.change_password", "accounts.choose_password", "accounts.close_account", "accounts.sign_out",
    "applications.unsubmit", "applications.withdraw", "organisations.close", "organisations.leave", "organisations.remove",
    "round_acts.cancel",
}  # fmt: skip


def test_what_was_stored_is_only_words_on_every_page_and_in_every_mail(app, door, presses, deliver, mails):
    """One house in which everybody has written markup wherever it was taken."""
    taken = 0
    fields = {name: text_fields(door, name) for name in presses.keys() - ENDINGS}
    for label in ("script", "attribute", "template"):
        for name, names in fields.items():
            press = presses[name]
            for field in names:
                answer = _send(door, PRESSES[name].by, press, {**press.fields, field: HOSTILE[label]})
                taken += answer.status_code in (200, 302)
        deliver()
    assert taken > 20
    shown = 0
    for method, name, row in routes(app):
        for who in ("representative", "manager", "auditor", "privacy_officer", "anonymous"):
            if method != "GET":
                continue
            answer = door.knock(who, "GET", address(app, door.world, row))
            body = _words(answer).lower()
            shown += MARK in body
            assert not [one for one in UNSAFE if one in body], (who, name)
            if body:
                assert Document(body).problems == [], (who, name)
    assert shown > 20
    for mail in mails():
        page = mail.get_body(("html",))
        assert page is None or not [one for one in UNSAFE if one in page.get_content().lower()]
        assert len(mail.get_all("To")) == 1
        assert "Bcc" not in mail
