"""What may follow what: a stored file and an issued paper."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from incubator.core.text import Text, text
from incubator.core.workflow import Workflow


class FileState(StrEnum):
    """`uploaded` waits for the scanner and is for its uploader only; `clean` is for everybody its slice lets in."""

    UPLOADED = "uploaded"
    CLEAN = "clean"
    INFECTED = "infected"
    PURGED = "purged"


class FileStep(StrEnum):
    RECORD_CLEAN = "record_clean"
    RECORD_INFECTED = "record_infected"
    PURGE = "purge"


class PaperState(StrEnum):
    ISSUED = "issued"
    REISSUED = "reissued"
    REVOKED = "revoked"


class PaperStep(StrEnum):
    REISSUE = "reissue"
    REVOKE = "revoke"


LABELS: Mapping[StrEnum, Text] = {
    FileState.UPLOADED: text("검사 중"),
    FileState.CLEAN: text("보관 중"),
    FileState.INFECTED: text("악성코드 발견"),
    FileState.PURGED: text("파기됨"),
    PaperState.ISSUED: text("유효"),
    PaperState.REISSUED: text("다시 발급됨"),
    PaperState.REVOKED: text("취소됨"),
}

FILES = Workflow[FileState, FileStep](
    {
        FileStep.RECORD_CLEAN: ({FileState.UPLOADED}, FileState.CLEAN),
        FileStep.RECORD_INFECTED: ({FileState.UPLOADED, FileState.CLEAN}, FileState.INFECTED),
        FileStep.PURGE: ({FileState.UPLOADED, FileState.CLEAN, FileState.INFECTED}, FileState.PURGED),
    },
    start=FileState.UPLOADED,
    labels=LABELS,
)
PAPERS = Workflow[PaperState, PaperStep](
    {
        PaperStep.REISSUE: ({PaperState.ISSUED}, PaperState.REISSUED),
        PaperStep.REVOKE: ({PaperState.ISSUED, PaperState.REISSUED}, PaperState.REVOKED),
    },
    start=PaperState.ISSUED,
    labels=LABELS,
)
