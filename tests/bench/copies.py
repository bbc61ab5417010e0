"""Many rows from one: `INSERT … SELECT` of a row that the use cases made, with new ids that fit together.

Ids are counted, so that Python and both databases know them without asking: the kind of row in the first half, the number
of the copy in the second.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import Connection, Table, Uuid, bindparam, text

USER, ORGANISATION, GRANT, ANSWERS, APPLICATION, SESSION, VERSION = range(1, 8)
NAMES = ("바다정보", "한려기계", "가야소재", "지리바이오", "남강로봇", "통영수산", "거제엔진", "밀양식품")
REGIONS = ("48120", "48170", "48220", "48310")


def counted(kind: int, number: int) -> UUID:
    """The id of copy `number` of this kind."""
    return UUID(int=kind << 64 | number)


class Dialect:
    """The few expressions in which the two databases differ; `n` is the number of the copy."""

    def __init__(self, connection: Connection) -> None:
        self.is_sqlite = connection.dialect.name == "sqlite"

    def series(self, first: int, last: int) -> str:
        if not self.is_sqlite:
            return f"generate_series({first}, {last}) AS s(n)"
        return (
            f"(WITH RECURSIVE s(n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM s WHERE n < {last}) SELECT n FROM s)"
        )

    def id(self, kind: int) -> str:
        if self.is_sqlite:
            return f"printf('%016x%016x', {kind}, n)"
        return f"(lpad(to_hex({kind}), 16, '0') || lpad(to_hex(n), 16, '0'))::uuid"

    def padded(self, digits: int) -> str:
        return f"printf('%0{digits}d', n)" if self.is_sqlite else f"lpad(n::text, {digits}, '0')"

    def earlier(self, column: str) -> str:
        """That moment, one second earlier for each copy before."""
        if self.is_sqlite:
            return f"strftime('%Y-%m-%d %H:%M:%f', {column}, '-' || (n % 1000000) || ' seconds') || '000'"
        return f"{column} - (n % 1000000) * interval '1 second'"

    def json(self, plain: str) -> str:
        return f"'{plain}'" if self.is_sqlite else f"'{plain}'::jsonb"


def one_of(words: tuple[str, ...]) -> str:
    """One of the words, by turns."""
    cases = " ".join(f"WHEN {number} THEN '{word}'" for number, word in enumerate(words))
    return f"CASE n % {len(words)} {cases} END"


def copy_row(
    connection: Connection,
    table: Table,
    template: UUID,
    numbers: tuple[int, int],
    changed: Mapping[str, str],
    *,
    where: str = "true",
) -> None:
    """Copies of the row with this id, one for each number from the first to the last, with these columns changed."""
    dialect = Dialect(connection)
    columns = [column.name for column in table.columns]
    values = ", ".join(changed.get(name, f't."{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    connection.execute(
        text(
            f"INSERT INTO {table.name} ({names}) SELECT {values} FROM {table.name} AS t, {dialect.series(*numbers)} "
            f"WHERE t.id = :template AND {where}"
        ).bindparams(bindparam("template", template, type_=Uuid()))
    )
