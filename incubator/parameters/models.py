"""Policy numbers with the day from which they hold, and days off the centre sets apart from the statutory ones."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, UniqueConstraint
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


class Holiday(Identified, Base):
    """What the centre says of one day, over what the law says: off although no holiday, or worked although one."""

    __tablename__ = "holidays"
    __table_args__ = (CheckConstraint("length(name) > 0", name="has_a_name"),)

    day: Mapped[date] = mapped_column(unique=True)
    is_off: Mapped[bool]
    name: Mapped[str]
    name_en: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    set_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    set_at: Mapped[datetime]
