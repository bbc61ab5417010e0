"""Pure rules of questionnaires: definition, visibility, reading, checking, comparing.  The names other slices use."""

from collections.abc import Mapping
from enum import StrEnum

from incubator.core.text import Text
from incubator.questionnaires.rules.checking import (
    STATUS_LABELS,
    LoadFigure,
    Problem,
    SectionStatus,
    file_bytes,
    load_figure,
    problems,
    section_status,
    statuses,
)
from incubator.questionnaires.rules.comparing import Difference, canonical, difference, snapshot
from incubator.questionnaires.rules.conditions import Visibility, visible
from incubator.questionnaires.rules.definition import (
    KIND_LABELS,
    OPERATOR_LABELS,
    Column,
    FileAccept,
    Form,
    Kind,
    Option,
    Question,
    Section,
    used_by,
)
from incubator.questionnaires.rules.devices import device_label
from incubator.questionnaires.rules.dumping import dump, seal
from incubator.questionnaires.rules.editing.acts import ACT_LABELS
from incubator.questionnaires.rules.loading import load
from incubator.questionnaires.rules.moving import refit
from incubator.questionnaires.rules.narrowing import within_pages
from incubator.questionnaires.rules.posting import (
    answers_from_form,
    base_versions,
    form_pairs,
    resolution,
    row_act,
    without_row,
)
from incubator.questionnaires.rules.reading import Raw, parse
from incubator.questionnaires.rules.showing import shown, totals, typed_text
from incubator.questionnaires.rules.values import Answers, is_empty, is_unread

LABELS: tuple[Mapping[StrEnum, Text], ...] = (KIND_LABELS, OPERATOR_LABELS, STATUS_LABELS, ACT_LABELS)

__all__ = [
    "KIND_LABELS",
    "LABELS",
    "Answers",
    "Column",
    "Difference",
    "FileAccept",
    "Form",
    "Kind",
    "LoadFigure",
    "Option",
    "Problem",
    "Question",
    "Raw",
    "Section",
    "SectionStatus",
    "Visibility",
    "answers_from_form",
    "base_versions",
    "canonical",
    "device_label",
    "difference",
    "dump",
    "file_bytes",
    "form_pairs",
    "is_empty",
    "is_unread",
    "load",
    "load_figure",
    "parse",
    "problems",
    "refit",
    "resolution",
    "row_act",
    "seal",
    "section_status",
    "shown",
    "snapshot",
    "statuses",
    "totals",
    "typed_text",
    "used_by",
    "visible",
    "within_pages",
    "without_row",
]
