"""What other bodies did with an applicant: participation restrictions (참여제한) and support given (지원 이력).

Both are kept by registration number, or by the representative's name and birthday, because a restriction may be of a
company that has never been here, and because a representative carries his into the next company [운영요령 §9].
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from incubator.core.errors import Invalid
from incubator.core.money import MOST_WON
from incubator.core.text import Text, text
from incubator.core.typed import one_spelling, problem_of
from incubator.organisations.rules.details import EARLIEST, Problems
from incubator.organisations.rules.numbers import brn_is_valid, digits_of

LATEST = date(2100, 12, 31)


class RecordSubject(StrEnum):
    COMPANY = "company"
    REPRESENTATIVE = "representative"


LABELS: Mapping[StrEnum, Text] = {
    RecordSubject.COMPANY: text("기업(사업자등록번호)"),
    RecordSubject.REPRESENTATIVE: text("대표자(이름과 생년월일)"),
}
MOST_OF_RECORD = {
    "company_name": 100, "representative_name": 60, "ground": 300, "source": 200, "program": 100, "agency": 100,
    "plan_title": 200,
}  # fmt: skip
"""Characters a text may have."""


@dataclass(frozen=True, kw_only=True)
class Concerned:
    """Whom a record is about.  `brn` for a company; name and birthday for a representative."""

    subject: RecordSubject | None = None
    brn: str = ""
    company_name: str = ""
    representative_name: str = ""
    representative_born_on: date | None = None

    @property
    def key(self) -> str:
        """What an applicant is compared by."""
        if self.subject is RecordSubject.COMPANY or self.representative_born_on is None:
            return company_key(self.brn)
        return representative_key(self.representative_name, self.representative_born_on)


@dataclass(frozen=True, kw_only=True)
class RestrictionDetails(Concerned):
    """`ends_on` is the last day (included); `source` the document the restriction rests on."""

    ground: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class SupportDetails(Concerned):
    """`ends_on` is None while nobody knows the last day; `amount_won` None when it is not known."""

    program: str = ""
    agency: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    amount_won: int | None = None
    plan_title: str = ""
    source: str = ""


Typed = TypeVar("Typed", bound=Concerned)


@dataclass(frozen=True)
class Term:
    """Days, both included."""

    starts_on: date
    ends_on: date

    def covers(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on

    def payload(self) -> dict[str, str]:
        return {"from": self.starts_on.isoformat(), "until": self.ends_on.isoformat()}

    @classmethod
    def from_payload(cls, stored: Mapping[str, str]) -> Term:
        return cls(date.fromisoformat(stored["from"]), date.fromisoformat(stored["until"]))


def company_key(brn: str) -> str:
    return digits_of(brn)


def representative_key(name: str, born_on: date) -> str:
    """One name and birthday, whatever spaces and letter case were typed."""
    plain = "".join(unicodedata.normalize("NFKC", name).split()).casefold()
    return f"{plain}|{born_on.isoformat()}"


def restricts_on(term: Term, suspensions: Iterable[Term], day: date) -> bool:
    """In its term and not suspended (집행정지) that day."""
    return term.covers(day) and not any(one.covers(day) for one in suspensions)


def accepted_restriction(details: RestrictionDetails) -> RestrictionDetails:
    """In one spelling when it may be stored.  Raises Invalid with every problem at its field."""
    tidied = _tidied(details)
    found = _problems(tidied, needed={"ground": text("참여제한의 사유를 적어 주세요."), "source": NO_SOURCE})
    found |= _of_term(tidied.starts_on, tidied.ends_on, open_end=False)
    return _whole(tidied, found)


def accepted_support(details: SupportDetails) -> SupportDetails:
    """In one spelling when it may be stored.  Raises Invalid with every problem at its field."""
    tidied = _tidied(details)
    needed = {
        "program": text("지원사업의 이름을 적어 주세요."),
        "agency": text("지원한 기관을 적어 주세요."),
        "source": NO_SOURCE,
    }
    found = _problems(tidied, needed=needed)
    found |= _of_term(tidied.starts_on, tidied.ends_on, open_end=True)
    if tidied.amount_won is not None and not 0 <= tidied.amount_won <= MOST_WON:
        found["amount_won"] = (text("지원금은 0원 이상의 원 단위 금액으로 적어 주세요."),)
    return _whole(tidied, found)


def accepted_suspension(
    starts_on: date | None, ends_on: date | None, *, term: Term, suspensions: Iterable[Term]
) -> Term:
    """A further suspended period.  Raises Invalid beside the field: crossing days, outside the term, overlapping."""
    found = _of_term(starts_on, ends_on, open_end=False)
    if not found and starts_on and ends_on:
        if starts_on < term.starts_on or ends_on > term.ends_on:
            found["starts_on"] = (text("참여제한 기간 안의 날짜를 적어 주세요."),)
        elif any(one.starts_on <= ends_on and starts_on <= one.ends_on for one in suspensions):
            found["starts_on"] = (text("이미 정지된 기간과 겹칩니다. 겹치지 않는 날짜를 적어 주세요."),)
    if found or starts_on is None or ends_on is None:
        raise Invalid(text("고쳐야 할 칸이 있습니다."), problems=found)
    return Term(starts_on, ends_on)


NO_SOURCE = text("근거 문서를 적어 주세요. 예: 창업진흥원 제2016-123호(2016-04-20)")


def _tidied(details: Typed) -> Typed:
    """One spelling of every text; what does not belong to the subject is left out."""
    texts: dict[str, Any] = {
        field.name: one_spelling(getattr(details, field.name)) for field in fields(details) if field.type == "str"
    }
    is_company = details.subject is RecordSubject.COMPANY
    texts["brn"] = digits_of(texts["brn"]) if is_company else ""
    if is_company:
        texts |= {"representative_name": "", "representative_born_on": None}
    return replace(details, **texts)


def _problems(tidied: Concerned, *, needed: Mapping[str, Text]) -> Problems:
    told: dict[str, Text | None] = {
        key: problem_of(getattr(tidied, key), most=most) for key, most in MOST_OF_RECORD.items() if hasattr(tidied, key)
    }
    is_person = tidied.subject is RecordSubject.REPRESENTATIVE
    told |= {key: words for key, words in needed.items() if not getattr(tidied, key)}
    if tidied.subject is None:
        told["subject"] = text("기업의 기록인지 대표자의 기록인지 골라 주세요.")
    elif is_person and not tidied.representative_name:
        told["representative_name"] = text("대표자의 이름을 적어 주세요.")
    elif not is_person and not brn_is_valid(tidied.brn):
        told["brn"] = text("사업자등록번호 열 자리를 적어 주세요. 끝자리가 맞지 않으면 받지 않습니다.")
    born = tidied.representative_born_on
    if is_person and (born is None or not EARLIEST <= born <= LATEST):
        told["representative_born_on"] = text("대표자의 생년월일을 적어 주세요. 이름만으로는 다른 사람과 섞입니다.")
    return {key: (sentence,) for key, sentence in told.items() if sentence is not None}


def _of_term(starts_on: date | None, ends_on: date | None, *, open_end: bool) -> Problems:
    if starts_on is None or not EARLIEST <= starts_on <= LATEST:
        return {"starts_on": (text("시작일을 적어 주세요. 예: 2016-04-20"),)}
    if ends_on is None:
        return {} if open_end else {"ends_on": (text("종료일을 적어 주세요. 예: 2016-04-20"),)}
    if ends_on > LATEST:
        return {"ends_on": (text("종료일을 다시 확인해 주세요."),)}
    return {"ends_on": (text("종료일이 시작일보다 앞섭니다."),)} if ends_on < starts_on else {}


def _whole(tidied: Typed, found: Problems) -> Typed:
    if found:
        raise Invalid(text("고쳐야 할 칸이 있습니다."), problems=found)
    return tidied
