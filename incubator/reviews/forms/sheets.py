"""What the scoring desk sends."""

from __future__ import annotations

from werkzeug.datastructures import MultiDict
from wtforms import TextAreaField

from incubator.core.text import text
from incubator.reviews.rules.desk import TypedSheet
from incubator.web.forms import BaseForm
from incubator.web.i18n import later

MOST_CRITERIA = 60
MOST_DIGITS = 9


class ReasonForm(BaseForm):
    """Acts that need a reason; whether one was given is asked by the use case."""

    reason = TextAreaField(later(text("까닭")))


def typed_sheet(sent: MultiDict[str, str]) -> TypedSheet:
    """`p.<key>` points, `r.<key>` reasons, `d.<key>` reasons for standing apart, `comment`."""
    parts: dict[str, dict[str, str]] = {"p": {}, "r": {}, "d": {}}
    for name, raw in sent.items():
        part, dot, key = name.partition(".")
        if dot and part in parts and len(parts[part]) < MOST_CRITERIA:
            parts[part][key] = raw
    return TypedSheet(parts["p"], parts["r"], parts["d"], sent.get("comment", ""))


def version_seen(sent: MultiDict[str, str]) -> int:
    """The version of the page it was written on; 0, which fits none, for anything else."""
    raw = sent.get("seen", "")
    return int(raw) if raw.isascii() and raw.isdecimal() and len(raw) <= MOST_DIGITS else 0
