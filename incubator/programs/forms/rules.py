"""What a manager types about one condition: each kind has its own few fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any

from wtforms import BooleanField, SelectField, SelectMultipleField, widgets
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired

from incubator.core.text import Text, text
from incubator.programs.forms.settings import frame_of, whole
from incubator.programs.models import Round
from incubator.programs.rules.conditions_age import Operator
from incubator.programs.rules.conditions_record import MOST_PAGES
from incubator.programs.rules.findings import MOST_YEARS
from incubator.programs.rules.kinds import APPLICANT_LABELS
from incubator.programs.rules.names import DECLARATIONS, DOCUMENTS, INDUSTRIES, REFERENCES, REGIONS
from incubator.programs.rules.references import Reference
from incubator.web.i18n import later, tr

KINDS: Mapping[str, Text] = {
    "applicant_kind": text("신청할 수 있는 대상"),
    "pre_founder_without_registration": text("예비창업자의 사업자등록"),
    "company_age": text("업력"),
    "representative": text("대표자 본인 신청"),
    "representative_age": text("대표자 나이"),
    "region": text("소재지"),
    "allowed_industry": text("지원 업종"),
    "excluded_industry": text("제외 업종"),
    "overlapping_support": text("중복 지원"),
    "participation_restriction": text("참여 제한"),
    "documents_valid": text("서류의 유효 기간"),
    "page_limit": text("사업계획서 쪽수"),
    "one_application_per_round": text("신청 건수"),
    "declaration": text("신청자가 확인할 것"),
}
OPERATORS: Mapping[Operator, Text] = {
    Operator.LT: text("미만"),
    Operator.LE: text("이내(이하)"),
    Operator.GE: text("이상"),
    Operator.GT: text("초과"),
}


def _choices(table: Mapping[Any, Text]) -> list[SelectChoice]:
    return [SelectChoice(str(key), tr(words)) for key, words in table.items()]


def _coded(table: Mapping[str, Text]) -> list[SelectChoice]:
    """Codes with their words, as people look them up."""
    return [SelectChoice(key, f"{key} {tr(words)}") for key, words in sorted(table.items())]


def _several(label: Text, choices: Iterable[SelectChoice]) -> Any:
    return SelectMultipleField(
        later(label),
        choices=list(choices),
        validators=[DataRequired(tr(text("하나 이상 골라 주세요.")))],
        option_widget=widgets.CheckboxInput(),
    )


def _age() -> dict[str, Any]:
    return {
        "years": whole(text("햇수(나이)"), 1, MOST_YEARS),
        "operator": SelectField(later(text("조건")), choices=_choices(OPERATORS)),
        "reference": _reference(),
    }


def _reference() -> Any:
    return SelectField(later(text("기준일")), choices=_choices(REFERENCES))


FIELDS: Mapping[str, Callable[[], dict[str, Any]]] = {
    "applicant_kind": lambda: {"kinds": _several(text("대상"), _choices(APPLICANT_LABELS))},
    "company_age": lambda: {
        **_age(),
        "may_be_younger": BooleanField(later(text("기준일 뒤에 시작한 기업도 받습니다"))),
    },
    "representative_age": _age,
    "region": lambda: {"regions": _several(text("시·군"), _choices(REGIONS))},
    "allowed_industry": lambda: {"industries": _several(text("업종(KSIC)"), _coded(INDUSTRIES))},
    "excluded_industry": lambda: {"industries": _several(text("업종(KSIC)"), _coded(INDUSTRIES))},
    "overlapping_support": lambda: {
        "ever": BooleanField(later(text("끝난 지원도 따집니다(한 번도 받지 않았어야 함)")))
    },
    "documents_valid": lambda: {
        "documents": _several(text("서류"), _choices(DOCUMENTS)),
        "months": whole(text("발급한 지 몇 개월 안"), 1, 120, needed=False),
        "reference": _reference(),
    },
    "page_limit": lambda: {"pages": whole(text("쪽수"), 1, MOST_PAGES)},
    "declaration": lambda: {"declaration": SelectField(later(text("확인할 내용")), choices=_choices(DECLARATIONS))},
}
"""Kinds that are not here have nothing to set."""


def rule_form(found: Round, kind: str, row: Mapping[str, Any]) -> Any:
    """The form of one condition, starting from what is stored of it."""
    frame = frame_of(found)
    fields = FIELDS[kind]() if kind in FIELDS else {}
    shape = type("RuleForm", (frame,), fields)
    usual = {"reference": str(Reference.APPLIED if kind == "documents_valid" else Reference.ANNOUNCED)}
    return shape(data={**usual, **row, "version": str(found.version)})


def row_of(form: Any, kind: str, key: str) -> dict[str, Any]:
    """The stored row of what was typed; an empty number is left out."""
    names = FIELDS[kind]() if kind in FIELDS else {}
    values = {name: form[name].data for name in names}
    plain = {name: str(value) if isinstance(value, StrEnum) else value for name, value in values.items()}
    return {"key": key, "kind": kind, **{name: value for name, value in plain.items() if value is not None}}
