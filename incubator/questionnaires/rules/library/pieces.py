"""Short ways to write questions down as data.  Every wording is a pair (Korean, English)."""

from __future__ import annotations

from typing import Any

Pair = tuple[str, str]
Piece = dict[str, Any]

PLAN_KINDS = ["hwp", "hwpx", "pdf"]
PAPER_KINDS = ["pdf", "jpg", "png", "hwp", "hwpx"]
MEGABYTE = 1_000_000


def form(title: Pair, *sections: Piece) -> Piece:
    return {"title": title[0], "title_en": title[1], "sections": list(sections)}


def section(key: str, title: Pair, help_: Pair, *questions: Piece, show_if: Piece | None = None) -> Piece:
    found = {"key": key, "title": title[0], "title_en": title[1], "help": help_[0], "help_en": help_[1]}
    return found | {"questions": list(questions)} | ({"show_if": show_if} if show_if else {})


def ask(kind: str, key: str, label: Pair, help_: Pair | None = None, **more: Any) -> Piece:
    """A question that must be answered; `required=False` makes it optional."""
    found = {"kind": kind, "key": key, "label": label[0], "label_en": label[1], "required": True}
    if help_:
        found |= {"help": help_[0], "help_en": help_[1]}
    return found | more


def yes_no(key: str, label: Pair, help_: Pair | None = None, **more: Any) -> Piece:
    options = [option("yes", ("예", "Yes")), option("no", ("아니요", "No"))]
    return ask("choice", key, label, help_, options=options, **more)


def option(key: str, label: Pair) -> Piece:
    return {"key": key, "label": label[0], "label_en": label[1]}


def options(**labels: Pair) -> list[Piece]:
    return [option(key, label) for key, label in labels.items()]


def column(kind: str, key: str, label: Pair, **more: Any) -> Piece:
    """A cell that must be filled in each row; `required=False` makes it optional."""
    return {"kind": kind, "key": key, "label": label[0], "label_en": label[1], "required": True} | more


def file(
    key: str, label: Pair, help_: Pair, kinds: list[str], *, most: int = 1, megabytes: int = 20, **more: Any
) -> Piece:
    """A file question; `pages` limits the pages of a plan, `wallet` names the certificate of the company's wallet."""
    accept: Piece = {"kinds": kinds, "max_bytes": megabytes * MEGABYTE, "max_files": most}
    limits = {"max_pages": more.pop("pages", None), "wallet": more.pop("wallet", None)}
    accept |= {name: value for name, value in limits.items() if value}
    return ask("file", key, label, help_, accept=accept, **more)


def when(question: str, *values: Any) -> Piece:
    """Shown when the answer is one of these; "yes" alone asks for yes, nothing asks whether it is answered."""
    if not values:
        return {"question": question, "operator": "is_answered"}
    if values == ("yes",):
        return {"question": question, "operator": "is_yes"}
    return {"question": question, "operator": "any_of", "value": list(values)}


def field(**more: Any) -> Piece:
    """The centre's three fields."""
    return ask(
        "choice",
        "field",
        ("분야", "Field"),
        ("아이템이 가장 가까운 분야를 하나 골라 주세요.", "Pick the field closest to your item."),
        options=options(
            mechatronics=("메카트로닉스", "Mechatronics"),
            alternative_water=("대체물산업", "Alternative water"),
            anti_aging=("항노화", "Anti-ageing"),
            other=("그 밖의 분야", "Other"),
        ),
        **more,
    )


def project_title(label: Pair, help_: Pair) -> Piece:
    return ask("short_text", "project_title", label, help_, max_chars=80)


def requested_won(help_: Pair, most: int, **more: Any) -> Piece:
    return ask("won", "requested_won", ("신청 금액", "Amount requested"), help_, min=0, max=most, **more)
