from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from incubator.core.errors import Invalid, RuleBroken
from incubator.organisations import rules
from incubator.organisations.rules import Details, OrganisationKind, WalletKind

TODAY = date(2026, 3, 2)
CORPORATION = Details(
    name="주식회사 한빛정밀",
    brn="000-81-00125",
    corporate_no="130111-0006246",
    representative_name="김하늘",
    opened_on=date(2015, 3, 2),
    incorporated_on=date(2015, 2, 27),
    ksic="29294",
    postcode="51395",
    address="경상남도 창원시 의창구 창원대로 18번길 46",
    region="48120",
    phone="055-123-4567",
    email="hanbit@example.kr",
    homepage="https://example.kr",
    branch_id=uuid4(),
)


def problems(kind=OrganisationKind.CORPORATION, **changes):
    details = rules.tidy(kind, replace(CORPORATION, **changes))
    return rules.problems_of(kind, details, today=TODAY)


@pytest.mark.parametrize(
    ("number", "is_valid"),
    [
        ("124-81-00998", True),
        ("000-81-00125", True),
        ("000-86-00455", True),
        ("124-81-00997", False),
        ("1248100998", True),
        ("１２４－８１－００９９８", True),
        (" 124 81 00998 ", True),
        ("124–81–00998", True),
        ("124-81-0099", False),
        ("124-81-009988", False),
        ("12481OO998", False),
        ("١٢٤٨١٠٠٩٩٨", False),
        ("①②④⑧①00998", True),
        ("", False),
    ],
)
def test_brn(number, is_valid):
    assert rules.brn_is_valid(number) is is_valid


def test_every_single_wrong_digit_of_a_brn_is_seen():
    right = "0008100125"
    wrong = [right[:i] + d + right[i + 1 :] for i in range(10) for d in "0123456789" if d != right[i]]

    assert [number for number in wrong if rules.brn_is_valid(number) and number[8] == right[8]] == []


def test_corporate_number():
    assert rules.corporate_no_is_valid("130111-0006246")
    assert not rules.corporate_no_is_valid("130111-0006247")
    assert not rules.corporate_no_is_valid("130111-000624")


def test_numbers_are_shown_with_hyphens():
    assert rules.format_brn("0008100125") == "000-81-00125"
    assert rules.format_brn(None) == ""
    assert rules.format_corporate_no("1301110006246") == "130111-0006246"


@pytest.mark.parametrize(
    "name",
    [
        "㈜ 한빛 정밀",
        "주식회사 한빛정밀",
        "한빛정밀(주)",
        "한빛정밀 주식회사",
        "( 주 )한빛정밀",
        "한빛-정밀 ㈜",
        "(주) 한빛정밀.",
    ],
)
def test_spellings_of_one_name_share_a_key(name):
    assert rules.company_name_key(name) == "한빛정밀"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("유한양행", "유한양행"),
        ("(유)유한", "유한"),
        ("유한회사 바다", "바다"),
        ("농업회사법인 주식회사 들녘", "들녘"),
        ("ＡＢＣ Co., Ltd.", "abc"),
        ("Abc Inc", "abc"),
        ("A&B", "a&b"),
        ("주식회사", "주식회사"),
        ("(주)", "주"),
        ("...", "..."),
        ("𠮷野家", "𠮷野家"),
        ("😀", "😀"),
    ],
)
def test_name_key(name, key):
    assert rules.company_name_key(name) == key


def test_name_key_ignores_how_hangul_is_composed():
    assert rules.company_name_key("한빛") == rules.company_name_key("한빛") == "한빛"


def test_search_key_ignores_hyphens_and_spaces():
    assert rules.search_key("000-81-00125") == "0008100125"
    assert rules.search_key("2016-IGEN-03-0042") == "2016igen030042"
    assert rules.search_key(" (주) 한빛 ") == "한빛"


def test_kind_is_derived_from_the_registration():
    assert rules.derived_kind(brn=None, incorporated_on=None, corporate_no=None) is OrganisationKind.PRE_FOUNDER
    assert rules.derived_kind(brn="1", incorporated_on=None, corporate_no=None) is OrganisationKind.SOLE_TRADER
    assert rules.derived_kind(brn="1", incorporated_on=TODAY, corporate_no=None) is OrganisationKind.CORPORATION


def test_company_starts_on_its_incorporation_or_opening():
    opened, incorporated = date(2015, 3, 2), date(2015, 2, 27)
    starts = {
        kind: rules.company_start_on(kind, opened_on=opened, incorporated_on=incorporated) for kind in OrganisationKind
    }

    assert starts == {
        OrganisationKind.PRE_FOUNDER: None,
        OrganisationKind.SOLE_TRADER: opened,
        OrganisationKind.CORPORATION: incorporated,
    }


def test_whole_corporation_has_no_problem_and_no_warning():
    tidied = rules.tidy(OrganisationKind.CORPORATION, CORPORATION)

    assert problems() == {}
    assert rules.warnings_of(OrganisationKind.CORPORATION, tidied) == ()
    assert (tidied.brn, tidied.corporate_no, tidied.phone) == ("0008100125", "1301110006246", "0551234567")


@pytest.mark.parametrize(
    ("field", "value", "word"),
    [
        ("name", "", "사업자등록증에 적힌"),
        ("name", "가" * 101, "100자까지"),
        ("name", "가\x00나", "제어 문자"),
        ("name", "900517-1234567", "주민등록번호"),
        ("representative_name", "", "대표자 이름"),
        ("representative_name", "가" * 61, "60자까지"),
        ("brn", "", "10자리"),
        ("brn", "000-81-0012", "10자리"),
        ("brn", "000-81-00126", "검증 숫자"),
        ("corporate_no", "13011", "13자리"),
        ("incorporated_on", None, "법인설립등기일"),
        ("incorporated_on", date(2026, 3, 3), "예비창업자"),
        ("incorporated_on", date(1899, 12, 31), "1900년"),
        ("opened_on", date(1899, 12, 31), "1900년"),
        ("representative_born_on", date(2026, 3, 3), "오늘"),
        ("ksic", "2", "2~5자리"),
        ("ksic", "292941", "2~5자리"),
        ("ksic", "2929가", "2~5자리"),
        ("ksic", "04123", "04으로 시작하는 업종이 없습니다"),
        ("postcode", "513951", "5자리"),
        ("address", "", "주소"),
        ("region", "", "시·군"),
        ("region", "99999", "목록"),
        ("phone", "123", "지역번호"),
        ("email", "가나다", "전자우편"),
        ("email", "a@b", "전자우편"),
        ("email", "a" * 255 + "@example.kr", "254자까지"),
        ("homepage", "javascript:alert(1)", "https://"),
        ("homepage", "https://user:pw@example.kr", "https://"),
        ("homepage", "ftp://example.kr", "https://"),
        ("branch_id", None, "센터"),
    ],
)
def test_problem_is_told_at_its_field(field, value, word):
    found = problems(**{field: value})

    assert list(found) == [field]
    assert word in str(found[field][0])


def test_pre_founder_needs_no_registration_and_keeps_none():
    kind = OrganisationKind.PRE_FOUNDER
    tidied = rules.tidy(kind, CORPORATION)

    assert (tidied.brn, tidied.corporate_no, tidied.opened_on, tidied.incorporated_on) == ("", "", None, None)
    assert tidied.ksic == "29294"  # the industry it prepares for: conditions of calls ask for it
    assert rules.problems_of(kind, replace(tidied, address=""), today=TODAY) == {}


def test_sole_trader_has_an_opening_day_only():
    kind = OrganisationKind.SOLE_TRADER

    assert rules.tidy(kind, CORPORATION).incorporated_on is None
    assert list(problems(kind, opened_on=None)) == ["opened_on"]


def test_what_looks_wrong_is_said_but_stored():
    details = rules.tidy(
        OrganisationKind.CORPORATION,
        replace(CORPORATION, brn="000-01-00123", corporate_no="130111-0006247", opened_on=date(2015, 1, 1)),
    )

    warnings = [str(item) for item in rules.warnings_of(OrganisationKind.CORPORATION, details)]

    assert len(warnings) == 3
    assert "2015. 1. 1.(목)" in warnings[1]


def test_accepted_refuses_with_every_problem():
    with pytest.raises(Invalid) as refused:
        rules.accepted(OrganisationKind.CORPORATION, Details(name=""), today=TODAY)

    assert set(refused.value.problems) == {
        "name",
        "brn",
        "representative_name",
        "incorporated_on",
        "region",
        "address",
        "branch_id",
    }


def test_regions_hold_all_of_gyeongnam():
    gyeongnam = [region for region in rules.REGIONS.values() if region.is_in_gyeongnam]

    assert len(gyeongnam) == 18
    assert str(rules.region_name("48170")) == "경상남도 진주시"
    assert str(rules.region_name("26")) == "부산광역시"
    assert str(rules.region_name("")) == ""
    assert rules.is_in_gyeongnam("48890")
    assert not rules.is_in_gyeongnam("26")


@pytest.mark.parametrize(
    ("kind", "length", "expires"),
    [
        (WalletKind.NATIONAL_TAX, 30, date(2026, 3, 2)),
        (WalletKind.CORPORATE_REGISTER, 3, date(2026, 4, 30)),
        (WalletKind.INSURANCE_ROLL, 1, date(2026, 2, 28)),
        (WalletKind.BUSINESS_REGISTRATION, 30, None),
        (WalletKind.NATIONAL_TAX, None, None),
    ],
)
def test_certificate_expires_after_its_policy_number(kind, length, expires):
    assert rules.default_expiry(kind, date(2026, 1, 31), length) == expires


def test_certificate_counts_on_its_last_day():
    span = {"issued_on": date(2026, 2, 1), "expires_on": date(2026, 3, 2)}

    assert [rules.counts_on(day, **span) for day in (date(2026, 1, 31), date(2026, 2, 1), TODAY, date(2026, 3, 3))] == [
        False, True, True, False,
    ]  # fmt: skip
    assert rules.counts_on(date(2099, 1, 1), issued_on=TODAY, expires_on=None)


@pytest.mark.parametrize(
    ("issued_on", "expires_on", "field"),
    [
        (None, None, "issued_on"),
        (date(2026, 3, 3), None, "issued_on"),
        (date(1899, 1, 1), None, "issued_on"),
        (TODAY, date(2026, 3, 1), "expires_on"),
    ],
)
def test_wrong_dates_of_a_certificate(issued_on, expires_on, field):
    found = rules.wallet_problems(issued_on=issued_on, expires_on=expires_on, today=TODAY, earliest=rules.EARLIEST)

    assert list(found) == [field]


def test_only_owner_stays():
    one, other = uuid4(), uuid4()

    rules.keep_an_owner([one, other], without=one)
    rules.keep_an_owner([one], without=other)
    with pytest.raises(RuleBroken, match="한 명뿐"):
        rules.keep_an_owner([one], without=one)
