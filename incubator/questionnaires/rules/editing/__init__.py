"""How a draft definition is changed: one small act at a time, each leaving a definition that loads."""

from incubator.questionnaires.rules.editing.acts import ACT_LABELS, Edit, EditAct, edited
from incubator.questionnaires.rules.editing.guards import free_key
from incubator.questionnaires.rules.editing.on_forms import RenameForm, SetCondition, key_of
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
    "AddQuestion",
    "AddSection",
    "ChangeQuestion",
    "ChangeSection",
    "Edit",
    "EditAct",
    "MoveQuestion",
    "MoveSection",
    "Part",
    "RemoveQuestion",
    "RemoveSection",
    "RenameForm",
    "SetCondition",
    "StepQuestion",
    "StepSection",
    "digest",
    "edited",
    "free_key",
    "key_of",
    "keys_in",
    "outline",
    "part_of",
    "places_of",
    "sections_of",
    "users_of",
    "users_outside",
]
