"""How values look on a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum

from flask import Flask

from incubator.core.dates import day_in_kst, english_when, in_kst, official_day, official_moment, official_until
from incubator.core.money import eok_text
from incubator.core.text import Text, text
from incubator.web.i18n import chosen_locale, tr

KILO = 1000


class _Labels:
    of: Mapping[tuple[type[StrEnum], StrEnum], Text] = {}
    coded: Mapping[tuple[str, str], Text] = {}
    fields: Mapping[str, Text] = {}


def label(value: StrEnum) -> str:
    """The one label of a member.  Raises KeyError when its slice declares none: a raw code is never shown."""
    return tr(_Labels.of[type(value), value])


def coded(value: str, kind: str) -> str:
    """The label of a stored value of the enum called `kind`; the trail outlives the code, so an old value stands as it is."""
    return tr(_Labels.coded[kind, value]) if (kind, value) in _Labels.coded else value


def field_name(column: str) -> str:
    """What a column is called on the pages; the column's own name where no page shows it."""
    return tr(_Labels.fields[column]) if column in _Labels.fields else column


def won(amount: int | None) -> str:
    return "–" if amount is None else tr(text("%(amount)s원", amount=f"{amount:,}"))


def eok(amount: int | None) -> str:
    return "–" if amount is None else eok_text(amount) if chosen_locale() == "ko" else f"KRW {amount:,}"


def day(value: date | datetime | None) -> str:
    """`2016. 4. 20.(수)`; in English `20 Apr 2016 (Wed)`."""
    if value is None:
        return "–"
    plain = day_in_kst(value) if isinstance(value, datetime) else value
    words = official_day(plain)
    return words if chosen_locale() == "ko" else english_when(words)


def moment(value: datetime | None) -> str:
    return _moment(value, seconds=False)


def second(value: datetime | None) -> str:
    return _moment(value, seconds=True)


def until(value: datetime | None) -> str:
    """The end of a term, 24:00 where it is the end of a day."""
    if value is None:
        return "–"
    words = official_until(value)
    return words if chosen_locale() == "ko" else english_when(words)


def _moment(value: datetime | None, *, seconds: bool) -> str:
    if value is None:
        return "–"
    words = official_moment(value, seconds=seconds)
    return words if chosen_locale() == "ko" else english_when(words)


def filesize(size: int) -> str:
    if size < KILO:
        return f"{size} B"
    if size < KILO * KILO:
        return f"{size / KILO:.0f} KB"
    return f"{size / KILO / KILO:.1f}".removesuffix(".0") + " MB"


def iso(value: datetime) -> str:
    """Machine-readable instant for `<time datetime>`, on the Korean clock."""
    return in_kst(value).isoformat(timespec="seconds")


def instant(raw: str) -> datetime:
    """A stored ISO instant, for the other filters."""
    return datetime.fromisoformat(raw)


def init_app(app: Flask, labels: Iterable[Mapping[StrEnum, Text]], fields: Iterable[Mapping[str, Text]] = ()) -> None:
    """`labels` and `fields` are collected by the composition root from the slices' `LABELS` and `FIELD_NAMES`.

    Kept by kind and member: members of two enums with the same value are equal, being strings.
    """
    _Labels.of = {(type(member), member): words for one in labels for member, words in one.items()}
    _Labels.coded = {(kind.__name__, member.value): words for (kind, member), words in _Labels.of.items()}
    _Labels.fields = {column: words for one in fields for column, words in one.items()}
    app.jinja_env.filters.update(
        label=label,
        coded=coded,
        field_name=field_name,
        won=won,
        eok=eok,
        day=day,
        moment=moment,
        second=second,
        until=until,
        filesize=filesize,
        tr=tr,
        iso=iso,
        instant=instant,
    )
