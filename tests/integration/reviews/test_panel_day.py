from __future__ import annotations

import pytest
from sqlalchemy import select

from incubator.core.errors import Forbidden, Invalid, RuleBroken, StepNotAllowed
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.models import Appointment, Decision, SheetVersion
from incubator.reviews.usecases.call_presenter import call_presenter
from incubator.reviews.usecases.draw_order import draw_order
from incubator.reviews.usecases.lock_panel import lock_panel
from incubator.reviews.usecases.mark_presenter_absent import mark_presenter_absent
from incubator.reviews.usecases.record_attendance import Attendance, record_attendance
from incubator.reviews.usecases.reopen_panel import reopen_panel
from incubator.reviews.usecases.return_sheet import return_sheet
from incubator.reviews.usecases.shift_slots import shift_slots
from incubator.reviews.workflow import DecisionState, PanelState, SheetState
from tests.factories.reviews_sheets import POINTS, a_panel_world


def _board(panel):
    return f"/staff/panels/{panel.panel_id}/board"


def _lock(panel, clock, who="manager"):
    lock_panel(actor=panel.actor(who), panel_id=panel.panel_id, now=clock.now)


def test_a_panel_is_locked_when_everybody_has_handed_in(panel, clock):
    panel.score_all()

    _lock(panel, clock)

    assert panel.panel().state is PanelState.LOCKED
    assert {panel.sheet(*pair).state for pair in panel.assignments} == {SheetState.LOCKED}


def test_who_is_missing_is_named(panel, clock):
    panel.score(0, 0)

    with pytest.raises(RuleBroken) as refused:
        _lock(panel, clock)

    assert "8건" in str(refused.value)
    assert "위원2" in str(refused.value.how)


def test_somebody_absent_is_not_waited_for_and_what_he_handed_in_counts(panel, clock):
    for application in range(3):
        for reviewer in (0, 1):
            panel.score(application, reviewer)
    panel.score(0, 2)
    panel.open(1, 2)
    record_attendance(
        actor=panel.actor(),
        panel_id=panel.panel_id,
        appointment_id=panel.appointments[2],
        what=Attendance.ABSENT,
        reason="몸이 아파 오지 못했습니다.",
        now=clock.now,
    )

    _lock(panel, clock)

    assert panel.sheet(0, 2).state is SheetState.LOCKED
    assert panel.sheet(1, 2).state is SheetState.VOID


def test_a_panel_without_sheets_is_not_locked(clock, app):
    world = a_panel_world(assigned=False)

    with pytest.raises(RuleBroken, match="제출된 평가표가 없어"):
        _lock(world, clock)


def test_sheets_of_people_with_a_conflict_are_void_when_the_panel_is_locked(panel, clock):
    panel.score_all()
    panel.hinder(0, 0)

    _lock(panel, clock)

    assert panel.sheet(0, 0).state is SheetState.VOID
    assert panel.sheet(1, 0).state is SheetState.LOCKED


def test_nothing_is_written_after_the_lock(panel, clock):
    panel.score_all()
    _lock(panel, clock)

    with pytest.raises(Forbidden):
        panel.save(points={**POINTS, "idea": "1"})


def test_only_the_head_reopens_with_a_reason_before_anything_is_announced(panel, clock):
    panel.score_all()
    _lock(panel, clock)
    again = {"panel_id": panel.panel_id, "now": clock.now}

    with pytest.raises(Forbidden):
        reopen_panel(actor=panel.actor("manager"), reason="잘못", **again)
    with pytest.raises(Invalid):
        reopen_panel(actor=panel.actor("head"), reason=" ", **again)
    reopen_panel(actor=panel.actor("head"), reason="2조 점수 옮겨 적기 잘못", **again)

    assert panel.panel().state is PanelState.SCORING
    assert panel.sheet().state is SheetState.SUBMITTED


def test_an_announced_result_is_not_reopened(panel, clock):
    panel.score_all()
    _lock(panel, clock)
    with unit_of_work(bookkeeping=True) as work:
        work.session.add(
            Decision(
                round_id=panel.round_id,
                no=1,
                state=DecisionState.RELEASED,
                minutes="심의함",
                sha256="0" * 64,
                proposed_by=panel.manager_id,
                released_by=panel.head_id,
                released_at=clock.now,
                created_at=clock.now,
            )
        )

    with pytest.raises(RuleBroken, match="이미 발표"):
        reopen_panel(actor=panel.actor("head"), panel_id=panel.panel_id, reason="잘못", now=clock.now)


def test_a_sheet_handed_back_keeps_the_version_before(panel, clock, session):
    panel.score()
    sheet_id = panel.sheet().id

    return_sheet(
        actor=panel.actor(), panel_id=panel.panel_id, sheet_id=sheet_id, reason="의견이 너무 짧습니다.", now=clock.now
    )
    panel.save(points={**POINTS, "idea": "20"})
    panel.submit()

    versions = session.scalars(select(SheetVersion).where(SheetVersion.sheet_id == sheet_id)).all()
    assert sorted((row.number, row.content["total"]) for row in versions) == [(1, "81"), (2, "77")]


def test_a_sheet_that_is_not_in_is_not_handed_back(panel, clock):
    panel.open()

    with pytest.raises(StepNotAllowed):
        return_sheet(
            actor=panel.actor(), panel_id=panel.panel_id, sheet_id=panel.sheet().id, reason="까닭", now=clock.now
        )


def _one_stands_apart(panel):
    """24, 25, 26 and 6 of 30: the mean is 20.25, the limit 3 points."""
    for reviewer, idea in enumerate(("24", "25", "26", "6")):
        panel.score(0, reviewer, points={**POINTS, "idea": idea})


def test_standing_apart_is_asked_about_when_all_are_in(clock, app):
    panel = a_panel_world(reviewers=4, applications=1)

    _one_stands_apart(panel)

    assert {panel.sheet(0, reviewer).state for reviewer in range(4)} == {SheetState.RETURNED}
    assert [row["criterion_key"] for row in panel.sheet(0, 3).asked] == ["idea"]
    with pytest.raises(Invalid) as refused:
        panel.submit(0, 3)
    assert list(refused.value.problems) == ["d.idea"]
    panel.save(0, 3, points={**POINTS, "idea": "6"}, deviations={"idea": "같은 제품이 이미 시장에 있습니다."})
    panel.submit(0, 3)
    assert panel.sheet(0, 3).state is SheetState.SUBMITTED


def test_who_adjusts_his_points_needs_no_reason_and_neither_do_the_others(clock, app):
    panel = a_panel_world(reviewers=4, applications=1)
    _one_stands_apart(panel)

    panel.save(0, 3, points={**POINTS, "idea": "23"})
    for reviewer in range(4):
        panel.submit(0, reviewer)

    assert {panel.sheet(0, reviewer).state for reviewer in range(4)} == {SheetState.SUBMITTED}


def test_within_the_limit_nobody_is_asked(panel):
    for reviewer, idea in enumerate(("24", "26", "25")):
        panel.score(0, reviewer, points={**POINTS, "idea": idea})

    assert {panel.sheet(0, reviewer).state for reviewer in range(3)} == {SheetState.SUBMITTED}


def test_the_order_is_drawn_once_and_slots_move(panel, clock):
    with pytest.raises(RuleBroken):
        shift_slots(actor=panel.actor(), panel_id=panel.panel_id, minutes=10, now=clock.now)
    draw_order(actor=panel.actor(), panel_id=panel.panel_id, seed="abc", now=clock.now)
    before = [case.starts_at for case in panel.panel().cases]

    shift_slots(actor=panel.actor(), panel_id=panel.panel_id, minutes=15, now=clock.now)

    after = [case.starts_at for case in panel.panel().cases]
    assert {(late - early).total_seconds() for early, late in zip(before, after, strict=True)} == {900}
    assert sorted(case.no for case in panel.panel().cases) == [1, 2, 3]
    with pytest.raises(RuleBroken):
        draw_order(actor=panel.actor(), panel_id=panel.panel_id, seed="abd", now=clock.now)


def test_a_presenter_is_absent_after_the_grace_and_is_not_waited_for(panel, clock):
    case = panel.panel().cases[0]
    act = {"actor": panel.actor(), "panel_id": panel.panel_id, "case_id": case.id}
    with pytest.raises(RuleBroken, match="먼저 불러"):
        mark_presenter_absent(**act, now=clock.now)
    call_presenter(**act, now=clock.now)
    clock.advance(minutes=9)
    with pytest.raises(RuleBroken, match="10분을 기다려야"):
        mark_presenter_absent(**act, now=clock.now)
    clock.advance(minutes=1)

    mark_presenter_absent(**act, now=clock.now)

    absent = panel.applications.index(case.application_id)
    for application, reviewer in panel.assignments:
        if application != absent:
            panel.score(application, reviewer)
    _lock(panel, clock)
    assert panel.panel().state is PanelState.LOCKED


def test_the_board_tells_who_and_not_what_until_the_lock(panel, clock, client_as):
    panel.score_all()
    client = client_as(panel.manager_id)

    before = client.get(_board(panel)).get_data(as_text=True)
    answer = client.post(_board(panel) + "/lock")
    after = client.get(_board(panel)).get_data(as_text=True)

    assert answer.status_code == 302
    assert ">81<" not in before
    assert ">81<" in after
    assert "점수 변별 없음" in before


def test_attendance_and_quorum(panel, client_as, session):
    client = client_as(panel.manager_id)

    for appointment in panel.appointments[:2]:
        client.post(f"{_board(panel)}/attendance/{appointment}", data={"what": "came"})
    page = client.get(_board(panel)).get_data(as_text=True)
    client.post(f"{_board(panel)}/attendance/{panel.appointments[0]}", data={"what": "left"})

    assert "의사정족수 충족" in page
    assert "의사정족수 미달" in client.get(_board(panel)).get_data(as_text=True)
    assert session.get_one(Appointment, panel.appointments[0]).left_at is not None


@pytest.mark.parametrize(
    ("act", "sent"),
    [
        ("attendance/{appointment}", {"what": "asleep"}),
        ("attendance/{appointment}", {"what": "absent", "reason": " "}),
        ("delay", {"minutes": "많이"}),
        ("cases/{case}/absent", {}),
        ("lock", {}),
    ],
)
def test_what_the_board_refuses_is_said_on_the_board(panel, client_as, act, sent):
    address = act.format(appointment=panel.appointments[0], case=panel.panel().cases[0].id)

    answer = client_as(panel.manager_id).post(f"{_board(panel)}/{address}", data=sent)

    assert answer.status_code in (409, 422)
    assert "notice--danger" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("who", "status"), [("head", 200), ("auditor", 200), ("outsider", 404), ("representative", 404)]
)
def test_who_sees_the_board(panel, client_as, who, status):
    assert client_as(panel.actor(who).user_id).get(_board(panel)).status_code == status


def test_a_reviewer_never_sees_the_board(panel, client_as):
    assert client_as(panel.reviewers[0]).get(_board(panel)).status_code == 404
