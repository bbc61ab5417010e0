"""Tables of the slice: applying (`applying`), the intake desk (`intake`)."""

from incubator.applications.models.applying import (
    PERSONAL,
    Application,
    ApplicationMessage,
    ApplicationVersion,
    SubmissionAttempt,
)
from incubator.applications.models.intake import (
    CheckRow,
    EligibilityReview,
    SupplementFile,
    SupplementItem,
    SupplementRequest,
)

__all__ = [
    "PERSONAL",
    "Application",
    "ApplicationMessage",
    "ApplicationVersion",
    "CheckRow",
    "EligibilityReview",
    "SubmissionAttempt",
    "SupplementFile",
    "SupplementItem",
    "SupplementRequest",
]
