"""The declarative base and the column types every table shares."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Date, DateTime, Dialect, Enum, MetaData, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, declared_attr, mapped_column, registry
from sqlalchemy.types import TypeDecorator

from incubator.core.ids import new_id
from incubator.core.money import Won

__all__ = ["Base", "Identified", "Json", "MappedAsDataclass", "Timestamps", "UtcDateTime", "Versioned", "registry"]

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

Json = dict[str, Any] | list[Any]


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware on the way in, UTC and aware on the way out, microseconds kept.

    SQLite has no time zones, so UTC is stored bare there; a naive value is refused, because it names no instant.
    """

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        return dialect.type_descriptor(DateTime(timezone=dialect.name != "sqlite"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime names no instant")
        plain = value.astimezone(UTC)
        return plain.replace(tzinfo=None) if dialect.name == "sqlite" else plain

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 (SQLAlchemy's signature)
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Base of all models: typed, free of Flask, without a `query` attribute."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        # Members are stored by value; the default would store names, and a CHECK on 'draft' would refuse every row.
        StrEnum: Enum(
            StrEnum,
            native_enum=False,
            length=40,
            values_callable=lambda kind: [m.value for m in kind],
            validate_strings=True,
            create_constraint=False,
        ),
        datetime: UtcDateTime(),
        date: Date(),
        UUID: Uuid(),
        # A 32-bit column fails on PostgreSQL at 21억 원 and SQLite would not tell.
        Won: BigInteger(),
        dict[str, Any]: JSON().with_variant(JSONB(), "postgresql"),
        list[Any]: JSON().with_variant(JSONB(), "postgresql"),
        Json: JSON().with_variant(JSONB(), "postgresql"),
    }


class Identified:
    """A time-ordered UUID as primary key, known before the row is written."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id, sort_order=-10)


class Timestamps:
    """When the row was made and last changed.  The use case passes `now`; nothing asks the clock here."""

    created_at: Mapped[datetime] = mapped_column(sort_order=900)
    updated_at: Mapped[datetime | None] = mapped_column(default=None, sort_order=901)


class Versioned:
    """What two people may edit at once: a stale UPDATE matches no row and raises."""

    version: Mapped[int] = mapped_column(default=1, sort_order=902)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 (a declared attribute's first argument is the class)
        return {"version_id_col": cls.version}
