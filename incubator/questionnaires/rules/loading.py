"""Between stored JSON and a `Form`.  Everything wrong is said at once, each with the place it was found at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any as Plain

from incubator.core.errors import Invalid
from incubator.core.text import text
from incubator.organisations.rules.wallet import WalletKind
from incubator.questionnaires.rules import definition as d
from incubator.questionnaires.rules.loading_conditions import load_rule
from incubator.questionnaires.rules.reader import KEY, MOST_HELP, Found, Reader

MOST_SECTIONS = 40
MOST_QUESTIONS = 300
MOST_OPTIONS = 200
MOST_COLUMNS = 12
MOST_ROWS = 200
MOST_CHARS = 20_000
MOST_BYTES = 500_000_000
DEFAULT_CHARS = {d.Kind.SHORT_TEXT: 200, d.Kind.LONG_TEXT: 2_000}
DEFAULT_ROWS = 20
FILE_KINDS = ("hwp", "hwpx", "pdf", "docx", "xlsx", "pptx", "jpg", "png")


def load(definition: Mapping[str, Plain], *, is_draft: bool = False) -> d.Form:
    """The form of a stored definition.  A draft may still have no section, and sections without a question.

    Raises Invalid, with `problems` by place, when anything is wrong: double or ill-formed keys, unknown kinds and
    properties, limits that cross, conditions on questions that do not stand earlier (so circles cannot arise).
    """
    found = Found()
    reader = Reader(definition, "", found)
    form = d.Form(
        title=reader.words("title", needed=True),
        title_en=reader.words("title_en"),
        sections=_sections(reader, found, is_draft=is_draft),
    )
    reader.no_more()
    if len(form.questions) > MOST_QUESTIONS:
        found.add("sections", text("질문은 %(most)s개까지 둘 수 있습니다.", most=MOST_QUESTIONS))
    if found.problems:
        raise Invalid(
            text("양식에 고칠 곳이 %(count)s군데 있습니다.", count=len(found.problems)),
            how=text("표시된 곳을 고쳐 다시 저장해 주세요."),
            problems=found.problems,
        )
    return form


def _sections(reader: Reader, found: Found, *, is_draft: bool) -> tuple[d.Section, ...]:
    earlier: dict[str, d.Question] = {}
    sections: list[d.Section] = []
    taken: set[str] = set()
    for number, raw in enumerate(reader.items("sections", most=MOST_SECTIONS, needed=not is_draft)):
        part = Reader(raw, _place("sections", raw, number), found)
        key = part.key()
        if key in taken:
            part.problem("key", text("같은 이름이 두 번 쓰였습니다."))
        taken.add(key)
        show_if = load_rule(part.get("show_if"), f"{part.place}.show_if", earlier, found)
        questions = _questions(part, earlier, found, needed=not is_draft)
        sections.append(
            d.Section(
                key=key,
                title=part.words("title", needed=True),
                title_en=part.words("title_en"),
                help=part.words("help", most=MOST_HELP),
                help_en=part.words("help_en", most=MOST_HELP),
                questions=questions,
                show_if=show_if,
            )
        )
        part.no_more()
    return tuple(sections)


def _questions(
    section: Reader, earlier: dict[str, d.Question], found: Found, *, needed: bool
) -> tuple[d.Question, ...]:
    questions = []
    for number, raw in enumerate(section.items("questions", most=MOST_QUESTIONS, needed=needed)):
        part = Reader(raw, _place(f"{section.place}.questions", raw, number), found)
        question = _question(part, earlier, found)
        if question is None:
            continue
        if question.key in earlier:
            part.problem("key", text("같은 이름이 두 번 쓰였습니다."))
        earlier[question.key] = question
        questions.append(question)
    return tuple(questions)


def _place(base: str, raw: Plain, number: int) -> str:
    key = raw.get("key") if isinstance(raw, Mapping) else None
    return f"{base}.{key if isinstance(key, str) and KEY.fullmatch(key) else number}"


def _question(part: Reader, earlier: Mapping[str, d.Question], found: Found) -> d.Question | None:
    kind = part.member("kind", d.Kind)
    if kind is None:
        return None
    simple = _simple_properties(part, kind)
    least, most = _item_limits(part, kind)
    question = d.Question(
        **simple,
        help=part.words("help", most=MOST_HELP),
        help_en=part.words("help_en", most=MOST_HELP),
        min_items=least,
        max_items=most,
        columns=_columns(part, found) if kind is d.Kind.TABLE else (),
        totals=part.flag("totals") if kind is d.Kind.TABLE else False,
        accept=_accept(part, found) if kind is d.Kind.FILE else None,
        show_if=load_rule(part.get("show_if"), f"{part.place}.show_if", earlier, found),
    )
    part.no_more()
    return question


def _simple_properties(part: Reader, kind: d.Kind) -> dict[str, Plain]:
    """What questions and columns share."""
    found: dict[str, Plain] = {
        "key": part.key(),
        "kind": kind,
        "label": part.words("label", needed=True),
        "label_en": part.words("label_en"),
        "required": part.flag("required"),
    }
    if kind in d.TEXT_KINDS:
        found["max_chars"] = part.count("max_chars", least=1, most=MOST_CHARS) or DEFAULT_CHARS[kind]
    if kind is d.Kind.NUMBER:
        found |= {"unit": part.words("unit", most=20), "unit_en": part.words("unit_en", most=20)}
        found["decimals"] = part.count("decimals", most=6) or 0
    if kind in d.ORDERED_KINDS:
        found |= {"minimum": part.bound("min", kind), "maximum": part.bound("max", kind)}
        least, most = found["minimum"], found["maximum"]
        if least is not None and most is not None and least > most:
            part.problem("min", text("아래 한계가 위 한계보다 큽니다."))
    if kind in d.OPTION_KINDS:
        found["options"] = _options(part)
    return found


def _options(part: Reader) -> tuple[d.Option, ...]:
    options = []
    for number, raw in enumerate(part.items("options", most=MOST_OPTIONS, needed=True)):
        item = Reader(raw, _place(f"{part.place}.options", raw, number), part.found)
        options.append(d.Option(item.key(), item.words("label", needed=True), item.words("label_en")))
        item.no_more()
    if len({option.key for option in options}) < len(options):
        part.problem("options", text("같은 이름이 두 번 쓰였습니다."))
    return tuple(options)


def _item_limits(part: Reader, kind: d.Kind) -> tuple[int | None, int | None]:
    if kind is d.Kind.MULTI_CHOICE:
        names, top = ("min_picks", "max_picks"), MOST_OPTIONS
    elif kind is d.Kind.TABLE:
        names, top = ("min_rows", "max_rows"), MOST_ROWS
    else:
        return None, None
    least = part.count(names[0], most=top)
    most = part.count(names[1], least=1, most=top)
    if kind is d.Kind.TABLE and most is None:
        most = max(DEFAULT_ROWS, least or 0)
    if least is not None and most is not None and least > most:
        part.problem(names[0], text("아래 한계가 위 한계보다 큽니다."))
    return least, most


def _columns(part: Reader, found: Found) -> tuple[d.Column, ...]:
    columns = []
    for number, raw in enumerate(part.items("columns", most=MOST_COLUMNS, needed=True)):
        item = Reader(raw, _place(f"{part.place}.columns", raw, number), found)
        kind = item.member("kind", d.Kind)
        if kind is None:
            continue
        if kind not in d.COLUMN_KINDS:
            item.problem("kind", text("표 안에는 짧은 글, 숫자, 금액, 날짜, 하나 고르기만 둘 수 있습니다."))
            continue
        columns.append(d.Column(**_simple_properties(item, kind)))
        item.no_more()
    if len({column.key for column in columns}) < len(columns):
        part.problem("columns", text("같은 이름이 두 번 쓰였습니다."))
    return tuple(columns)


def _accept(part: Reader, found: Found) -> d.FileAccept:
    item = Reader(part.get("accept"), f"{part.place}.accept", found)
    kinds = item.items("kinds", most=len(FILE_KINDS), needed=True)
    for kind in kinds:
        if kind not in FILE_KINDS:
            item.problem("kinds", text("알 수 없는 값입니다: %(value)s", value=str(kind)[:60]))
    accept = d.FileAccept(
        kinds=tuple(str(kind) for kind in kinds),
        max_bytes=item.count("max_bytes", least=1, most=MOST_BYTES) or 20_000_000,
        max_files=item.count("max_files", least=1, most=50) or 1,
        max_pages=item.count("max_pages", least=1, most=1_000),
        wallet=_wallet(item),
    )
    item.no_more()
    return accept


def _wallet(item: Reader) -> str | None:
    if item.get("wallet") is None:
        return None
    kind = item.member("wallet", WalletKind)
    return kind.value if kind else None
