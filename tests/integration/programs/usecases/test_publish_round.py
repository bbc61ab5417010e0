"""Planning, editing, publishing."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from incubator.accounts.roles import Role
from incubator.core.dates import day_in_kst, kst
from incubator.core.errors import Forbidden, Invalid, NotFound, RuleBroken, Stale, StepNotAllowed
from incubator.programs import queries
from incubator.programs.rules.kinds import ProgramField, ProgramKind
from incubator.programs.rules.library import TEMPLATES
from incubator.programs.rules.scoring import points_of
from incubator.programs.usecases.create_program import create_program
from incubator.programs.usecases.edit_round import edit_round
from incubator.programs.usecases.plan_round_from_template import plan_round_from_template
from incubator.programs.workflow import NoticeKind, RoundState
from tests.factories.accounts import a_branch, a_user, an_actor
from tests.factories.approvals import publish as publish_round
from tests.factories.programs import STAGES, a_round


@pytest.fixture
def planned(world, clock):
    return plan_round_from_template(
        actor=world.acts,
        program_id=world.program_id,
        template="igen",
        questionnaire_version_id=world.version_id,
        now=clock.now,
    )


def test_the_schedule_follows_the_dates_of_the_reception(world, clock, session, planned):
    opens_at, closes_at = kst(2026, 3, 5, 10), kst(2026, 4, 3, 13)

    edit_round(
        actor=world.acts, round_id=planned, changes={"opens_at": opens_at, "closes_at": closes_at}, now=clock.now
    )

    row = queries.get_round(session, planned).schedule[0]
    assert (row["starts"], row["ends"]) == (opens_at.isoformat(), closes_at.isoformat())


def test_plan_lays_the_template_out_around_its_day(world, clock, session, planned, facts):
    found = queries.get_whole_round(session, planned)

    assert found.state is RoundState.PLANNED
    assert found.title == "2026년 제1기 I-Gen 챌린지 공모전"
    assert found.announced_on == day_in_kst(clock.now)
    assert (found.opens_at, found.closes_at) == (kst(2026, 3, 3, 9), kst(2026, 4, 1, 18))
    assert [(row["kind"], row["weight_percent"], points_of(row)) for row in found.stages] == [
        ("document", 30, 100),
        ("presentation", 70, 100),
    ]
    assert [(row["key"], row["points"]) for row in found.bonuses] == [("b1", 1), ("b2", 2)]
    assert facts() == ["round.planned"]


@pytest.mark.parametrize("template", sorted(TEMPLATES))
def test_every_template_can_be_published_as_it_is(world, clock, session, template):
    round_id = plan_round_from_template(
        actor=world.acts,
        program_id=world.program_id,
        template=template,
        questionnaire_version_id=world.version_id,
        now=clock.now,
    )

    publish_round(actor=world.acts, round_id=round_id, now=clock.now)

    assert queries.get_round(session, round_id).state is RoundState.SCHEDULED


def test_a_form_is_made_from_the_library_the_first_time(world, clock, session):
    ids = [
        plan_round_from_template(actor=world.acts, program_id=world.program_id, template="water_campus", now=clock.now)
        for _ in range(2)
    ]

    versions = [queries.get_round(session, round_id).questionnaire_version_id for round_id in ids]
    assert versions[0] is not None
    assert versions[0] == versions[1]
    publish_round(actor=world.acts, round_id=ids[0], now=clock.now)


def test_rounds_are_numbered_one_after_the_other(world, clock, session, planned):
    second = plan_round_from_template(actor=world.acts, program_id=world.program_id, template="igen", now=clock.now)

    assert [queries.get_round(session, item).round_no for item in (planned, second)] == [1, 2]
    with pytest.raises(Invalid):
        plan_round_from_template(
            actor=world.acts, program_id=world.program_id, template="igen", round_no=2, now=clock.now
        )


def test_plan_refuses_the_wrong_person_and_template(world, clock):
    for person, refusal in ((world.founder, NotFound), (world.stranger, NotFound), (world.head, Forbidden)):
        with pytest.raises(refusal):
            plan_round_from_template(
                actor=world.actor(person), program_id=world.program_id, template="igen", now=clock.now
            )
    with pytest.raises(Invalid):
        plan_round_from_template(actor=world.acts, program_id=world.program_id, template="dream", now=clock.now)


def test_edit_records_what_changed(world, clock, session, planned, facts):
    edit_round(actor=world.acts, round_id=planned, changes={"title": "새 이름", "quota": 9}, now=clock.now)
    edit_round(actor=world.acts, round_id=planned, changes={"title": "새 이름"}, now=clock.now)

    found = queries.get_round(session, planned)
    assert (found.title, found.quota) == ("새 이름", 9)
    assert facts() == ["round.planned", "round.edited"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "가" * 301}, "title"),
        ({"quota": 0}, "quota"),
        ({"quota": -1}, "quota"),
        ({"page_limit": 501}, "page_limit"),
        ({"closes_at": kst(2026, 3, 3, 9)}, "closes_at"),
        ({"agreement_on": kst(2020, 1, 1).date()}, "agreement_on"),
        ({"contact_phone": "전화 주세요"}, "contact_phone"),
        ({"stages": [{**STAGES[0], "criteria": [{**STAGES[0]["criteria"][0], "points": 101}]}]}, "stages"),
        ({"stages": [{**STAGES[0], "criteria": [{**STAGES[0]["criteria"][0], "points": 60}]}]}, "stages"),
        ({"stages": [{**STAGES[0], "weight_percent": 101}]}, "stages"),
        ({"stages": [{**STAGES[0], "weight_percent": -1}]}, "stages"),
        (
            {"bonuses": [{"label": "특허", "label_en": "", "points": 6, "evidence": "특허증", "evidence_en": ""}]},
            "bonuses",
        ),
        ({"divisions": [{"label": "청년", "label_en": "", "quota": 6}]}, "divisions"),
        ({"divisions": [{"label": item, "label_en": "", "quota": 2} for item in "가나"]}, "divisions"),
        ({"divisions": [{"label": item, "label_en": "", "quota": -3} for item in "가나"]}, "divisions"),
        ({"schedule": [{"label": "가", "starts": "2026-05-02", "ends": "2026-05-01"}]}, "schedule"),
        ({"eligibility": [{"key": "x", "kind": "wishful"}]}, "eligibility"),
    ],
)
def test_edit_refuses_wrong_values_by_field(world, clock, planned, changes, field):
    with pytest.raises(Invalid) as refusal:
        edit_round(actor=world.acts, round_id=planned, changes=changes, now=clock.now)

    assert field in refusal.value.problems


def test_edit_refuses_a_stale_page_and_shows_both(world, clock, session, planned):
    version = queries.get_round(session, planned).version
    edit_round(actor=world.acts, round_id=planned, changes={"title": "먼저"}, version=version, now=clock.now)

    with pytest.raises(Stale) as refusal:
        edit_round(actor=world.acts, round_id=planned, changes={"title": "나중"}, version=version, now=clock.now)

    assert refusal.value.theirs == {"title": "먼저"}


def test_edit_refuses_the_wrong_person_and_state(world, clock, planned):
    for person, refusal in ((world.stranger, NotFound), (world.founder, NotFound), (world.head, Forbidden)):
        with pytest.raises(refusal):
            edit_round(actor=world.actor(person), round_id=planned, changes={"title": "x"}, now=clock.now)
    with pytest.raises(NotFound):
        edit_round(actor=world.acts, round_id=uuid4(), changes={"title": "x"}, now=clock.now)
    public = a_round(world.program_id)
    with pytest.raises(RuleBroken):
        edit_round(actor=world.acts, round_id=public.id, changes={"title": "x"}, now=clock.now)


def test_publish_makes_it_public_with_a_first_notice(world, clock, session, planned, facts):
    publish_round(actor=world.acts, round_id=planned, now=clock.now)

    found = queries.get_public_round(session, planned)
    notices = queries.list_notices(session, planned)
    assert found.published_at == clock.now
    assert [(notice.no, notice.kind) for notice in notices] == [(1, NoticeKind.PUBLISHED)]
    assert sorted(facts()) == ["round.approval_requested", "round.approved", "round.planned", "round.published"]
    with pytest.raises(StepNotAllowed):
        publish_round(actor=world.acts, round_id=planned, now=clock.now)


@pytest.mark.parametrize("field", ["purpose", "budget_text", "support", "how_to_apply", "contact_phone"])
def test_publish_needs_every_item_of_a_notice(world, clock, session, planned, field):
    edit_round(actor=world.acts, round_id=planned, changes={field: ""}, now=clock.now)

    with pytest.raises(Invalid) as refusal:
        publish_round(actor=world.acts, round_id=planned, now=clock.now)

    assert list(refusal.value.problems) == [field]
    assert queries.get_round(session, planned).state is RoundState.PLANNED


def test_publish_needs_criteria_and_shares_that_sum_to_a_hundred(world, clock, planned):
    stages = [{**STAGES[0], "weight_percent": 60}, {**STAGES[0], "key": "s2", "weight_percent": 0, "criteria": []}]
    edit_round(actor=world.acts, round_id=planned, changes={"stages": stages}, now=clock.now)

    with pytest.raises(Invalid) as refusal:
        publish_round(actor=world.acts, round_id=planned, now=clock.now)

    assert [str(item) for item in refusal.value.problems["stages"]] == [
        "서류 평가: 평가 항목과 배점을 적어 주세요.",
        "단계별 반영 비율의 합이 100%여야 합니다. 지금은 60%입니다.",
    ]


def test_publish_refuses_times_that_have_passed(world, clock, planned):
    clock.advance(days=1)
    with pytest.raises(Invalid) as late:
        publish_round(actor=world.acts, round_id=planned, now=clock.now)
    clock.advance(days=60)
    with pytest.raises(Invalid) as over:
        publish_round(actor=world.acts, round_id=planned, now=clock.now)

    assert sorted(late.value.problems) == ["announced_on", "opens_at"]
    assert sorted(over.value.problems) == ["announced_on", "closes_at", "opens_at"]


def test_a_short_posting_needs_a_published_reason(world, clock, session, planned):
    edit_round(actor=world.acts, round_id=planned, changes={"closes_at": clock.now + timedelta(12)}, now=clock.now)

    with pytest.raises(Invalid) as refusal:
        publish_round(actor=world.acts, round_id=planned, reason=" ", now=clock.now)
    publish_round(actor=world.acts, round_id=planned, reason="추경 예산의 집행 시한", now=clock.now)

    assert refusal.value.field == "reason"
    assert queries.list_notices(session, planned)[0].reason == "추경 예산의 집행 시한"


def test_publish_refuses_the_wrong_person(world, clock, planned):
    for person, refusal in ((world.stranger, NotFound), (world.founder, NotFound), (world.head, Forbidden)):
        with pytest.raises(refusal):
            publish_round(actor=world.actor(person), round_id=planned, now=clock.now)


def test_a_program_is_made_by_a_manager_of_the_branch(world, clock, session, facts):
    branch_id = a_branch().id
    chief = an_actor(a_user(role=Role.MANAGER, branch_id=branch_id))
    values = {"kind": ProgramKind.CONTEST, "field": ProgramField.COMMON, "branch_id": branch_id, "now": clock.now}
    values["budget_line"] = "지역 창업 지원"

    create_program(actor=chief, code="NEW1", name="새 사업", **values)

    assert queries.find_program_by_code(session, "NEW1") is not None
    assert facts("program") == ["program.created"]
    with pytest.raises(Invalid) as taken:
        create_program(actor=chief, code="NEW1", name="또", **values)
    with pytest.raises(Invalid):
        create_program(actor=chief, code="소문자", name="또", **values)
    with pytest.raises(Forbidden):
        create_program(actor=world.acts, code="NEW2", name="또", **values)
    with pytest.raises(Invalid) as unpaid:
        create_program(actor=chief, code="NEW3", name="또", **(values | {"budget_line": " "}))
    assert unpaid.value.problems.keys() == {"budget_line"}
    assert taken.value.field == "code"
