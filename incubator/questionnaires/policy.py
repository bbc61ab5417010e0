"""Who may do what to questionnaires and answers.  The slice that owns an answer set asks its own policy first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.accounts.roles import Role
from incubator.core.decisions import ALLOW, Decision, deny
from incubator.core.text import text
from incubator.documents.models import StoredFile
from incubator.questionnaires.models import AnswerSet, QuestionnaireVersion
from incubator.questionnaires.workflow import VersionStep


def may_write_forms(actor: Actor) -> Decision:
    """Programme managers and administrators make forms."""
    if actor.has(Role.MANAGER) or actor.has(Role.ADMIN):
        return ALLOW
    return deny(text("양식은 사업 담당자와 관리자만 만들고 바꿀 수 있습니다."))


def may_read_forms(actor: Actor) -> Decision:
    """Everybody of the centre's staff: forms hold nothing personal."""
    return ALLOW if actor.is_staff else deny(text("센터 직원만 볼 수 있는 화면입니다."))


def may_publish(actor: Actor, _version: QuestionnaireVersion) -> Decision:
    return may_write_forms(actor)


def may_retire(actor: Actor, _version: QuestionnaireVersion) -> Decision:
    return may_write_forms(actor)


def may_discard(actor: Actor, _version: QuestionnaireVersion) -> Decision:
    return may_write_forms(actor)


def may_open_answers(actor: Actor, organisation_id: UUID | None) -> Decision:
    """For an organisation one must be able to write for it; without one everybody writes for himself."""
    if organisation_id is None or actor.may_edit_for(organisation_id):
        return ALLOW
    return deny(text("이 기업의 소유자나 편집자만 작성할 수 있습니다."))


def is_known_to(actor: Actor, answers: AnswerSet) -> bool:
    """Whether the person may learn that these answers exist."""
    if answers.organisation_id is not None:
        return actor.is_member_of(answers.organisation_id) or actor.is_staff
    return answers.opened_by == actor.user_id or actor.is_staff


def may_write_answers(actor: Actor, answers: AnswerSet) -> Decision:
    """Owners and editors of the organisation, or the one person it belongs to.  Staff never write for an applicant."""
    if answers.organisation_id is None:
        own = answers.opened_by == actor.user_id
        return ALLOW if own else deny(text("작성하신 분만 고칠 수 있습니다."))
    return may_open_answers(actor, answers.organisation_id)


def may_attach(actor: Actor, file: StoredFile, *, in_wallet: bool) -> Decision:
    """One's own upload, or a certificate from the organisation's wallet."""
    if file.uploaded_by == actor.user_id or in_wallet:
        return ALLOW
    return deny(text("직접 올린 파일이나 기업 서류함의 파일만 붙일 수 있습니다."))


MAY: Mapping[VersionStep, Callable[[Actor, QuestionnaireVersion], Decision]] = {
    VersionStep.PUBLISH: may_publish,
    VersionStep.RETIRE: may_retire,
    VersionStep.DISCARD: may_discard,
}
