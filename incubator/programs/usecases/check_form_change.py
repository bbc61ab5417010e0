"""Whether a public call may go over to another form."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.programs.models import Round
from incubator.questionnaires.models import QuestionnaireVersion
from incubator.questionnaires.queries import get_version
from incubator.questionnaires.workflow import VersionState


def check_form_change(session: Session, public: Round, version_id: UUID, row: dict[str, Any]) -> None:
    """A newer published version of the same form, while nobody has handed in; drafts can then be taken over to it.

    In `row` of the notice both forms get their names.  Raises RuleBroken.
    """
    if public.receipt_serial:
        raise RuleBroken(
            text("이미 접수한 신청이 있어 신청서 양식을 바꿀 수 없습니다."),
            how=text("꼭 바꿔야 하면 이 공고를 취소하고 다시 공고해 주세요."),
        )
    new = get_version(session, version_id)
    old = get_version(session, public.questionnaire_version_id) if public.questionnaire_version_id else None
    is_next = old is not None and new.questionnaire_id == old.questionnaire_id and new.number > old.number
    if not is_next or new.state is not VersionState.PUBLISHED:
        raise RuleBroken(
            text("게시한 공고는 같은 양식의 새로 게시된 판으로만 바꿀 수 있습니다."),
            how=text("양식에서 새 판을 만들어 게시한 뒤 골라 주세요. 작성 중인 답을 그대로 옮길 수 있어야 합니다."),
        )
    row["before"], row["after"] = name_of(old), name_of(new)


def name_of(version: QuestionnaireVersion | None) -> str:
    """`창업 사업계획 신청서 (2)`, as the call and its approval name a form."""
    return "" if version is None else f"{version.questionnaire.title} ({version.number})"
