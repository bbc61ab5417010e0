"""What has happened: applying (`applying`), the intake desk (`intake`)."""

from incubator.applications.events.applying import (
    ApplicationExpired,
    ApplicationMoved,
    ApplicationReceived,
    ApplicationsExported,
    ApplicationStarted,
    ApplicationSubmitted,
    ApplicationUnsubmitted,
    ApplicationWithdrawn,
    DraftReminded,
    MessageSent,
    SubmissionRefused,
)

__all__ = [
    "ApplicationExpired",
    "ApplicationMoved",
    "ApplicationReceived",
    "ApplicationStarted",
    "ApplicationSubmitted",
    "ApplicationUnsubmitted",
    "ApplicationWithdrawn",
    "ApplicationsExported",
    "DraftReminded",
    "MessageSent",
    "SubmissionRefused",
]
