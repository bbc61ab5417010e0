"""Between rows as typed and options or columns as stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from incubator.questionnaires.forms.rows import Row
from incubator.questionnaires.rules.editing import free_key
from incubator.web.forms import clean

COLUMN_NAMES = ("key", "label", "label_en", "kind", "required", "options", "unit")
REQUIRED, OPTIONAL = "required", "optional"


def options_from(rows: Iterable[Row], known: set[str]) -> list[dict[str, Any]]:
    """A row without a key gets one that nobody has had."""
    taken = set(known)
    found = []
    for row in rows:
        key = row.get("key") or free_key("option", taken)
        taken.add(key)
        found.append({"key": key, "label": row.get("label", ""), "label_en": row.get("label_en", "")})
    return found


def columns_from(rows: Iterable[Row], stored: Sequence[Mapping[str, Any]], known: set[str]) -> list[dict[str, Any]]:
    """Columns as typed; limits of a stored column of the same kind, which the rows do not show, stay."""
    before = {str(column["key"]): column for column in stored}
    taken = set(known)
    found = []
    for row in rows:
        key = row.get("key") or free_key("column", taken)
        taken.add(key)
        old = before.get(key, {})
        found.append(_column(row, key, old if old.get("kind") == row.get("kind") else {}, taken))
    return found


def _column(row: Row, key: str, old: Mapping[str, Any], taken: set[str]) -> dict[str, Any]:
    column = {name: value for name, value in old.items() if name not in ("options", "unit", "required", "label_en")}
    column |= {"key": key, "kind": row.get("kind", ""), "label": row.get("label", "")}
    column |= {"label_en": row.get("label_en", ""), "required": row.get("required") == REQUIRED}
    if row.get("kind") == "choice":
        column["options"] = _options(row.get("options", ""), old.get("options", ()), taken)
    if row.get("kind") == "number":
        column |= {"unit": row.get("unit", "")}
        if row.get("unit") != old.get("unit", ""):
            column.pop("unit_en", None)
    return column


def _options(line: str, stored: Sequence[Mapping[str, Any]], taken: set[str]) -> list[dict[str, Any]]:
    """`특허=Patent; 상표`: an option of the same words keeps its key."""
    by_label = {str(option["label"]): option for option in stored}
    found = []
    for cell in line.split(";"):
        label, _, english = (clean(part) for part in cell.partition("="))
        if not label:
            continue
        key = str(by_label[label]["key"]) if label in by_label else free_key("option", taken)
        taken.add(key)
        found.append({"key": key, "label": label, "label_en": english})
    return found


def columns_shown(columns: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Stored columns as rows of the form."""
    return [
        {
            "key": column["key"],
            "label": column["label"],
            "label_en": column.get("label_en", ""),
            "kind": column["kind"],
            "required": REQUIRED if column.get("required") else OPTIONAL,
            "options": "; ".join(_shown(option) for option in column.get("options", ())),
            "unit": column.get("unit", ""),
        }
        for column in columns
    ]


def _shown(option: Mapping[str, Any]) -> str:
    english = option.get("label_en", "")
    return f"{option['label']}={english}" if english else str(option["label"])
