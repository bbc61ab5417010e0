"""A version of a questionnaire: draft, then published and frozen, then retired; a draft may be discarded instead."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from incubator.core.text import Text, text
from incubator.core.workflow import Workflow


class VersionState(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"
    DISCARDED = "discarded"


class VersionStep(StrEnum):
    PUBLISH = "publish"
    RETIRE = "retire"
    DISCARD = "discard"


SEALED = frozenset({VersionState.PUBLISHED, VersionState.RETIRED})
"""What a round may have used and answers may stand on."""


LABELS: Mapping[StrEnum, Text] = {
    VersionState.DRAFT: text("작성 중인 양식"),
    VersionState.PUBLISHED: text("게시된 양식"),
    VersionState.RETIRED: text("쓰지 않는 양식"),
    VersionState.DISCARDED: text("버린 초안"),
}

WORKFLOW = Workflow[VersionState, VersionStep](
    {
        VersionStep.PUBLISH: ({VersionState.DRAFT}, VersionState.PUBLISHED),
        VersionStep.RETIRE: ({VersionState.PUBLISHED}, VersionState.RETIRED),
        VersionStep.DISCARD: ({VersionState.DRAFT}, VersionState.DISCARDED),
    },
    start=VersionState.DRAFT,
    labels=LABELS,
)
