"""A version of a questionnaire: draft, then published and frozen, then retired."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from incubator.core.text import Text, text
from incubator.core.workflow import Workflow


class VersionState(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"


class VersionStep(StrEnum):
    PUBLISH = "publish"
    RETIRE = "retire"


LABELS: Mapping[StrEnum, Text] = {
    VersionState.DRAFT: text("작성 중인 양식"),
    VersionState.PUBLISHED: text("게시된 양식"),
    VersionState.RETIRED: text("쓰지 않는 양식"),
}

WORKFLOW = Workflow[VersionState, VersionStep](
    {
        VersionStep.PUBLISH: ({VersionState.DRAFT}, VersionState.PUBLISHED),
        VersionStep.RETIRE: ({VersionState.PUBLISHED}, VersionState.RETIRED),
    },
    start=VersionState.DRAFT,
    labels=LABELS,
)
