from datetime import date
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incubator.core.errors import Invalid
from incubator.core.ids import new_id
from incubator.reviews.rules.conflict_facts import (
    ApplicationFacts,
    Dealing,
    Employment,
    Firm,
    Person,
    ReviewerFacts,
)
from incubator.reviews.rules.conflict_keys import find_among
from incubator.reviews.rules.conflicts import find_conflicts
from incubator.reviews.rules.pool import (
    LABELS,
    LeftOut,
    RelationKind,
    Standing,
    left_out,
    read_away,
    read_employments,
    read_relations,
    write_lines,
)
from incubator.reviews.rules.quorum import quorum_of

DAY = date(2026, 3, 2)
FREE = {
    "is_active": True, "has_role": True, "is_staff": False, "on_panel": False, "fields": ("mechatronics",), "away": (),
    "served": 0, "cap": 3, "is_conflicted": False,
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, None),
        ({"is_active": False}, LeftOut.PAUSED),
        ({"has_role": False}, LeftOut.NO_ROLE),
        ({"is_staff": True}, LeftOut.OWN_STAFF),
        ({"on_panel": True}, LeftOut.ON_PANEL),
        ({"fields": ("anti_aging",)}, LeftOut.OTHER_FIELD),
        ({"fields": ("common",)}, None),
        ({"away": ({"since": "2026-03-01", "until": "2026-03-02"},)}, LeftOut.AWAY),
        ({"away": ({"since": "2026-03-03", "until": "2026-03-09"},)}, None),
        ({"served": 3}, LeftOut.YEARLY_CAP),
        ({"served": 2}, None),
        ({"is_conflicted": True}, LeftOut.CONFLICTED),
    ],
)
def test_why_somebody_is_no_candidate(changes, why):
    assert left_out(Standing(**(FREE | changes)), field="mechatronics", day=DAY) is why


def test_every_reason_has_words():
    assert {*LeftOut, *RelationKind} <= set(LABELS)


@given(st.integers(1, 30), st.integers(1, 3))
def test_a_quorum_is_the_share_rounded_up(seats, of_three):
    assert quorum_of(seats, of_three) == ceil(Fraction(seats * of_three, 3))


NAMES = ("(주)가나", "주식회사 가나", "다라", "마바 연구소")
PEOPLE = ("김하늘", "이바다", "박산")
MAILS = ("a@gana.co.kr", "b@mail.gana.co.kr", "c@naver.com", "")
firms = st.builds(Firm, st.sampled_from(("", *NAMES)), st.sampled_from(("", "1234567891", "123-45-67891")))
persons = st.builds(
    Person,
    st.sampled_from(("", *PEOPLE)),
    st.sampled_from(MAILS),
    st.sampled_from(("", "010-1111-2222", "01011112222")),
)
addresses = st.sampled_from(("", "창원시 의창구 창원대로 1", "창원시의창구창원대로1", "부산시 해운대구 해변로 2"))
groups = st.sampled_from(("", "두산", "두 산"))
applications = st.builds(
    ApplicationFacts, st.builds(new_id), firms, st.lists(persons, max_size=2).map(tuple),
    st.lists(st.sampled_from(MAILS), max_size=2).map(tuple), addresses, st.lists(persons, max_size=1).map(tuple),
    st.lists(firms, max_size=1).map(tuple), groups,
)  # fmt: skip
reviewers = st.builds(
    ReviewerFacts, st.builds(new_id), persons, firms, addresses,
    st.lists(st.builds(Employment, firms, st.just(2015), st.sampled_from((None, 2020, 2025))), max_size=2).map(tuple),
    st.lists(st.builds(Dealing, firms, st.just(date(2025, 6, 1))), max_size=1).map(tuple),
    st.lists(persons, max_size=1).map(tuple), st.lists(firms, max_size=1).map(tuple), groups,
)  # fmt: skip


@given(st.lists(applications, max_size=4), st.lists(reviewers, max_size=3))
def test_the_search_by_keys_finds_what_comparing_every_pair_finds(some_applications, some_reviewers):
    every_pair = {
        finding
        for one in some_applications
        for other in some_reviewers
        for finding in find_conflicts(one, other, on=DAY)
    }

    assert set(find_among(some_applications, some_reviewers, on=DAY)) == every_pair


def test_lines_are_read_and_written_back():
    employments = read_employments("(주)가나 / 1208800767 / 2015-03-02 / 2020. 4. 1.\n\n다라\t\t20210101")
    relations = read_relations("친족 / 김하늘\n자문 / (주)가나 / / 2025-01-02 / 2025-03-04")

    assert employments == [
        {"name": "(주)가나", "brn": "1208800767", "since": "2015-03-02", "until": "2020-04-01"},
        {"name": "다라", "brn": "", "since": "2021-01-01", "until": None},
    ]
    assert [row["kind"] for row in relations] == ["family", "consulted"]
    assert read_relations(write_lines(relations, ("kind", "name", "brn", "since", "until"))) == relations
    assert read_away("2026-05-01") == [{"since": "2026-05-01", "until": "2026-05-01"}]


@pytest.mark.parametrize(
    ("read", "raw"),
    [
        (read_employments, "가 / 123"),
        (read_employments, "가 / / 어제"),
        (read_employments, "/ 1208800767"),
        (read_employments, "가 / / 2020-01-01 / 2019-01-01"),
        (read_employments, "가 / / / / 다섯째"),
        (read_relations, "이웃 / 가"),
        (read_relations, "투자 /"),
        (read_away, "/ 2026-01-01"),
        (read_away, "\n".join(["2026-01-01"] * 61)),
    ],
)
def test_a_line_nobody_can_read_is_named(read, raw):
    with pytest.raises(Invalid):
        read(raw)
