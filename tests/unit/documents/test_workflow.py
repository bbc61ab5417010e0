"""What may follow what."""

from __future__ import annotations

import pytest

from incubator.core.errors import StepNotAllowed
from incubator.documents.workflow import FILES, PAPERS, FileState, FileStep, PaperState, PaperStep


@pytest.mark.parametrize(
    ("state", "steps"),
    [
        (FileState.UPLOADED, (FileStep.RECORD_CLEAN, FileStep.RECORD_INFECTED, FileStep.PURGE)),
        (FileState.CLEAN, (FileStep.RECORD_INFECTED, FileStep.PURGE)),
        (FileState.INFECTED, (FileStep.PURGE,)),
        (FileState.PURGED, ()),
    ],
)
def test_steps_of_a_file(state: FileState, steps: tuple[FileStep, ...]) -> None:
    assert FILES.steps_from(state) == steps


@pytest.mark.parametrize(
    ("state", "steps"),
    [
        (PaperState.ISSUED, (PaperStep.REISSUE, PaperStep.REVOKE)),
        (PaperState.REISSUED, (PaperStep.REVOKE,)),
        (PaperState.REVOKED, ()),
    ],
)
def test_steps_of_a_paper(state: PaperState, steps: tuple[PaperStep, ...]) -> None:
    assert PAPERS.steps_from(state) == steps


def test_a_purged_file_never_comes_back() -> None:
    with pytest.raises(StepNotAllowed, match="파기됨"):
        FILES.after(FileState.PURGED, FileStep.RECORD_CLEAN)
