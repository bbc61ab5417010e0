"""The check list of one application before a person has looked at it: what is asked, and what the system proposes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from incubator.applications.rules.grounds import RowSource
from incubator.applications.rules.intake import STANDING, CheckDraft
from incubator.core.text import Text, text
from incubator.programs.rules.kinds import Outcome
from incubator.questionnaires.rules import Form, Kind, Question, visible

CONDITION, DOCUMENT, STANDING_ROW = "c.", "d.", "s."
"""What the keys of rows begin with, by source."""

LOOK = text("서명·날인, 발급일과 유효 기간, 적힌 이름과 번호를 서류에서 확인해 주세요.")
BY_HAND = text("이 파일 형식은 쪽수를 자동으로 셀 수 없습니다. 열어서 쪽수와 서명을 확인해 주세요.")
UNASKED = text("시스템이 알 수 없는 항목입니다. 서류를 보거나 관계 기관에 조회하여 판단해 주세요.")
FROM_FILES = text("제출한 파일")
FROM_REGISTER = text("센터의 참여제한·지원 이력 기록")
FROM_ACCOUNT = text("제출한 사람의 계정")


def draft_rows(
    *,
    findings: Sequence[Mapping[str, Any]],
    form: Form,
    answers: Mapping[str, Any],
    page_limit: int | None,
    asked: Collection[str],
    is_representative: bool,
    register: Mapping[str, Text] | None = None,
) -> tuple[CheckDraft, ...]:
    """Conditions of the round, documents of the form, and what every round checks, in this order.

    `findings` as the handed-in version stores them, `asked` the kinds and declarations among the round's conditions,
    which make a standing check needless; `register` what the centre's register says, {standing check: reason}.
    """
    return (
        *(_condition(finding) for finding in findings),
        *_documents(form, answers, page_limit),
        *_standing(asked, register or {}, is_representative=is_representative),
    )


def _condition(finding: Mapping[str, Any]) -> CheckDraft:
    return CheckDraft(
        f"{CONDITION}{finding['rule']}",
        RowSource.CONDITION,
        finding["condition"],
        finding["outcome"],
        finding["reason"],
        finding["source"],
    )


def _documents(form: Form, answers: Mapping[str, Any], page_limit: int | None) -> Iterator[CheckDraft]:
    for key, question in form.questions.items():
        if question.kind is not Kind.FILE or visible(form, answers, key) is False:
            continue
        files = answers.get(key) or ()
        if files or question.required:
            yield _document(question, files, page_limit)


def _document(question: Question, files: Sequence[Mapping[str, Any]], page_limit: int | None) -> CheckDraft:
    most = question.accept.max_pages if question.accept else None
    is_plan = most is not None
    most = min(most, page_limit) if most and page_limit else most
    outcome, reason = _pages(files, most) if most and files else (Outcome.UNKNOWN, LOOK)
    if not files:
        outcome, reason = Outcome.FAIL, text("필수 서류인데 제출한 파일이 없습니다.")
    label = text("제출 서류: %(name)s", name=question.label)
    return CheckDraft(
        f"{DOCUMENT}{question.key}",
        RowSource.DOCUMENT,
        label.payload(),
        str(outcome),
        reason.payload(),
        FROM_FILES.payload(),
        is_plan,
    )


def _pages(files: Sequence[Mapping[str, Any]], most: int) -> tuple[Outcome, Text]:
    """Whether the plan keeps to its pages; a file whose pages nobody can count leaves it open."""
    counted = [file.get("pages") for file in files]
    if any(pages is None for pages in counted):
        return Outcome.UNKNOWN, BY_HAND
    total = max(pages for pages in counted if pages is not None)
    words = text("%(pages)s쪽입니다. 제한은 %(most)s쪽입니다.", pages=total, most=most)
    return (Outcome.PASS if total <= most else Outcome.FAIL), words


def _standing(asked: Collection[str], register: Mapping[str, Text], *, is_representative: bool) -> Iterator[CheckDraft]:
    for check in STANDING:
        if check.covered_by & set(asked):
            continue
        outcome, reason, basis = Outcome.UNKNOWN, UNASKED, check.source
        if check.key == "representative_is_applicant" and is_representative:
            outcome, reason = Outcome.PASS, text("기업의 대표자로 등록된 사람이 본인의 계정으로 제출했습니다.")
            basis = FROM_ACCOUNT
        if check.key in register:
            outcome, reason, basis = Outcome.FAIL, register[check.key], FROM_REGISTER
        yield CheckDraft(
            f"{STANDING_ROW}{check.key}",
            RowSource.STANDING,
            check.label.payload(),
            str(outcome),
            reason.payload(),
            basis.payload(),
        )
