"""Divisions, stages, score forms, bonuses and conditions by form: saved whole or refused with everything kept."""

from __future__ import annotations

import pytest

from incubator.programs import queries
from incubator.programs.rules.scoring import TieStep
from incubator.programs.usecases.plan_round_from_template import plan_round_from_template
from tests.factories.programs import a_round

PAGES = ("judging", "divisions", "stages/new", "stages/s1", "stages/s1/remove", "selection", "rules")


@pytest.fixture
def manager(world, client_as):
    return client_as(world.manager)


@pytest.fixture
def planned(world, clock):
    return plan_round_from_template(
        actor=world.acts,
        program_id=world.program_id,
        template="igen",
        questionnaire_version_id=world.version_id,
        now=clock.now,
    )


def press(client, path, act, **typed):
    """The page's form with these texts, sent by one of its buttons."""
    form = client.get(path).html.form()
    return client.post(path, data=form.with_values(typed) | {"act": act}, csrf=False)


@pytest.fixture
def read(session):
    def whole(round_id):
        session.rollback()
        session.expire_all()
        return queries.get_whole_round(session, round_id)

    return whole


@pytest.mark.parametrize("place", PAGES)
def test_pages_are_for_the_staff_of_the_program(world, client_as, manager, planned, place):
    path = f"/staff/rounds/{planned}/{place}"

    assert manager.get(path).status_code == 200
    assert client_as(world.stranger).get(path).status_code == 404
    assert client_as(world.head).get(path).status_code in (200, 403)


def test_divisions_make_the_quota(manager, planned, read):
    path = f"/staff/rounds/{planned}/divisions"

    answer = manager.submit(path, r0_label="청년 Idea", r0_quota="4", r1_label="중소기업 Jump-up", r1_quota="3")

    found = read(planned)
    assert answer.status_code == 302
    assert [(row["key"], row["label"], row["quota"]) for row in found.divisions] == [
        ("d1", "청년 Idea", 4),
        ("d2", "중소기업 Jump-up", 3),
    ]
    assert found.quota == 7


@pytest.mark.parametrize("quota", ["0", "-1", "", "많이", "9" * 400])
def test_a_division_without_a_right_quota_is_refused_and_kept(manager, planned, read, quota):
    path = f"/staff/rounds/{planned}/divisions"

    answer = manager.submit(path, r0_label="청년", r0_quota="3", r1_label="기업", r1_quota=quota)

    assert answer.status_code == 422
    assert answer.html.find("input", name="r1_label").get("value") == "기업"
    assert read(planned).divisions == []


def test_rows_are_added_moved_and_taken_out_without_being_saved(manager, planned, read):
    path = f"/staff/rounds/{planned}/divisions"
    typed = {"r0_label": "가", "r1_label": "나"}

    more = press(manager, path, "more", **typed).html
    up = press(manager, path, "up-2", **typed).html
    out = press(manager, path, "out-1", **typed).html

    assert more.find("input", name="r2_label") is not None
    assert [up.find("input", name=f"r{number}_label").get("value") for number in (0, 1)] == ["나", "가"]
    assert out.find("input", name="r0_label").get("value") == "나"
    assert read(planned).divisions == []


def test_a_stage_is_added_with_its_score_form(manager, planned, read):
    path = f"/staff/rounds/{planned}/stages/new"

    answer = manager.submit(
        path,
        kind="interview",
        label="심층 면접",
        people="7",
        r0_label="의지",
        r0_points="60",
        r0_needs_reason="y",
        r1_label="적합성",
        r1_points="40",
    )

    assert answer.status_code == 302
    last = read(planned).stages[-1]
    assert (last["key"], last["kind"], last["people"], last["weight_percent"]) == ("s3", "interview", 7, 0)
    assert [(row["label"], row["points"], row["needs_reason"]) for row in last["criteria"]] == [
        ("의지", 60, True),
        ("적합성", 40, False),
    ]


def test_points_that_do_not_sum_to_a_hundred_are_refused_with_the_sum(manager, planned, read):
    before = read(planned).stages

    answer = manager.submit(f"/staff/rounds/{planned}/stages/s1", r0_points="25")

    assert answer.status_code == 422
    assert "배점의 합이 100점이어야 합니다. 지금은 95점입니다." in answer.html.main
    assert answer.html.find("input", name="r0_points").get("value") == "25"
    assert read(planned).stages == before


def test_a_changed_criterion_keeps_its_row(manager, planned, session, read):
    before = [item.id for item in queries.list_stages(session, planned)[0].criteria]

    assert manager.submit(f"/staff/rounds/{planned}/stages/s1", r0_label="새 이름").status_code == 302

    session.rollback()
    after = queries.list_stages(session, planned)[0].criteria
    assert [item.id for item in after] == before
    assert after[0].label == "새 이름"


def test_shares_bonuses_and_ties_are_set_together(manager, planned, read):
    answer = manager.submit(
        f"/staff/rounds/{planned}/selection",
        weight_s1="40",
        weight_s2="60",
        tie1="largest_criterion",
        tie2="committee",
        tie3="committee",
        tie4="",
        bonus_cap="3",
        r2_label="수출 실적",
        r2_points="3",
        r2_evidence="수출신고필증",
    )

    found = read(planned)
    assert answer.status_code == 302
    assert [row["weight_percent"] for row in found.stages] == [40, 60]
    assert found.tie_chain == [str(TieStep.LARGEST_CRITERION), str(TieStep.COMMITTEE)]
    assert [(row["key"], row["points"]) for row in found.bonuses] == [("b1", 1), ("b2", 2), ("b3", 3)]


@pytest.mark.parametrize(
    "typed", [{"weight_s1": "90"}, {"weight_s1": "-1"}, {"bonus_cap": "1"}, {"r0_evidence": ""}, {"tie1": "luck"}]
)
def test_what_does_not_fit_together_is_refused(manager, planned, read, typed):
    before = read(planned).stages, read(planned).bonuses

    assert manager.submit(f"/staff/rounds/{planned}/selection", **typed).status_code == 422
    assert (read(planned).stages, read(planned).bonuses) == before


def test_two_managers_at_once_the_second_sees_both_texts(manager, planned, read):
    path = f"/staff/rounds/{planned}/stages/s1"
    stale = str(read(planned).version)
    manager.submit(path, r0_label="먼저 저장")

    answer = manager.submit(path, r0_label="나중 저장", version=stale)

    assert answer.status_code == 409
    assert answer.html.find("input", name="r0_label").get("value") == "나중 저장"
    assert "먼저 저장" in answer.html.main
    assert read(planned).stages[0]["criteria"][0]["label"] == "먼저 저장"


def test_a_stage_is_removed_after_a_question(manager, planned, read):
    assert manager.submit(f"/staff/rounds/{planned}/stages/s2/remove").status_code == 302
    assert [row["key"] for row in read(planned).stages] == ["s1"]
    assert manager.get(f"/staff/rounds/{planned}/stages/s2").status_code == 404


def test_a_public_round_is_changed_by_a_correction_with_a_reason(world, manager, session, read):
    round_id = a_round(world.program_id, questionnaire_version_id=world.version_id).id
    path = f"/staff/rounds/{round_id}/stages/s1"

    without = manager.submit(path, r0_label="시장성")
    answer = manager.submit(path, r0_label="시장성", reason="항목 이름을 바로잡습니다.")

    assert (without.status_code, answer.status_code) == (422, 302)
    assert read(round_id).stages[0]["criteria"][0]["label"] == "시장성"
    assert [row["field"] for row in queries.list_notices(session, round_id)[0].changes] == ["stages"]


KINDS = {
    "applicant_kind": {"kinds": ["pre_founder", "corporation"]},
    "company_age": {"years": "10", "operator": "lt", "reference": "announced"},
    "representative": {},
    "representative_age": {"years": "39", "operator": "le", "reference": "applied"},
    "region": {"regions": ["48"]},
    "allowed_industry": {"industries": ["20", "62"]},
    "overlapping_support": {"ever": "y"},
    "participation_restriction": {},
    "documents_valid": {"documents": ["national_tax"], "months": "3", "reference": "agreement"},
    "page_limit": {"pages": "15"},
    "declaration": {"declaration": "no_debt_default"},
}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_each_kind_of_condition_is_added_by_form(manager, planned, read, kind):
    answer = manager.submit(f"/staff/rounds/{planned}/rules/new?kind={kind}", **KINDS[kind])

    added = read(planned).eligibility[-1]
    assert answer.status_code == 302
    assert (added["key"], added["kind"]) == ("r1", kind)
    assert manager.get(f"/staff/rounds/{planned}/rules/r1").status_code == 200


def test_a_condition_nobody_can_meet_is_refused_with_the_others(manager, planned, read):
    before = read(planned).eligibility

    answer = manager.submit(
        f"/staff/rounds/{planned}/rules/new?kind=company_age", years="7", operator="ge", reference="announced"
    )

    assert answer.status_code == 422
    assert "다음 조건을 함께 채울 수 있는 신청자가 없습니다" in answer.html.main
    assert read(planned).eligibility == before


def test_conditions_are_edited_moved_and_removed(manager, planned, read):
    base = f"/staff/rounds/{planned}/rules"
    manager.submit(f"{base}/age", years="3")
    version = str(read(planned).version)
    manager.post(f"{base}/age/move", data={"to": "up", "version": version})
    manager.submit(f"{base}/rights/remove")

    rows = read(planned).eligibility
    keys = [row["key"] for row in rows]
    assert next(row["years"] for row in rows if row["key"] == "age") == 3
    assert keys.index("age") == keys.index("unregistered") - 1
    assert "rights" not in keys


def test_an_unknown_kind_or_key_is_not_there(manager, planned):
    base = f"/staff/rounds/{planned}/rules"
    codes = [manager.get(f"{base}/{path}").status_code for path in ("new?kind=x", "new", "nobody", "nobody/remove")]

    assert codes == [404, 302, 404, 404]


@pytest.mark.parametrize("value", ["", "０９", "\U0001f600" * 9, "=1+1", "' OR 1=1 --", "9" * 400])
@pytest.mark.parametrize("name", ["rows", "r0_key", "r0_points", "people", "kind", "step_tenths", "version"])
def test_hostile_input_never_breaks_the_stage(manager, planned, name, value):
    answer = manager.submit(f"/staff/rounds/{planned}/stages/s1", **{name: value})

    assert answer.status_code in (200, 302, 409, 422)


@pytest.mark.parametrize("act", ["", "up-0", "up-99", "down-99", "out-0", "more-1", "０", "9" * 400])
def test_a_button_nobody_offers_saves_or_shows_again(manager, planned, act):
    assert press(manager, f"/staff/rounds/{planned}/stages/s1", act).status_code in (200, 302)


def test_the_call_tells_in_words_what_a_correction_changed(world, manager, anonymous):
    round_id = a_round(world.program_id, questionnaire_version_id=world.version_id, tie_chain=["committee"]).id
    base = f"/staff/rounds/{round_id}"
    reason = {"reason": "빠진 내용을 더합니다."}

    manager.submit(f"{base}/selection", tie2="received_first", **reason)
    manager.submit(f"{base}/rules/new?kind=region", regions=["48"], **reason)
    manager.submit(f"{base}/divisions", r0_label="청년", r0_quota="2", r1_label="기업", r1_quota="1", **reason)

    told = anonymous.get(f"/calls/{round_id}").html.main
    for words in ("먼저 접수한 순", "소재지: 경상남도", "청년 · 2"):
        assert words in told
