"""Pressing: from the table of presses to a request that is ready to be sent."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from incubator.applications.rules import new_key
from incubator.organisations.rules import OrganisationKind
from tests.factories.organisations import SMALL_PDF, a_brn
from tests.support.html import Document, Form
from tests.trust.knocking import Door, address, routes, thing
from tests.trust.presses import NO_TEXT, PRESSES, Press


class Sent:
    """A press made ready: the path, the fields, and what file goes along."""

    def __init__(self, method: str, path: str, fields: dict[str, Any], file: str) -> None:
        self.method = method
        self.path = path
        self.fields = fields
        self.file = file

    def data(self) -> dict[str, Any]:
        """Fresh each time: a stream is read once."""
        if not self.file:
            return dict(self.fields)
        return {**self.fields, self.file: (io.BytesIO(SMALL_PDF), "증명서.pdf")}


def make_ready(door: Door) -> dict[str, Sent]:
    """Every press of the manifest by its endpoint.  Fails for a door that nobody here presses."""
    rows = {name: (method, row) for method, name, row in routes(door.app) if method not in ("GET", "HEAD", "OPTIONS")}
    missing = sorted(rows.keys() - PRESSES.keys())
    assert not missing, f"say in tests/trust/presses.py what is sent to {missing}"
    extra = sorted(PRESSES.keys() - rows.keys())
    assert not extra, f"these doors are gone: {extra}"
    return {name: _ready(door, PRESSES[name], method, row) for name, (method, row) in rows.items()}


def _ready(door: Door, press: Press, method: str, row: Mapping[str, Any]) -> Sent:
    path = address(door.app, door.world, row)
    fields: dict[str, Any] = {}
    if press.page is not None:
        form = form_of(door, press, path, row)
        fields = {
            name: value
            for name, value in form.fields.items()
            if value not in ([], [""]) and not name.endswith("csrf_token")
        }
    for name, value in press.values.items():
        fields[name] = _real(door, name, value)
    return Sent(method, path, fields, press.file)


def _real(door: Door, name: str, value: Any) -> Any:
    if value == "sole":
        return a_brn(OrganisationKind.SOLE_TRADER)
    if value == "key" == name:
        return new_key()
    if value == "signature" == name:
        return door.world.actor("reviewer").name
    if value in ("waiting_id", "review_application_id"):
        return str(door.world.things[value])
    if name in ("user_id", "witness_id") and value == "owner_id":
        return str(door.world.things[value])
    if value == "other_manager_id":
        return str(door.world.people["other_manager"])
    return str(door.world.things[value]) if value == name and name in door.world.things else value


def form_of(door: Door, press: Press, path: str, row: Mapping[str, Any]) -> Form:
    """The form as its page shows it to the person who may press, with what it would send untouched."""
    document, element = _shown(door, press, path, row)
    return document._filled(element)


def text_fields(door: Door, name: str) -> list[str]:
    """The names of the fields of a press that take any text."""
    press = PRESSES[name]
    if press.page is None:
        return [key for key in press.values if key not in NO_TEXT]
    row = next(row for method, endpoint, row in routes(door.app) if endpoint == name and method != "GET")
    _document, element = _shown(door, press, address(door.app, door.world, row), row)
    kinds = {"text", "email", "tel", "url", "search", "number", "date", "password"}
    return [
        control.attrib["name"]
        for control in element.iter()
        if (control.tag == "textarea" or (control.tag == "input" and control.get("type", "text") in kinds))
        and "name" in control.attrib
    ]


def _shown(door: Door, press: Press, path: str, row: Mapping[str, Any]) -> tuple[Document, Any]:
    shown = path
    if press.page:
        page = next(item for method, name, item in routes(door.app) if name == press.page and method == "GET")
        things = {}
        for name in page["path"].split("<")[1:]:
            key = name.split(">")[0].split(":")[-1]
            things[key] = thing(door.world, row["name"], key)
        shown = address(door.app, door.world, page, **things)
    answer = door.knock(press.by, "GET", shown)
    assert answer.status_code == 200, (row["name"], shown, answer.status_code)
    document = Document(answer.get_data(as_text=True))
    posting = [
        form
        for form in document.find("main").iter("form")
        if form.get("method", "").lower() == "post" and form.get("action", "") in ("", path)
    ]
    assert posting, f"{row['name']}: no form of {shown} posts to {path}"
    return document, posting[0]
