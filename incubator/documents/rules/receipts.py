"""What a receipt (접수증) says, as it is stored in the paper and as it is printed (domain.md §6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from incubator.core.dates import official_moment

HASH_LETTERS = 12


@dataclass(frozen=True)
class ReceiptFile:
    """One handed-in file: its name, bytes, pages where they were counted, whole SHA-256, and what it is handed in as."""

    name: str
    size: int
    sha256: str
    pages: int | None = None
    label: str = ""


@dataclass(frozen=True)
class Receipt:
    """All a receipt needs to be printed at any later time.

    `applicant` is masked already; `version` counts hand-ins under the same number from 1; `contact` is one line.
    """

    number: str
    program: str
    round_title: str
    project_title: str
    applicant: str
    received_at: datetime
    version: int
    contact: str
    files: tuple[ReceiptFile, ...] = ()

    def content(self) -> dict[str, Any]:
        """Plain JSON for `issue_paper(content=…)`."""
        return asdict(self) | {
            "received_at": self.received_at.isoformat(),
            "files": [asdict(file) for file in self.files],
        }

    @classmethod
    def from_content(cls, content: Mapping[str, Any]) -> Receipt:
        files = tuple(ReceiptFile(**file) for file in content["files"])
        return cls(**{**content, "received_at": datetime.fromisoformat(content["received_at"]), "files": files})

    def printed(self) -> dict[str, Any]:
        """What the template shows: words only."""
        return {
            "number": self.number,
            "program": self.program,
            "round_title": self.round_title,
            "project_title": self.project_title,
            "applicant": self.applicant,
            "received_at": official_moment(self.received_at, seconds=True),
            "version": str(self.version),
            "contact": self.contact,
            "files": [
                {
                    "name": file.name,
                    "label": file.label,
                    "size": size_in_words(file.size),
                    "pages": f"{file.pages}쪽" if file.pages else "–",
                    "hash": file.sha256[:HASH_LETTERS],
                }
                for file in self.files
            ],
        }


def size_in_words(size: int) -> str:
    """`1.2 MB`, `34 KB`, `512 B`: as the pages show it."""
    if size < 1_000:
        return f"{size} B"
    return f"{size / 1_000:.0f} KB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
