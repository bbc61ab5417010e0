"""Conflicts of interest found from data (domain.md §2.4, §7-25)."""

from dataclasses import replace
from datetime import date

import pytest

from incubator.reviews.rules.conflict_facts import (
    ApplicationFacts,
    Challenge,
    Dealing,
    Employment,
    Firm,
    Person,
    ReviewerFacts,
)
from incubator.reviews.rules.conflicts import (
    Certainty,
    ConflictKind,
    Ground,
    find_challenged,
    find_conflicts,
    mail_domain,
    same_firm,
    same_person,
)
from tests.unit.reviews.sheets import person

ON = date(2026, 4, 20)
GANA = Firm("(주)가나테크", "124-81-00998", "130111-0006246")
APPLICATION = ApplicationFacts(
    person(1),
    GANA,
    people=(Person("김하나", "hana@gana.co.kr", "010-1234-5678"), Person("이두리", "duri@naver.com")),
    emails=("info@mail.gana.co.kr",),
    address="경상남도 창원시 의창구 창원대로 18, 3층",
    mentors=(Person("박멘토", "mentor@example.org"),),
    investors=(Firm("다라벤처스"),),
    group="두산",
)
REVIEWER = ReviewerFacts(person(2), Person("최평가", "choi@univ.ac.kr", "010-9999-8888"), Firm("마바대학교"))


def _found(reviewer, application=APPLICATION, **more):
    return [(item.kind, item.ground, item.certainty) for item in find_conflicts(application, reviewer, on=ON, **more)]


def _exclusion(ground, certainty):
    return [(ConflictKind.EXCLUSION, ground, certainty)]


def test_nothing_in_common_is_no_conflict():
    assert _found(REVIEWER) == []


def test_blank_facts_match_nothing():
    assert _found(ReviewerFacts(person(2), Person()), ApplicationFacts(person(1), Firm(), people=(Person(),))) == []


@pytest.mark.parametrize(
    ("changed", "ground", "certainty"),
    [
        ({"employer": Firm("전혀 다른 이름", "1248100998")}, Ground.SAME_EMPLOYER, Certainty.CERTAIN),
        ({"employer": Firm("주식회사 가나테크")}, Ground.SAME_EMPLOYER, Certainty.LIKELY),
        ({"employer": Firm("x", corporate_no="1301110006246")}, Ground.SAME_EMPLOYER, Certainty.CERTAIN),
        ({"history": (Employment(GANA, 2015, 2023),)}, Ground.PAST_EMPLOYER, Certainty.CERTAIN),
        ({"history": (Employment(Firm("가나테크"), 2015),)}, Ground.SAME_EMPLOYER, Certainty.LIKELY),
        ({"person": Person("최평가", "choi@gana.co.kr")}, Ground.MAIL_DOMAIN, Certainty.LIKELY),
        ({"address": "경상남도 창원시 의창구 창원대로 18 (3층)"}, Ground.SAME_ADDRESS, Certainty.POSSIBLE),
        ({"dealings": (Dealing(GANA, date(2025, 1, 1)),)}, Ground.MENTORED, Certainty.CERTAIN),
        ({"person": Person("박멘토", "choi@univ.ac.kr")}, Ground.MENTORED, Certainty.POSSIBLE),
        ({"person": Person("", "MENTOR@example.org")}, Ground.MENTORED, Certainty.CERTAIN),
        ({"investments": (GANA,)}, Ground.INVESTED, Certainty.CERTAIN),
        ({"employer": Firm("다라벤처스(주)")}, Ground.INVESTED, Certainty.LIKELY),
        ({"group": "두산"}, Ground.AFFILIATE, Certainty.LIKELY),
        ({"relatives": (Person("김하나"),)}, Ground.RELATIVE, Certainty.POSSIBLE),
        ({"relatives": (Person("하나", phone="01012345678"),)}, Ground.RELATIVE, Certainty.CERTAIN),
        ({"person": Person("이두리", "other@univ.ac.kr")}, Ground.SAME_PERSON, Certainty.POSSIBLE),
        ({"person": Person("", "duri@naver.com")}, Ground.SAME_PERSON, Certainty.CERTAIN),
    ],
)
def test_grounds_of_exclusion(changed, ground, certainty):
    found = _found(replace(REVIEWER, **changed))

    assert set(found) == set(_exclusion(ground, certainty))


@pytest.mark.parametrize(
    "changed",
    [
        {"history": (Employment(GANA, 2015, 2022),)},
        {"dealings": (Dealing(GANA, date(2024, 12, 31)),)},
        {"person": Person("최평가", "choi@naver.com")},
        {"employer": Firm("가나테크", "220-81-62517")},
        {"address": "창원시"},
    ],
)
def test_what_is_no_ground(changed):
    assert _found(replace(REVIEWER, **changed)) == []


def test_the_years_of_employment_are_an_argument():
    reviewer = replace(REVIEWER, history=(Employment(GANA, 2015, 2022),))

    assert _found(reviewer, employment_years=4) == _exclusion(Ground.PAST_EMPLOYER, Certainty.CERTAIN)


def test_a_finding_shows_both_facts():
    reviewer = replace(REVIEWER, history=(Employment(GANA, 2015, 2024),))
    found = find_conflicts(APPLICATION, reviewer, on=ON)[0]

    assert (found.theirs, found.own) == ("(주)가나테크 · 124-81-00998", "(주)가나테크 · 124-81-00998, 2015–2024")
    assert (found.application, found.reviewer) == (person(1), person(2))


def test_his_own_word_is_a_recusal_for_that_application_only():
    reviewer = replace(REVIEWER, declared=((person(1), "대학 동기입니다"), (person(7), "친구")))
    found = find_conflicts(APPLICATION, reviewer, on=ON)

    assert [(item.kind, item.ground, item.own) for item in found] == [
        (ConflictKind.RECUSAL, Ground.DECLARED, "대학 동기입니다")
    ]


@pytest.mark.parametrize(
    ("name", "organisation", "certainty"),
    [
        ("최평가", "마바대학교", Certainty.CERTAIN),
        ("최 평가", "", Certainty.LIKELY),
        ("", "마바대학교", Certainty.LIKELY),
        ("다른이", "마바대학교", Certainty.POSSIBLE),
        ("최평가", "다른 곳", Certainty.POSSIBLE),
    ],
)
def test_a_challenge_names_a_person_or_an_organisation(name, organisation, certainty):
    found = find_challenged([Challenge(person(1), name, organisation)], REVIEWER)

    assert [(item.kind, item.ground, item.certainty) for item in found] == [
        (ConflictKind.CHALLENGE, Ground.CHALLENGED, certainty)
    ]


@pytest.mark.parametrize("challenge", [Challenge(person(1), "아무개"), Challenge(person(1))])
def test_a_challenge_of_somebody_else_is_none(challenge):
    assert find_challenged([challenge], REVIEWER) == ()


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("kim@gana.co.kr", "gana.co.kr"),
        ("KIM@Mail.Gana.co.kr", "gana.co.kr"),
        ("kim@lab.univ.edu", "univ.edu"),
        ("kim@gana.kr", "gana.kr"),
        ("kim@co.kr", ""),
        ("kim", ""),
        ("", ""),
        ("kim@", ""),
        ("kim@localhost", ""),
    ],
)
def test_the_domain_somebody_registered(address, domain):
    assert mail_domain(address) == domain


def test_everybody_under_co_kr_is_no_neighbour():
    reviewer = replace(REVIEWER, person=Person("최평가", "choi@mabi.co.kr"))

    assert _found(reviewer) == []


def test_a_number_outweighs_a_name():
    assert same_firm(GANA, replace(GANA, name="다른 이름")) is Certainty.CERTAIN
    assert same_firm(GANA, Firm("가나테크", "1018100000")) is None
    assert same_person(Person("가"), Person("나")) is None
