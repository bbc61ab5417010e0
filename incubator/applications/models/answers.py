"""What the answers that were handed in are found by."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, ForeignKey, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import Text, TypeDecorator

from incubator.applications.models.applying import PERSONAL
from incubator.db.base import Base
from incubator.db.guards import Statements, guard


class Grams(TypeDecorator[str]):
    """Pairs of letters with spaces between: so they stand on SQLite; PostgreSQL keeps them as an array."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Any) -> Any:
        return dialect.type_descriptor(ARRAY(Text) if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: str | None, dialect: Any) -> Any:
        return value.split() if dialect.name == "postgresql" and value is not None else value

    def process_result_value(self, value: Any, dialect: Any) -> str | None:
        return " ".join(value) if dialect.name == "postgresql" and value is not None else value


class AnswerIndex(Base):
    """The pairs of letters in the answers of the version handed in last (`rules.answers.grams_of`), without their order.

    Korean words are short and take endings, so that neither whole words nor runs of three letters would find them.
    """

    __tablename__ = "answer_index"
    __table_args__ = (UniqueConstraint("application_id"),)

    number: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[UUID] = mapped_column(ForeignKey("applications.id"))
    version_no: Mapped[int]
    grams: Mapped[str] = mapped_column(Grams, info=PERSONAL)
    made_at: Mapped[datetime]

    def remake(self, *, version_no: int, grams: str, at: datetime) -> None:
        self.version_no, self.grams, self.made_at = version_no, grams, at


_FORGET = "INSERT INTO answer_grams(answer_grams, rowid, grams) VALUES ('delete', old.number, old.grams);"
_ADD = "INSERT INTO answer_grams(rowid, grams) VALUES (new.number, new.grams);"
TABLE = """CREATE VIRTUAL TABLE answer_grams USING fts5(grams, content='answer_index', content_rowid='number',
    detail='none', columnsize=0, tokenize='unicode61 remove_diacritics 0')"""
GUARDS: Statements = {
    "sqlite": (
        TABLE,
        f"CREATE TRIGGER answer_index_added AFTER INSERT ON answer_index BEGIN {_ADD} END",
        f"CREATE TRIGGER answer_index_removed AFTER DELETE ON answer_index BEGIN {_FORGET} END",
        f"CREATE TRIGGER answer_index_changed AFTER UPDATE ON answer_index BEGIN {_FORGET} {_ADD} END",
    ),
    "postgresql": ("CREATE INDEX ix_answer_index_grams ON answer_index USING gin (grams)",),
}
"""Each database has an index of words of its own; both are kept up by the database itself.  The migration issues the same."""

guard(AnswerIndex.__table__, GUARDS)


class holds_all(FunctionElement[bool]):  # noqa: N801 (stands in a statement like a function)
    """Whether a row of `answer_index` holds all of these pairs of letters (one parameter, with spaces between)."""

    type = Boolean()
    inherit_cache = True


@compiles(holds_all, "sqlite")
def _on_sqlite(element: Any, compiler: Any, **_more: Any) -> str:
    wanted = compiler.process(element.clauses)
    asked = f"SELECT rowid FROM answer_grams WHERE answer_grams MATCH {wanted}"  # noqa: S608 (a place for the parameter)
    return f"answer_index.number IN ({asked})"


@compiles(holds_all, "postgresql")
def _on_postgresql(element: Any, compiler: Any, **_more: Any) -> str:
    return f"answer_index.grams @> string_to_array({compiler.process(element.clauses)}, ' ')"
