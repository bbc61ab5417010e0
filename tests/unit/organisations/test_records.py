from datetime import date

import pytest

from incubator.core.errors import Invalid
from incubator.organisations.rules.records import (
    RecordSubject,
    RestrictionDetails,
    SupportDetails,
    Term,
    accepted_restriction,
    accepted_support,
    accepted_suspension,
    representative_key,
    restricts_on,
)

COMPANY = {"subject": RecordSubject.COMPANY, "brn": "000-81-00125", "company_name": "(주)시험"}
PERSON = {
    "subject": RecordSubject.REPRESENTATIVE,
    "representative_name": "김 하늘",
    "representative_born_on": date(1980, 5, 1),
}
RESTRICTION = {
    "ground": "사업비 목적 외 사용",
    "source": "제1호",
    "starts_on": date(2026, 1, 1),
    "ends_on": date(2026, 12, 31),
}
SUPPORT = {"program": "창업맞춤형사업", "agency": "창업진흥원", "source": "협약서", "starts_on": date(2025, 6, 1)}
YEAR = Term(date(2026, 1, 1), date(2026, 12, 31))


def _problems(accept, details):
    with pytest.raises(Invalid) as refused:
        accept(details)
    return set(refused.value.problems)


def test_a_company_is_kept_by_its_number_and_nothing_of_a_person_stays():
    accepted = accepted_restriction(
        RestrictionDetails(**COMPANY | PERSON | {"subject": RecordSubject.COMPANY} | RESTRICTION)
    )

    assert (accepted.key, accepted.representative_name, accepted.representative_born_on) == ("0008100125", "", None)


def test_a_representative_is_kept_by_name_and_birthday_whatever_the_spaces():
    accepted = accepted_restriction(RestrictionDetails(**PERSON | RESTRICTION))

    assert accepted.key == representative_key("김하늘", date(1980, 5, 1)) == "김하늘|1980-05-01"
    assert accepted.brn == ""


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"ground": " "}, {"ground"}),
        ({"source": ""}, {"source"}),
        ({"brn": "000-81-00124"}, {"brn"}),
        ({"subject": None}, {"subject"}),
        ({"starts_on": None}, {"starts_on"}),
        ({"ends_on": None}, {"ends_on"}),
        ({"ends_on": date(2025, 12, 31)}, {"ends_on"}),
        ({"ends_on": date(9999, 12, 31)}, {"ends_on"}),
        ({"ground": "가" * 301}, {"ground"}),
        (PERSON | {"representative_born_on": None}, {"representative_born_on"}),
        (PERSON | {"representative_name": ""}, {"representative_name"}),
    ],
)
def test_what_is_wrong_with_a_restriction_is_said_at_its_field(changes, fields):
    assert _problems(accepted_restriction, RestrictionDetails(**COMPANY | RESTRICTION | changes)) == fields


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"program": ""}, {"program"}),
        ({"agency": ""}, {"agency"}),
        ({"amount_won": -1}, {"amount_won"}),
        ({"ends_on": date(2025, 5, 31)}, {"ends_on"}),
    ],
)
def test_what_is_wrong_with_support_is_said_at_its_field(changes, fields):
    assert _problems(accepted_support, SupportDetails(**COMPANY | SUPPORT | changes)) == fields


def test_support_may_have_no_last_day_and_no_amount():
    accepted = accepted_support(SupportDetails(**COMPANY | SUPPORT))

    assert (accepted.ends_on, accepted.amount_won) == (None, None)


@pytest.mark.parametrize(
    ("day", "restricts"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2026, 3, 1), False),
        (date(2026, 3, 31), False),
        (date(2026, 4, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_a_restriction_counts_in_its_term_but_not_while_suspended(day, restricts):
    assert restricts_on(YEAR, [Term(date(2026, 3, 1), date(2026, 3, 31))], day) is restricts


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "field"),
    [
        (date(2025, 12, 31), date(2026, 1, 5), "starts_on"),
        (date(2026, 12, 1), date(2027, 1, 1), "starts_on"),
        (date(2026, 5, 2), date(2026, 5, 1), "ends_on"),
        (date(2026, 3, 31), date(2026, 4, 2), "starts_on"),
        (None, date(2026, 4, 2), "starts_on"),
        (date(2026, 4, 2), None, "ends_on"),
    ],
)
def test_a_suspension_lies_in_the_term_and_beside_the_others(starts_on, ends_on, field):
    with pytest.raises(Invalid) as refused:
        accepted_suspension(starts_on, ends_on, term=YEAR, suspensions=[Term(date(2026, 3, 1), date(2026, 3, 31))])

    assert set(refused.value.problems) == {field}
