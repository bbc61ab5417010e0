"""Who may give and take roles, and end other people's sessions.  Looks at its arguments only."""

from __future__ import annotations

from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.accounts.roles import ORGANISATION_ROLES, Role
from incubator.accounts.workflow import UserStep
from incubator.core.decisions import ALLOW, Decision, deny
from incubator.core.text import text


def may_grant_role(actor: Actor, *, user_id: UUID, role: Role, organisation_id: UUID | None) -> Decision:
    """Company roles: an owner of that company.  All others: the administrator, never to himself."""
    if role in ORGANISATION_ROLES:
        if organisation_id and actor.is_owner_of(organisation_id):
            return ALLOW
        return deny(text("이 기업의 관리자만 구성원의 역할을 정할 수 있습니다."))
    if user_id == actor.user_id:
        return deny(text("자기 자신에게는 역할을 줄 수 없습니다. 다른 관리자에게 요청해 주세요."))
    return _administrator(actor)


def may_revoke_role(actor: Actor, *, user_id: UUID, role: Role, organisation_id: UUID | None) -> Decision:
    """As for granting; in addition a member may leave a company by himself."""
    if role in ORGANISATION_ROLES:
        if user_id == actor.user_id or (organisation_id and actor.is_owner_of(organisation_id)):
            return ALLOW
        return deny(text("이 기업의 관리자만 구성원의 역할을 거둘 수 있습니다."))
    return _administrator(actor)


def may_suspend_user(actor: Actor, *, user_id: UUID) -> Decision:
    if user_id == actor.user_id:
        return deny(text("자기 계정은 정지할 수 없습니다."))
    return _administrator(actor)


def may_restore_user(actor: Actor, *, user_id: UUID) -> Decision:
    return may_suspend_user(actor, user_id=user_id)


def may_close_user(actor: Actor, *, user_id: UUID) -> Decision:
    """Only the person."""
    return ALLOW if user_id == actor.user_id else deny(text("계정은 본인만 닫을 수 있습니다."))


MAY = {
    UserStep.SUSPEND: may_suspend_user,
    UserStep.RESTORE: may_restore_user,
    UserStep.CLOSE: may_close_user,
}


READERS_OF_PEOPLE = (Role.ADMIN, Role.AUDITOR, Role.PRIVACY_OFFICER)


def may_read_people(actor: Actor) -> Decision:
    """Accounts, roles and their log: who runs the house, and who reviews its rights (안전성 확보조치 기준 제5조)."""
    if any(actor.has(role) for role in READERS_OF_PEOPLE):
        return ALLOW
    return deny(text("시스템 관리자, 감사와 개인정보 보호책임자만 볼 수 있는 화면입니다."))


def may_reveal_person(actor: Actor) -> Decision:
    if actor.has(Role.ADMIN) or actor.has(Role.PRIVACY_OFFICER):
        return ALLOW
    return deny(text("가린 개인정보를 볼 수 있는 담당자가 아닙니다."))


def may_invite_user(actor: Actor) -> Decision:
    return _administrator(actor)


def may_send_password_link(actor: Actor) -> Decision:
    """To start a reset, never to choose a password (quality.md AU-16)."""
    return _administrator(actor)


def may_edit_branches(actor: Actor) -> Decision:
    return _administrator(actor)


def may_publish_consent_texts(actor: Actor) -> Decision:
    """Who answers for personal data, and the administrator."""
    if actor.has(Role.PRIVACY_OFFICER):
        return ALLOW
    return _administrator(actor)


def may_end_sessions_of(actor: Actor, *, user_id: UUID) -> Decision:
    return ALLOW if user_id == actor.user_id else _administrator(actor)


def _administrator(actor: Actor) -> Decision:
    return ALLOW if actor.has(Role.ADMIN) else deny(text("시스템 관리자만 할 수 있는 일입니다."))
