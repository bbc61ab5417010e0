"""Two at once: the lock of a panel against a reviewer who writes, two windows of one reviewer."""

from __future__ import annotations

from incubator.core.errors import DomainError, Stale
from incubator.reviews.rules.desk import TypedSheet
from incubator.reviews.usecases.lock_panel import lock_panel
from incubator.reviews.usecases.open_sheet import open_sheet
from incubator.reviews.usecases.return_sheet import return_sheet
from incubator.reviews.usecases.save_scores import save_scores
from incubator.reviews.usecases.submit_sheet import submit_sheet
from incubator.reviews.workflow import PanelState, SheetState
from tests.factories.reviews_sheets import COMMENT, POINTS
from tests.support.at_once import at_once


def _typed(idea):
    return TypedSheet({**POINTS, "idea": idea}, {"market": "수요처 확약서가 있음"}, {}, COMMENT)


def test_two_windows_that_save_at_once_lose_nothing_in_silence(app, clock, panel):
    panel.open()
    reviewer, now = panel.reviewer(), clock.now

    def save(idea):
        return lambda: save_scores(actor=reviewer, assignment_id=panel.of(), typed=_typed(idea), seen=1, now=now)

    answers = at_once(app, save("10"), save("20"))

    refused = [answer for answer in answers if isinstance(answer, DomainError)]
    assert [type(answer) for answer in refused] == [Stale]
    kept = {row.criterion.key: row.tenths for row in panel.assignment().sheet.scores}
    assert kept["idea"] == (100 if answers[1] in refused else 200)


def test_two_windows_that_open_first_at_once_share_one_sheet(app, clock, panel):
    reviewer, now = panel.reviewer(), clock.now

    def look():
        open_sheet(actor=reviewer, assignment_id=panel.of(), now=now, route="test")

    assert at_once(app, look, look) == [None, None]
    assert panel.sheet().version == 1


def test_after_the_lock_nothing_was_written_that_it_did_not_see(app, clock, panel):
    panel.score_all()
    manager, reviewer, now = panel.actor(), panel.reviewer(), clock.now
    sheet_id = panel.sheet().id

    def lock():
        lock_panel(actor=manager, panel_id=panel.panel_id, now=now)

    def hand_back_and_change():
        return_sheet(actor=manager, panel_id=panel.panel_id, sheet_id=sheet_id, reason="다시 보세요.", now=now)
        version = panel.sheet().version
        saved = save_scores(actor=reviewer, assignment_id=panel.of(), typed=_typed("25"), seen=version, now=now)
        submit_sheet(actor=reviewer, assignment_id=panel.of(), seen=saved.version, now=now)

    at_once(app, lock, hand_back_and_change)

    points = {row.criterion.key: row.tenths for row in panel.assignment().sheet.scores}
    if panel.panel().state is PanelState.LOCKED:
        assert panel.sheet().state is SheetState.LOCKED
        assert points["idea"] in (240, 250)
    else:  # it was handed back first: the panel waits for it
        assert panel.sheet().state is SheetState.SUBMITTED
        assert points["idea"] == 250
