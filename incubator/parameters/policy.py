"""Who may read and set policy numbers."""

from __future__ import annotations

from incubator.accounts.actor import Actor
from incubator.accounts.roles import Role
from incubator.core.decisions import ALLOW, Decision, deny
from incubator.core.text import text


def may_read_parameters(actor: Actor) -> Decision:
    return ALLOW if actor.is_staff else deny(text("센터 직원만 볼 수 있는 화면입니다."))


def may_set_parameter(actor: Actor) -> Decision:
    return ALLOW if actor.has(Role.ADMIN) else deny(text("시스템 관리자만 기준값을 바꿀 수 있습니다."))


def may_set_holiday(actor: Actor) -> Decision:
    return ALLOW if actor.has(Role.ADMIN) else deny(text("시스템 관리자만 휴일을 바꿀 수 있습니다."))
