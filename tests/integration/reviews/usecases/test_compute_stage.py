"""Computation sheets: the worked example of domain.md §4.2, and every refusal."""

from decimal import Decimal

import pytest

from incubator.core.errors import Forbidden, Invalid, NotFound, RuleBroken
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.models import Assignment, Panel, PanelCase
from incubator.reviews.queries import computation as sheets
from incubator.reviews.rules.records import digest_of
from incubator.reviews.rules.stage_sheet import Pooling
from incubator.reviews.usecases.compute_stage import compute_stage
from incubator.reviews.usecases.judge_bonus import Judged, judge_bonus
from incubator.reviews.workflow import ComputationState
from incubator.web import clock
from tests.factories.reviews_results import a_locked_panel, a_results_round, a_stage

EXAMPLE = {
    "가": [820, 880, 910, 850, 790],
    "나": [840, 840, 850, 860, 860],
    "다": [950, 700, 780, 830, 880],
    "라": [580, 610, 600, 590, 620],
    "마": [820, 860, 900, 850, 845],
    "바": [840, 860, 850, None, None],
}
TWO = {"가": [800, 820], "나": [700, 720]}
BONUSES = [
    {"key": "b1", "label": "여성기업", "points": 1, "evidence": "확인서"},
    {"key": "b2", "label": "수상", "points": 3, "evidence": "상장"},
]


def _accept(world, name, key, *, accepted=True):
    judge_bonus(
        actor=world.actor(),
        round_id=world.round_id,
        judged=Judged(world.applications[name], key, accepted, "확인서 원본을 봄"),
        now=clock.now(),
    )


def _lines(world, key="s1"):
    sheet = sheets.sheet_in(world.sheet(key))
    names = {one: name for name, one in world.applications.items()}
    return {names[line.application]: line for pool in sheet.pools for line in pool.computation.lines}


def test_the_worked_example_comes_out_to_the_last_digit(app, clock):
    world = a_results_round(
        EXAMPLE, stages=[a_stage("s1", 100)], bonuses=BONUSES, bonus_cap=5, tie_chain=["without_bonus"], quota=3
    )
    _accept(world, "나", "b1")
    _accept(world, "다", "b2")
    _accept(world, "가", "b2", accepted=False)

    world.compute()

    lines = _lines(world)
    assert {name: str(line.final) for name, line in lines.items()} == {
        "가": "85.00",
        "나": "86.00",
        "다": "86.00",
        "라": "60.00",
        "마": "85.17",
        "바": "85.00",
    }
    places = {place.application: place.rank for place in sheets.sheet_in(world.sheet()).pools[0].ranking.places}
    names = ("나", "다", "마", "가", "바", "라")
    assert [places[world.applications[name]] for name in names] == [1, 2, 3, 4, 4, 6]
    assert lines["바"].stages[0].n == 3


def test_what_is_stored_gives_its_own_fingerprint(app, clock):
    world = a_results_round(TWO)

    world.compute()

    computation = world.sheet()
    assert digest_of(sheets.sheet_in(computation)) == computation.sha256


def test_panels_that_are_not_locked_are_named(app, clock):
    world = a_results_round(TWO)
    with unit_of_work(bookkeeping=True) as work:
        work.session.query(Panel).one().reopen(reason="점수를 다시 봅니다.")

    with pytest.raises(RuleBroken, match="1분과"):
        world.compute()


def test_a_stage_without_panels_is_refused(app, clock):
    world = a_results_round(TWO, stages=[a_stage("s1", weight_percent=0), a_stage("s2")])

    with pytest.raises(RuleBroken, match="평가위원회가 없습니다"):
        world.compute("s2")


def test_the_last_stage_waits_for_the_one_before(app, clock):
    world = a_results_round(TWO, stages=[a_stage("s1", weight_percent=30), a_stage("s2", weight_percent=70)])
    a_locked_panel(world, "s2", TWO, label="발표")
    world.compute("s1")

    with pytest.raises(RuleBroken, match="앞 단계"):
        world.compute("s2")


def test_stages_are_weighted_on_unrounded_means(app, clock):
    """88.3333 × 0.3 + 81.5 × 0.7 = 83.55 (domain.md §4.4)."""
    world = a_results_round(
        {"가": [880, 890, 880]}, stages=[a_stage("s1", weight_percent=30), a_stage("s2", weight_percent=70)]
    )
    world.settle("s1")
    a_locked_panel(world, "s2", {"가": [820, 810]}, label="발표")

    world.compute("s2")

    assert (_lines(world, "s2")["가"].main, _lines(world, "s2")["가"].final) == (Decimal("83.55"), Decimal("83.55"))


def test_only_a_manager_computes(app, clock):
    world = a_results_round(TWO)

    with pytest.raises(Forbidden):
        _compute_as(world, "head")
    with pytest.raises(NotFound):
        _compute_as(world, "outsider")


def _compute_as(world, who):
    compute_stage(actor=world.actor(who), stage_id=world.stage_id(), now=clock.now())


def test_a_second_sheet_needs_a_reason_and_keeps_the_first(app, clock):
    world = a_results_round(TWO)
    world.compute()

    with pytest.raises(Invalid, match="까닭"):
        world.compute()
    world.compute(reason="위원 2의 점수를 다시 확인했습니다.")

    versions = sheets.list_versions(session_now(), world.stage_id())
    assert [(row.no, row.state) for row in versions] == [
        (2, ComputationState.COMPUTED),
        (1, ComputationState.SUPERSEDED),
    ]


def test_panels_of_one_division_have_to_say_how_they_share_its_seats(app, clock):
    world = a_results_round({"가": [700, 750], "나": [800, 850]} | {"다": [600, 610]}, quota=2)
    _move(world, {"다": [900, 905]})

    with pytest.raises(Invalid) as refused:
        world.compute()
    assert refused.value.field == "pooling"
    with pytest.raises(Invalid, match="2분과"):
        world.compute(pooling=Pooling.BY_PANEL, panel_quotas={"1분과": 1})
    with pytest.raises(Invalid, match="3개인데"):
        world.compute(pooling=Pooling.BY_PANEL, panel_quotas={"1분과": 1, "2분과": 2})
    world.compute(pooling=Pooling.BY_PANEL, panel_quotas={"1분과": 1, "2분과": 1})
    assert [pool.key for pool in sheets.sheet_in(world.sheet()).pools] == ["/1분과", "/2분과"]


def _move(world, points):
    """These applications go to a second panel."""
    with unit_of_work(bookkeeping=True) as work:
        for name in points:
            one = world.applications[name]
            work.session.query(PanelCase).filter_by(application_id=one).delete()
            for row in work.session.query(Assignment).filter_by(application_id=one):
                row.end(reason="다른 분과로 옮김", at=clock.now())
    a_locked_panel(world, "s1", points, label="2분과")


def test_standard_scores_bring_two_panels_to_one_scale(app, clock):
    world = a_results_round({"가": [700], "나": [800], "다": [900], "라": [800], "마": [840], "바": [880]}, quota=2)
    _move(world, {"라": [800], "마": [840], "바": [880]})

    world.compute(pooling=Pooling.STANDARDISED)

    lines = _lines(world)
    assert lines["가"].final == lines["라"].final == Decimal("40.00")
    assert lines["다"].final == lines["바"].final == Decimal("60.00")
