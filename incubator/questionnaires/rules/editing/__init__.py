"""How a draft definition is changed: one small act at a time, each leaving a definition that loads."""

from incubator.questionnaires.rules.editing.acts import ACT_LABELS, Edit, EditAct, edited
from incubator.questionnaires.rules.editing.guards import free_key
from incubator.questionnaires.rules.editing.on_forms import RenameForm, SetCondition, key_of
from incubator.questionnaires.rules.editing.on_kinds import (
    SETTING_LABELS,
    ChangeKind,
    Conversion,
    conversion,
    holders_of_kind,
    reader_of_kind,
)
from incubator.questionnaires.rules.editing.on_questions import (
    AddQuestion,
    ChangeQuestion,
    MoveQuestion,
    RemoveQuestion,
    StepQuestion,
)
from incubator.questionnaires.rules.editing.on_sections import (
    AddSection,
    ChangeSection,
    MoveSection,
    RemoveSection,
    StepSection,
)
from incubator.questionnaires.rules.editing.parts import (
    Part,
    Place,
    digest,
    keys_in,
    outline,
    part_of,
    places_of,
    sections_of,
    users_of,
    users_outside,
)

__all__ = [
    "ACT_LABELS",
    "SETTING_LABELS",
    "AddQuestion",
    "AddSection",
    "ChangeKind",
    "ChangeQuestion",
    "ChangeSection",
    "Conversion",
    "Edit",
    "EditAct",
    "MoveQuestion",
    "MoveSection",
    "Part",
    "Place",
    "RemoveQuestion",
    "RemoveSection",
    "RenameForm",
    "SetCondition",
    "StepQuestion",
    "StepSection",
    "conversion",
    "digest",
    "edited",
    "free_key",
    "holders_of_kind",
    "key_of",
    "keys_in",
    "outline",
    "part_of",
    "places_of",
    "reader_of_kind",
    "sections_of",
    "users_of",
    "users_outside",
]
