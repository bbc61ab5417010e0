"""Forbidden and missing look the same (AZ-09); whoever looks at others' data is written down (PV-01)."""

from __future__ import annotations

import statistics
import time

from sqlalchemy import func, select

from incubator.core.ids import new_id
from incubator.documents.models import FileAccess
from incubator.privacy.models import AccessEntry
from tests.trust import cells
from tests.trust.knocking import address, ids_of, neutral, routes
from tests.trust.pressing import make_ready

STRANGERS = ("newcomer", "former", "outsider", "reviewer", "investor", "other_manager")


def test_what_is_not_for_a_person_looks_like_what_is_not_there(app, door):
    presses, expected = make_ready(door), cells.expected()
    different, compared = [], 0
    for method, name, row in routes(app):
        for who in STRANGERS:
            if not ids_of(row) or expected[who][cells.line(method, name, row)] != cells.MISSING:
                continue
            foreign = neutral(_knock(door, presses, who, method, name, address(app, door.world, row)))
            for parameter in ids_of(row):
                path = address(app, door.world, row, **{parameter: new_id()})
                missing = _knock(door, presses, who, method, name, path)
                compared += 1
                if (missing.status_code, neutral(missing)) != (404, foreign):
                    different.append((who, method, name, parameter, missing.status_code))
    assert different == []
    assert compared > 300


def _knock(door, presses, who, method, name, path):
    return door.knock(who, method, path, **({} if method == "GET" else {"data": presses[name].data()}))


def test_an_unknown_id_is_not_there_for_anybody(app, door):
    presses, wrong = make_ready(door), []
    for method, name, row in routes(app):
        for parameter in set(ids_of(row)) - {"consent_text_id"}:  # an old text and none at all are both "replaced"
            for who in ("representative", "manager", "admin"):
                path = address(app, door.world, row, **{parameter: new_id()})
                status = _knock(door, presses, who, method, name, path).status_code
                if status not in (403, 404):
                    wrong.append((who, method, name, parameter, status))
    assert wrong == []


def test_a_foreign_and_a_missing_application_take_the_same_time(door):
    """Medians of the two differ by less than 10 ms; taken in turns, so that a busy machine slows both."""
    paths = [f"/applications/{door.world.things['application_id']}", f"/applications/{new_id()}"]
    seconds = {path: [] for path in paths}
    for _ in range(60):
        for path in paths:
            start = time.perf_counter()
            assert door.knock("outsider", "GET", path).status_code == 404
            seconds[path].append(time.perf_counter() - start)
    foreign, missing = (statistics.median(seconds[path]) for path in paths)
    assert abs(foreign - missing) < 0.010


# Doors through which staff see what is public, or their own work: nobody's personal data.
NOBODYS_DATA = {
    "applications.apply", "applications.export", "programs.call", "programs.attachment", "programs.calendar",
    "round_files.download", "round_files.index", "rounds.detail", "rounds.edit", "rounds.preview",
    "round_acts.cancel", "round_acts.correct", "round_acts.extend", "round_acts.publish", "round_acts.recall",
    "round_acts.take_back", "approvals.detail", "accounts.branch",
    "staff_programs.detail", "staff_programs.edit", "staff_programs.hand_over", "round_copies.copy", "round_form.choose",
    "round_rules.index", "round_rules.new", "round_rules.remove", "round_rules.rule",
    "round_settings.divisions", "round_settings.judging", "round_settings.new_stage", "round_settings.remove_stage",
    "round_settings.selection", "round_settings.stage",
    "forms.builder", "forms.condition", "forms.discard", "forms.edit_question", "forms.edit_section", "forms.new_question",
    "forms.new_section", "forms.preview", "forms.publish", "forms.question_kind", "forms.remove_question", "forms.remove_section",
    "forms.rename", "forms.versions",
    "applications.bulk_runs", "applications.message_templates", "applications.open_view", "applications.template",
    "applications.views",
    # These name companies only where the person has any; who is shown nobody leaves no entry.
    "applications.form_drafts", "applications.recheck",
}  # fmt: skip


def test_staff_who_look_at_others_data_leave_an_entry(app, door, session):
    """Every page about somebody that a member of staff is shown, and every file."""
    unseen, seen = [], 0
    for who in ("manager", "head", "auditor", "other_manager", "admin", "privacy_officer"):
        for method, name, row in routes(app):
            if method != "GET" or not ids_of(row) or name in NOBODYS_DATA:
                continue
            before = _entries(session)
            if cells.cell_of(door.knock(who, method, address(app, door.world, row))) != cells.ALLOWED:
                continue
            seen += 1
            if _entries(session) == before:
                unseen.append((who, name))
    assert not unseen, "\n".join(map(str, unseen))
    assert seen >= 12


def _entries(session):
    session.rollback()
    counts = [session.scalar(select(func.count()).select_from(model)) for model in (AccessEntry, FileAccess)]
    session.rollback()
    return counts


def test_an_entry_names_who_saw_whom_from_where_and_when(door, session, clock):
    world = door.world
    door.knock("manager", "GET", f"/staff/applications/{world.things['handed_in_id']}")

    entry = session.scalars(select(AccessEntry)).one()
    assert (entry.actor_id, entry.address, entry.at) == (world.people["manager"], "127.0.0.1", clock.now)
    assert str(world.people["representative"]) in entry.subject_ids
    assert entry.route == "applications.staff_detail"


def test_taking_out_a_list_without_a_reason_is_refused(door):
    path = f"/staff/rounds/{door.world.things['second_round_id']}/applications/export"
    assert door.knock("manager", "POST", path, data={"reason": " "}).status_code == 422
