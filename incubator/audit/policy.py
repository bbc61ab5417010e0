"""Who may read the trail."""

from __future__ import annotations

from incubator.accounts.actor import Actor
from incubator.accounts.roles import Role
from incubator.core.decisions import ALLOW, Decision, deny
from incubator.core.text import text

READERS = (Role.AUDITOR, Role.HEAD, Role.ADMIN, Role.PRIVACY_OFFICER)


def may_read_trail(actor: Actor) -> Decision:
    if any(actor.has(role) for role in READERS):
        return ALLOW
    return deny(text("감사, 결재자, 개인정보 보호책임자와 시스템 관리자만 볼 수 있는 화면입니다."))
