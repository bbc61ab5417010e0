"""Requests without a browser: each carries its own cookie, and nothing of one reaches the next."""

from __future__ import annotations

import contextvars
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from flask import Flask
from flask.globals import app_ctx
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import event
from werkzeug.test import TestResponse

from incubator.db.session import db
from incubator.web.access import manifest
from tests.trust import review_world
from tests.trust.world import World

RAW_TOKEN = "0123456789abcdef0123456789abcdef01234567"
SAFE = ("GET", "HEAD", "OPTIONS")
CHANGING = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)


def routes(app: Flask) -> list[tuple[str, str, dict[str, Any]]]:
    """(method, endpoint, its row of the manifest) for every pair of the live URL map."""
    return [(method, row["name"], row) for row in manifest(app) for method in row["methods"]]


class Door:
    """Knocks at the addresses of a world."""

    def __init__(self, app: Flask, world: World) -> None:
        self.app = app
        self.world = world
        self.signer = app.session_interface.get_signing_serializer(app)
        self.token = str(URLSafeTimedSerializer(app.secret_key or "", salt="wtf-csrf-token").dumps(RAW_TOKEN))

    def cookie(self, who: str, **changes: Any) -> str:
        """The signed cookie of this person's browser."""
        kept = {"csrf_token": RAW_TOKEN}
        if who != "anonymous":
            kept |= {"_user_id": self.world.references[who], "_fresh": True}
        return f"session={self.signer.dumps(kept | changes)}"

    def knock(
        self,
        who: str,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        csrf: bool = True,
        **more: Any,
    ) -> TestResponse:
        """One request of this person."""
        sent = {"Cookie": self.cookie(who)} if "Cookie" not in (headers or {}) else {}
        if csrf and method not in SAFE:
            sent["X-CSRFToken"] = self.token
        client = FlaskClient(self.app, self.app.response_class, use_cookies=False)

        def send() -> TestResponse:
            return client.open(path, method=method, headers={**sent, **(headers or {})}, buffered=True, **more)

        _rest()
        answer = contextvars.Context().run(send)
        _rest()
        return answer


def _rest() -> None:
    """The test's own session reads again after each request, and holds no lock during one."""
    if app_ctx:
        db.session.rollback()


@contextmanager
def written(app: Flask) -> Iterator[set[str]]:
    """The names of the tables that a block has written to, be it undone or not."""
    tables: set[str] = set()

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        found = CHANGING.match(statement)
        if found:
            tables.add(found[1].lower())

    engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield tables
    finally:
        event.remove(engine, "before_cursor_execute", note)


# Which thing stands for a parameter at this endpoint, where it is not the one of the parameter's own name.
THINGS: Mapping[str, Mapping[str, str]] = {
    "applications.receipt": {"application_id": "handed_in_id"},
    "applications.receipt_pdf": {"application_id": "handed_in_id"},
    "applications.versions": {"application_id": "handed_in_id"},
    "applications.version": {"application_id": "handed_in_id"},
    "applications.unsubmit": {"application_id": "handed_in_id"},
    "applications.staff_detail": {"application_id": "handed_in_id"},
    "applications.staff_file": {"application_id": "handed_in_id", "file_id": "handed_in_file_id"},
    "applications.answer": {"application_id": "handed_in_id"},
    "applications.reveal": {"application_id": "handed_in_id"},
    "people.restore": {"user_id": "suspended_user_id"},
    "organisations.found": {"organisation_id": "pre_founder_id"},
    "organisations.reopen": {"organisation_id": "closed_id"},
    "organisations.invitation": {"token": "invitation_token"},
    "organisations.accept": {"token": "invitation_token"},
    "organisations.withdraw": {"invitation_id": "withdrawable_id"},
    "accounts.choose_password": {"token": "reset_token"},
    "accounts.proof": {"token": "proof_token"},
    "round_acts.publish": {"round_id": "planned_round_id"},
    "round_acts.recall": {"round_id": "closed_round_id"},
    "round_acts.take_back": {"round_id": "approved_round_id"},
    "reviews.results": {"round_id": "computed_round_id"},
    "reviews.bonuses": {"round_id": "computed_round_id"},
    "reviews.judge_bonuses": {"round_id": "computed_round_id"},
    "reviews.decision": {"round_id": "decided_round_id"},
    "reviews.propose": {"round_id": "decided_round_id"},
    "reviews.deliberate": {"round_id": "decided_round_id"},
    "reviews.confirm": {"round_id": "decided_round_id"},
    "reviews.withdraw": {"round_id": "decided_round_id"},
    "reviews.release": {"round_id": "decided_round_id"},
    "reviews.ask_release": {"round_id": "decided_round_id"},
    "reviews.explain": {"application_id": "computed_application_id"},
    "reviews.outcome": {"application_id": "told_application_id"},
    "reviews.public_results": {"round_id": "released_round_id"},
    "round_form.choose": {"round_id": "planned_round_id"},
    "rounds.edit": {"round_id": "planned_round_id"},
    "applications.recheck": {"round_id": "second_round_id"},
    "applications.start_recheck": {"round_id": "second_round_id"},
    **{f"round_rules.{name}": {"round_id": "planned_round_id"} for name in ("index", "move", "new", "remove", "rule")},
    **{
        f"round_settings.{name}": {"round_id": "planned_round_id"}
        for name in ("divisions", "judging", "new_stage", "remove_stage", "selection", "stage")
    },
    "applications.staff_list": {"round_id": "second_round_id"},
    "applications.export": {"round_id": "second_round_id"},
    "applications.export_file": {"round_id": "second_round_id"},
}
# On the intake desk: who waits for a review, is held for ineligible, is decided, is asked for something.
WAITING, PROPOSED, DECIDED, ASKED = (
    {"application_id": f"{state}_id", "round_id": f"{state}_round_id"}
    for state in ("waiting", "proposed", "decided", "asked")
)
THINGS = {**THINGS} | {
    **{f"applications.{name}": WAITING for name in ("intake", "intake_begin", "intake_check", "tag", "untag", "assign")},
    **{f"applications.{name}": PROPOSED for name in ("intake_confirm", "intake_return")},
    "applications.intake_reopen": DECIDED,
    "applications.intake_release": DECIDED,
    "applications.intake_release_now": DECIDED,
    **{
        f"applications.{name}": WAITING
        for name in (
            "ask_for_supplement", "send_supplement_request", "bulk_runs", "bulk_act", "bulk_preview", "bulk_start",
            "bulk_run", "bulk_continue", "views", "keep_view", "open_view", "drop_view", "message_templates",
            "write_new_template", "template", "rewrite_template", "drop_template", "duplicates", "search_duplicates_door",
            "intake_queue",
        )
    },
    **{
        f"applications.{name}": ASKED | {"file_id": "supplement_file_id"}
        for name in (
            "supplement", "save_supplement_answers", "attach_supplement_file", "remove_supplement_file",
            "supplement_file", "staff_supplement_file", "supplement_recall",
        )
    },
    "applications.release_outgoing": {"outgoing_id": "held_outgoing_id"},
}  # fmt: skip
DRAFT = {"version_id": "draft_version_id"}
THINGS = {**THINGS} | {
    f"forms.{name}": DRAFT
    for name in (
        "builder", "condition", "draw", "edit_question", "edit_section", "new_question", "new_section", "order",
        "preview", "publish", "remove_question", "remove_section", "rename",
    )
}  # fmt: skip
THINGS = {**THINGS, **review_world.THINGS}
WORDS: Mapping[str, Any] = {"act": "hold", "number": 1, "part": "question", "filename": "css/base.css"}
KEYS = {
    "accounts.consent": "news",
    "applications.section": "about",
    "applications.save": "about",
    "forms.edit_question": "story",
    "forms.edit_section": "about",
    "forms.new_question": "about",
    "forms.remove_question": "story",
    "forms.remove_section": "plan",
    "round_rules.move": "once",
    "round_rules.remove": "once",
    "round_rules.rule": "once",
    "round_settings.remove_stage": "s1",
    "round_settings.stage": "s1",
    "parameters.detail": "privacy.access_log_years",
    "parameters.set_value": "privacy.access_log_years",
}


def address(app: Flask, world: World, row: Mapping[str, Any], **other: Any) -> str:
    """The path of a route with the things of this world (`other` puts other values in)."""
    path = str(row["path"])
    for rule in app.url_map.iter_rules(row["name"]):
        if rule.rule != path:
            continue
        values = {name: other.get(name, thing(world, row["name"], name)) for name in rule.arguments}
        built = rule.build({**(rule.defaults or {}), **values})
        assert built is not None, path
        return built[1]
    raise AssertionError(path)


def thing(world: World, endpoint: str, name: str) -> Any:
    if name == "key":
        return KEYS.get(endpoint, "plan_file")
    if name in WORDS:
        return WORDS[name]
    if name == "kind":
        return "atom"
    return world.things[THINGS.get(endpoint, {}).get(name, name)]


def ids_of(row: Mapping[str, Any]) -> list[str]:
    """The parameters of a route that are ids."""
    return re.findall(r"<uuid:(\w+)>", str(row["path"]))


def neutral(answer: TestResponse, *ids: UUID | str) -> str:
    """The body without what differs between two answers that say the same."""
    text = answer.get_data(as_text=True)
    for one in ids:
        text = text.replace(str(one), "ID")
    text = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "ID", text)
    return re.sub(r'(nonce|value|content)="[^"]*"', "", text)
