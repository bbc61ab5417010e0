"""Tables of the slice: applying (`applying`), the intake desk (`intake`), working through a list (`desk`), indexes of the list (`lists`)."""

from incubator.applications.models.answers import AnswerIndex
from incubator.applications.models.applying import (
    PERSONAL,
    Application,
    ApplicationMessage,
    ApplicationVersion,
    SubmissionAttempt,
)
from incubator.applications.models.bulk import BulkRow, BulkRun, MessageTemplate, OutgoingMessage
from incubator.applications.models.desk import DeskAssignment, SavedView, Tag, TaggedApplication
from incubator.applications.models.duplicates import (
    ApplicationMark,
    ApplicationPrint,
    DuplicatePair,
    DuplicateSearch,
)
from incubator.applications.models.intake import (
    CheckRow,
    EligibilityReview,
    SupplementFile,
    SupplementItem,
    SupplementRequest,
)
from incubator.applications.models.outcomes import Outcome
from incubator.applications.models.rechecks import Recheck, RecheckedApplication

__all__ = [
    "PERSONAL",
    "AnswerIndex",
    "Application",
    "ApplicationMark",
    "ApplicationMessage",
    "ApplicationPrint",
    "ApplicationVersion",
    "BulkRow",
    "BulkRun",
    "CheckRow",
    "DeskAssignment",
    "DuplicatePair",
    "DuplicateSearch",
    "EligibilityReview",
    "MessageTemplate",
    "Outcome",
    "OutgoingMessage",
    "Recheck",
    "RecheckedApplication",
    "SavedView",
    "SubmissionAttempt",
    "SupplementFile",
    "SupplementItem",
    "SupplementRequest",
    "Tag",
    "TaggedApplication",
]
