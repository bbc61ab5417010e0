"""Tables of the slice: applying (`applying`)."""

from incubator.applications.models.applying import (
    PERSONAL,
    Application,
    ApplicationMessage,
    ApplicationVersion,
    SubmissionAttempt,
)

__all__ = ["PERSONAL", "Application", "ApplicationMessage", "ApplicationVersion", "SubmissionAttempt"]
