"""Pure rules: applying (`applying`), the check list and supplements (`intake`, their words in `grounds`), the desk (`desk`)."""

from collections.abc import Mapping
from enum import StrEnum

from incubator.applications.rules import applying, desk, duplicates, grounds
from incubator.applications.rules.applying import (
    AMOUNT_KEY,
    ANOTHER_COMPANY,
    CLOSED_COMPANY,
    DECLARATIONS,
    LADDER,
    LONGEST_KEY,
    TITLE_KEY,
    Declaration,
    ReceptionClosed,
    Refusal,
    Rung,
    canonical,
    due_rung,
    is_key,
    list_text,
    new_key,
    sha256_of,
    shown_hash,
    undeclared,
)
from incubator.core.text import Text

LABELS: Mapping[StrEnum, Text] = {**applying.LABELS, **grounds.LABELS, **desk.LABELS, **duplicates.LABELS}

__all__ = [
    "AMOUNT_KEY",
    "ANOTHER_COMPANY",
    "CLOSED_COMPANY",
    "DECLARATIONS",
    "LABELS",
    "LADDER",
    "LONGEST_KEY",
    "TITLE_KEY",
    "Declaration",
    "ReceptionClosed",
    "Refusal",
    "Rung",
    "canonical",
    "due_rung",
    "is_key",
    "list_text",
    "new_key",
    "sha256_of",
    "shown_hash",
    "undeclared",
]
