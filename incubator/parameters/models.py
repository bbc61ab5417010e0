"""Policy numbers with the day from which they hold."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from incubator.db.base import Base, Identified


class Parameter(Identified, Base):
    """The value of a number from a day on.  Before the first row the default of `rules.DEFAULTS` holds."""

    __tablename__ = "parameters"
    __table_args__ = (UniqueConstraint("key", "effective_on"),)

    key: Mapped[str]
    value: Mapped[int] = mapped_column(BigInteger)
    effective_on: Mapped[date]
    note: Mapped[str] = mapped_column(default="")
    set_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    set_at: Mapped[datetime]
