"""What the pages of policy numbers show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.parameters import policy, queries
from incubator.parameters.models import Parameter
from incubator.parameters.rules import DEFAULTS, ParameterRule, in_force

NEVER = datetime(1900, 1, 1, tzinfo=UTC)
"""Before any value was set."""


@dataclass(frozen=True)
class ParameterLine:
    """A number with its value today and the next one, if one is set."""

    rule: ParameterRule
    value: int
    coming: Parameter | None


@dataclass(frozen=True)
class ParametersPage:
    lines: tuple[ParameterLine, ...]
    may_set: bool


@dataclass(frozen=True)
class ParameterPage:
    rule: ParameterRule
    value: int
    history: Sequence[Any]
    seen_at: str


def parameters_page(session: Session, actor: Actor, today: date) -> ParametersPage:
    """One statement for all numbers."""
    policy.may_read_parameters(actor).enforce()
    rows = queries.list_rows(session)
    return ParametersPage(
        tuple(_line(rule, [row for row in rows if row.key == rule.key], today) for rule in DEFAULTS.values()),
        bool(policy.may_set_parameter(actor)),
    )


def _line(rule: ParameterRule, rows: Sequence[Parameter], today: date) -> ParameterLine:
    later = [row for row in rows if row.effective_on > today]
    return ParameterLine(
        rule,
        in_force([(row.effective_on, row.value) for row in rows], today, rule.default),
        min(later, key=lambda row: row.effective_on, default=None),
    )


def parameter_page(session: Session, actor: Actor, key: str, today: date) -> ParameterPage:
    """Raises Forbidden, NotFound."""
    policy.may_read_parameters(actor).enforce()
    rule = queries.get_rule(key)
    history = queries.list_history(session, key)
    rows = [row for row, _ in history]
    newest = max((row.set_at for row in rows), default=NEVER)
    return ParameterPage(rule, _line(rule, rows, today).value, history, newest.isoformat())
