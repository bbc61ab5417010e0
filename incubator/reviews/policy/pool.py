"""Who keeps the pool of reviewers.  Pure.  The pool is the whole centre's: any manager keeps it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from incubator.accounts.actor import Actor
from incubator.accounts.roles import Role
from incubator.core.decisions import ALLOW, Decision, deny
from incubator.core.text import text
from incubator.reviews.workflow import PoolStep

ONLY_READERS = deny(text("평가위원 명단은 사업 담당자, 결재자와 감사만 볼 수 있습니다."))
ONLY_KEEPERS = deny(text("평가위원 명단은 사업 담당자만 바꿀 수 있습니다."))


def may_read_pool(actor: Actor) -> Decision:
    return ALLOW if any(actor.has(role) for role in (Role.MANAGER, Role.HEAD, Role.AUDITOR)) else ONLY_READERS


def may_keep_pool(actor: Actor) -> Decision:
    return ALLOW if actor.has(Role.MANAGER) else ONLY_KEEPERS


MAY: Mapping[PoolStep, Callable[[Actor], Decision]] = dict.fromkeys(PoolStep, may_keep_pool)
