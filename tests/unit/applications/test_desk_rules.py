"""Placeholders of messages, names of tags, what a saved view keeps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incubator.applications import rules
from incubator.applications.rules import applying, desk, duplicates, grounds
from incubator.applications.rules.desk import (
    LONGEST_BODY,
    Placeholder,
    checked_body,
    checked_name,
    filled,
    name_key,
    places_of,
    unknown_places,
    view_query,
)
from incubator.core.errors import Invalid

VALUES = {place: f"<{place.name}>" for place in Placeholder}


def test_places_are_filled_in_korean_and_english():
    assert (
        filled("{기업명} 님, { Receipt } 접수번호 {접수번호}", VALUES) == "<COMPANY> 님, <RECEIPT> 접수번호 <RECEIPT>"
    )


@pytest.mark.parametrize("body", ["{{7*7}}", "{}", "{ }", "{1}", "$ {", "{% raw %}", "a } b {"])
def test_what_is_no_name_stays_as_it_is(body):
    assert (unknown_places(body), filled(body, VALUES)) == ((), body)


@pytest.mark.parametrize(("body", "names"), [("{기업이름}께", ("기업이름",)), ("{a} {b} {a}", ("a", "b"))])
def test_an_unknown_place_is_refused_with_those_that_exist(body, names):
    with pytest.raises(Invalid) as refusal:
        checked_body(body)

    assert unknown_places(body) == names
    assert "{접수번호}" in str(refusal.value.how)


def test_a_place_without_a_value_for_this_row_is_refused():
    with pytest.raises(Invalid, match="접수번호"):
        filled("{접수번호}", VALUES | {Placeholder.RECEIPT: ""})


def test_a_company_named_like_a_place_is_not_read_again():
    assert filled("{기업명}", VALUES | {Placeholder.COMPANY: "{접수번호}"}) == "{접수번호}"


@given(st.text(max_size=200))
def test_a_body_without_braces_comes_out_as_it_went_in(body):
    plain = body.replace("{", "").replace("}", "")

    assert (filled(plain, VALUES), places_of(plain)) == (plain, ())


@pytest.mark.parametrize("raw", ["", "  ", "\u200e", "가" * 31, "널\u0007"])
def test_a_name_nobody_can_read_is_refused(raw):
    with pytest.raises(Invalid):
        checked_name(raw, most=30)


def test_two_spellings_of_a_name_are_one():
    assert name_key(" 우선 검토") == name_key("우선검토")
    assert name_key("ＶＩＰ") == name_key("vip")


def test_a_body_has_its_length():
    with pytest.raises(Invalid):
        checked_body("가" * (LONGEST_BODY + 1))


def test_a_view_keeps_known_names_only():
    kept = view_query({"q": ["바다"], "evil": ["1"], "columns": ["receipt", ""], "state": [""], "sort": ["receipt"]})

    assert kept == {"q": "바다", "sort": "receipt", "columns": ["receipt"]}


def test_no_label_hides_another():
    parts = (applying.LABELS, grounds.LABELS, desk.LABELS, duplicates.LABELS)

    assert len(rules.LABELS) == sum(len(part) for part in parts)
