"""Indexes of the centre's list: each order ends in the id, rows without a value come first, as SQLite has them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Index, text

MAY_BE_EMPTY = frozenset({"submitted_at", "receipt_no", "amount_won"})


def _by(name: str, *columns: str, only: str = "") -> Index:
    """An index of a round's applications by these columns; `only` holds rows of which that is true."""
    settings: dict[str, Any] = {}
    empty = MAY_BE_EMPTY.intersection(columns)
    if empty:
        settings["postgresql_ops"] = dict.fromkeys(empty, "NULLS FIRST")
    if only:
        settings["sqlite_where"] = settings["postgresql_where"] = text(only)
    return Index(f"ix_applications_round_{name}", "round_id", *columns, "id", **settings)


def list_indexes() -> tuple[Index, ...]:
    """For the table of applications."""
    return (
        _by("state", "state", "submitted_at"),
        _by("submitted", "submitted_at"),
        _by("receipt", "receipt_no"),
        _by("amount", "amount_won"),
        _by("applicant", "applicant_name"),
        _by("started", "created_at"),
        _by("title", "project_title"),
        _by("kind", "applicant_kind", "submitted_at"),
        _by("region", "applicant_region", "submitted_at"),
        # What is counted and looked through, in one narrow place: a search reads a tenth of what the rows hold.
        _by("search", "state", "applicant_kind", "applicant_region", "search_text"),
        # Few rounds are divided: only their applications stand here.
        _by("division", "division_id", "submitted_at", only="division_id IS NOT NULL"),
    )
