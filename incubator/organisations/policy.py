"""Who may do what with a company."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from incubator.accounts.actor import Actor
from incubator.accounts.roles import Role
from incubator.accounts.rules import email_key
from incubator.core.decisions import ALLOW, Decision, deny
from incubator.core.masking import mask_email
from incubator.core.text import text
from incubator.organisations.models import Invitation, Organisation
from incubator.organisations.workflow import InvitationStep, OrganisationState, OrganisationStep, RecordStep

READING_ROLES = (Role.MANAGER, Role.HEAD, Role.AUDITOR)
CLOSED = text("닫힌 기업은 고칠 수 없습니다. 다시 쓰시려면 센터 담당자에게 알려 주세요.")


def _works_at_its_branch(actor: Actor, organisation: Organisation, *roles: Role) -> bool:
    """Staff of the whole centre or of the company's branch; a grant for one program is enough to look a company up."""
    return any(grant.role in roles and grant.branch_id in (None, organisation.branch_id) for grant in actor.grants)


def may_view(actor: Actor, organisation: Organisation) -> Decision:
    """Its members."""
    return ALLOW if actor.is_member_of(organisation.id) else deny(text("이 기업의 구성원만 볼 수 있습니다."))


def may_view_as_staff(actor: Actor, organisation: Organisation) -> Decision:
    if _works_at_its_branch(actor, organisation, *READING_ROLES):
        return ALLOW
    return deny(text("이 기업을 볼 수 있는 담당자가 아닙니다."))


def may_reveal(actor: Actor, organisation: Organisation) -> Decision:
    """Unmasked personal fields: those who work with the company, not those who audit."""
    if _works_at_its_branch(actor, organisation, Role.MANAGER, Role.HEAD):
        return ALLOW
    return deny(text("가린 개인정보를 볼 수 있는 담당자가 아닙니다."))


def may_edit(actor: Actor, organisation: Organisation) -> Decision:
    """An owner or an editor, while the entry is open."""
    if not actor.may_edit_for(organisation.id):
        return deny(text("기업 관리자나 작성자만 고칠 수 있습니다. 기업 관리자에게 역할을 바꿔 달라고 해 주세요."))
    return deny(CLOSED) if organisation.state is OrganisationState.CLOSED else ALLOW


def may_manage_members(actor: Actor, organisation: Organisation) -> Decision:
    if not actor.is_owner_of(organisation.id):
        return deny(text("기업 관리자만 구성원을 초대하거나 바꿀 수 있습니다."))
    return deny(CLOSED) if organisation.state is OrganisationState.CLOSED else ALLOW


may_name_representative = may_manage_members


def may_leave(actor: Actor, organisation: Organisation) -> Decision:
    return may_view(actor, organisation)


def may_verify(actor: Actor, organisation: Organisation) -> Decision:
    if _works_at_its_branch(actor, organisation, Role.MANAGER, Role.HEAD):
        return ALLOW
    return deny(text("센터의 사업 담당자나 결재자만 할 수 있습니다."))


def may_close(actor: Actor, organisation: Organisation) -> Decision:
    """Its owner, or the staff who verify it."""
    if actor.is_owner_of(organisation.id):
        return ALLOW
    return may_verify(actor, organisation)


def represents(actor: Actor, organisation: Organisation) -> bool:
    """The declared representative, while a member who may write (domain.md §1.1: 대표자 ≠ 신청자)."""
    return organisation.representative_user_id == actor.user_id and actor.may_edit_for(organisation.id)


def may_accept(actor: Actor, invitation: Invitation) -> Decision:
    """The person whose own address was invited, nobody else (quality.md AU-17)."""
    if email_key(actor.email) == invitation.email_key:
        return ALLOW
    return deny(
        text(
            "이 초대는 %(invited)s 주소로 보낸 것입니다. 지금은 %(own)s 주소로 로그인하셨습니다. 초대받은 주소의 계정으로 "
            "로그인하시거나, 기업 관리자에게 지금 주소로 다시 초대해 달라고 해 주세요.",
            invited=mask_email(invitation.email),
            own=actor.email,
        )
    )


PARTNER_READERS = (*READING_ROLES, Role.ADMIN)


def may_read_partners(actor: Actor) -> Decision:
    if any(actor.has(role) for role in PARTNER_READERS):
        return ALLOW
    return deny(text("사업을 다루는 센터 직원만 볼 수 있는 화면입니다."))


def may_edit_partners(actor: Actor) -> Decision:
    """Whoever builds programs with them, and the administrator."""
    if actor.has(Role.MANAGER) or actor.has(Role.ADMIN):
        return ALLOW
    return deny(text("사업 담당자와 시스템 관리자만 협력기관을 고칠 수 있습니다."))


REGISTER_READERS = (*READING_ROLES, Role.ADMIN)


def may_read_register(actor: Actor) -> Decision:
    """Restrictions and support of all applicants: staff who judge or audit, never a company."""
    if any(actor.has(role) for role in REGISTER_READERS):
        return ALLOW
    return deny(text("참여제한과 지원 이력은 센터 직원만 볼 수 있습니다."))


def may_keep_register(actor: Actor) -> Decision:
    """Who meets the documents: program managers and the administrator."""
    if actor.has(Role.MANAGER) or actor.has(Role.ADMIN):
        return ALLOW
    return deny(text("사업 담당자와 시스템 관리자만 참여제한과 지원 이력을 기록할 수 있습니다."))


MAY: Mapping[StrEnum, Callable[..., Decision]] = {
    OrganisationStep.VERIFY: may_verify,
    OrganisationStep.REOPEN: may_verify,
    OrganisationStep.CLOSE: may_close,
    InvitationStep.ACCEPT: may_accept,
    InvitationStep.WITHDRAW: may_manage_members,
    RecordStep.REMOVE: may_keep_register,
}
