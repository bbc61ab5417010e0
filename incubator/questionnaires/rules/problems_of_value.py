"""What is wrong with one stored answer, by kind.  Pure sentences; `checking` decides when they count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any as Plain

from incubator.core.text import Text, text
from incubator.questionnaires.rules import definition as d
from incubator.questionnaires.rules.conditions import comparable
from incubator.questionnaires.rules.values import is_empty, is_unread


@dataclass(frozen=True)
class Fault:
    """What is wrong and how to mend it; `row` (from 0) and `column` say where in a table."""

    message: Text
    how: Text
    row: int | None = None
    column: str | None = None


UNREAD: Mapping[d.Kind, tuple[Text, Text]] = {
    d.Kind.NUMBER: (text("숫자로 읽을 수 없습니다."), text("단위 없이 숫자만 적어 주세요. 예: 1,200 또는 12.5")),
    d.Kind.WON: (text("금액으로 읽을 수 없습니다."), text("원 단위 숫자로 적어 주세요. 예: 16,500,000")),
    d.Kind.DATE: (text("날짜로 읽을 수 없습니다."), text("2016-04-20 또는 20160420 모양으로 적어 주세요.")),
    d.Kind.CHOICE: (text("보기에 없는 답입니다."), text("보기 가운데에서 하나를 골라 주세요.")),
    d.Kind.MULTI_CHOICE: (text("보기에 없는 답입니다."), text("보기 가운데에서 골라 주세요.")),
}


def faults_of(question: d.Question, value: Plain) -> Iterator[Fault]:
    """Everything wrong with an answer that is there.  An empty one has no faults here."""
    if is_empty(value):
        return
    if question.kind is d.Kind.TABLE:
        yield from _of_table(question, value)
    elif question.kind is d.Kind.FILE:
        yield from _of_files(question, value)
    elif question.kind is d.Kind.MULTI_CHOICE:
        yield from _of_picks(question, value)
    else:
        yield from _of_simple(question, value)


def _of_simple(column: d.Column, value: Plain) -> Iterator[Fault]:
    if is_unread(value):
        yield Fault(*UNREAD[column.kind])
    elif column.kind in d.TEXT_KINDS:
        yield from _of_text(column, value)
    elif column.kind in d.ORDERED_KINDS:
        yield from _of_ordered(column, value)
    elif value not in column.option_keys:
        yield Fault(*UNREAD[d.Kind.CHOICE])


def _of_text(column: d.Column, value: str) -> Iterator[Fault]:
    most = column.max_chars
    if most is not None and len(value) > most:
        yield Fault(
            text("%(most)s자까지 적을 수 있는데 지금은 %(count)s자입니다.", most=f"{most:,}", count=f"{len(value):,}"),
            text("%(over)s자를 줄여 주세요.", over=f"{len(value) - most:,}"),
        )


def _of_ordered(column: d.Column, value: Plain) -> Iterator[Fault]:
    plain = comparable(column.kind, value)
    if column.kind is d.Kind.NUMBER and -plain.as_tuple().exponent > column.decimals:
        whole = text("소수점 없이 적어 주세요.")
        some = text("소수점 아래 %(places)s자리까지 적어 주세요.", places=column.decimals)
        yield Fault(text("소수점 아래 자리가 너무 많습니다."), some if column.decimals else whole)
    if column.minimum is not None and plain < column.minimum:
        yield Fault(*_bounded(column, column.minimum, is_low=True))
    if column.maximum is not None and plain > column.maximum:
        yield Fault(*_bounded(column, column.maximum, is_low=False))


def _bounded(column: d.Column, bound: d.Bound, *, is_low: bool) -> tuple[Text, Text]:
    shown = bound_text(column, bound)
    if isinstance(bound, date):
        if is_low:
            return text("%(bound)s보다 이른 날짜입니다.", bound=shown), text(
                "%(bound)s 또는 그 뒤의 날짜를 적어 주세요.", bound=shown
            )
        return text("%(bound)s보다 늦은 날짜입니다.", bound=shown), text(
            "%(bound)s 또는 그 앞의 날짜를 적어 주세요.", bound=shown
        )
    if is_low:
        return text("%(bound)s보다 작습니다.", bound=shown), text("%(bound)s 이상으로 적어 주세요.", bound=shown)
    return text("%(bound)s보다 큽니다.", bound=shown), text("%(bound)s 이하로 적어 주세요.", bound=shown)


def bound_text(column: d.Column, bound: d.Bound) -> Text | str:
    """A limit as it is shown: `2016-04-20`, `1,000,000원`, `12.5명`."""
    if isinstance(bound, date):
        return bound.isoformat()
    if column.kind is d.Kind.WON:
        return text("%(amount)s원", amount=f"{bound:,f}")
    return f"{bound:,f}{column.unit}"


def _of_picks(question: d.Question, value: Plain) -> Iterator[Fault]:
    if is_unread(value) or not set(value) <= set(question.option_keys):
        yield Fault(*UNREAD[d.Kind.MULTI_CHOICE])
        return
    least, most = question.min_items, question.max_items
    if least is not None and len(value) < least:
        yield Fault(
            text("%(least)s개 이상 골라야 합니다.", least=least),
            text("%(more)s개를 더 골라 주세요.", more=least - len(value)),
        )
    if most is not None and len(value) > most:
        yield Fault(
            text("%(most)s개까지 고를 수 있습니다.", most=most),
            text("%(over)s개를 빼 주세요.", over=len(value) - most),
        )


def _of_table(question: d.Question, rows: Sequence[Mapping[str, Plain]]) -> Iterator[Fault]:
    least, most = question.min_items, question.max_items
    if least is not None and len(rows) < least:
        yield Fault(
            text("%(least)s줄 이상 적어야 합니다.", least=least),
            text("%(more)s줄을 더 적어 주세요.", more=least - len(rows)),
        )
    if most is not None and len(rows) > most:
        yield Fault(
            text("%(most)s줄까지 적을 수 있습니다.", most=most), text("%(over)s줄을 빼 주세요.", over=len(rows) - most)
        )
    for number, row in enumerate(rows):
        for column in question.columns:
            for fault in _of_cell(column, row.get(column.key)):
                yield Fault(fault.message, fault.how, number, column.key)


def _of_cell(column: d.Column, value: Plain) -> Iterator[Fault]:
    if is_empty(value):
        if column.required:
            yield Fault(text("이 칸이 비어 있습니다."), text("칸을 채우거나 줄을 지워 주세요."))
        return
    yield from _of_simple(column, value)


def _of_files(question: d.Question, files: Sequence[Mapping[str, Plain]]) -> Iterator[Fault]:
    accept = question.accept
    assert accept is not None
    if len(files) > accept.max_files:
        yield Fault(
            text("파일은 %(most)s개까지 올릴 수 있습니다.", most=accept.max_files),
            text("%(over)s개를 지워 주세요.", over=len(files) - accept.max_files),
        )
    for file in files:
        yield from faults_of_file(accept, file)


def faults_of_file(accept: d.FileAccept, file: Mapping[str, Plain]) -> Iterator[Fault]:
    """Kind, size and pages of one file against what the question takes."""
    if file["kind"] not in accept.kinds:
        yield Fault(
            text("‘%(name)s’은(는) 받지 않는 종류의 파일입니다.", name=file["name"]),
            text("다음 종류로 바꾸어 올려 주세요: %(kinds)s", kinds=kinds_text(accept)),
        )
    if file["size"] > accept.max_bytes:
        yield Fault(
            text("‘%(name)s’의 크기가 한도 %(most)s를 넘습니다.", name=file["name"], most=size_text(accept.max_bytes)),
            text("그림의 해상도를 낮추거나 나누어 올려 주세요."),
        )
    if accept.max_pages is not None and (file.get("pages") or 0) > accept.max_pages:
        yield Fault(
            text(
                "‘%(name)s’은(는) %(pages)s쪽으로, %(most)s쪽을 넘습니다.",
                name=file["name"],
                pages=file["pages"],
                most=accept.max_pages,
            ),
            text("%(most)s쪽 안으로 줄여 다시 올려 주세요.", most=accept.max_pages),
        )


def kinds_text(accept: d.FileAccept) -> str:
    """`HWP, HWPX, PDF`."""
    return ", ".join(kind.upper() for kind in accept.kinds)


def size_text(size: int) -> str:
    """`20 MB`, `1.5 MB`, `300 KB`."""
    if size < 1_000_000:
        return f"{Decimal(size) / 1000:.0f} KB"
    return f"{Decimal(size) / 1_000_000:.1f}".removesuffix(".0") + " MB"
