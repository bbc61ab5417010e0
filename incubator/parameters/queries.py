"""Reading policy numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from incubator.core.errors import NotFound
from incubator.parameters.models import Parameter
from incubator.parameters.rules import DEFAULTS, ParameterRule


def value(session: Session, key: str, *, on: date) -> int:
    """The number in force on that day.  Raises KeyError for a key nobody declared."""
    rule = DEFAULTS[key]
    found = session.scalar(
        select(Parameter.value)
        .where(Parameter.key == key, Parameter.effective_on <= on)
        .order_by(Parameter.effective_on.desc())
        .limit(1)
    )
    return rule.default if found is None else found


def get_rule(key: str) -> ParameterRule:
    """Raises NotFound."""
    if key not in DEFAULTS:
        raise NotFound
    return DEFAULTS[key]


def find_row(session: Session, key: str, effective_on: date) -> Parameter | None:
    return session.scalar(select(Parameter).where(Parameter.key == key, Parameter.effective_on == effective_on))


def list_rows(session: Session, key: str | None = None) -> Sequence[Parameter]:
    """Every value ever set, newest effect first; of one key when it is given."""
    statement = select(Parameter).order_by(Parameter.key, Parameter.effective_on.desc())
    return session.scalars(statement.where(Parameter.key == key) if key else statement).all()
