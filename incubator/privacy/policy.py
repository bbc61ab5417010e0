"""Who may read the record of access to personal data."""

from __future__ import annotations

from incubator.accounts.actor import Actor
from incubator.accounts.roles import Role
from incubator.core.decisions import ALLOW, Decision, deny
from incubator.core.text import text


def may_read_access_log(actor: Actor) -> Decision:
    """Somebody else than the operator reviews it (안전성 확보조치 기준 제8조 제2항): not the administrator."""
    if actor.has(Role.PRIVACY_OFFICER) or actor.has(Role.AUDITOR):
        return ALLOW
    return deny(text("개인정보 보호책임자와 감사만 볼 수 있는 화면입니다."))
