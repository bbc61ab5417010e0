"""Doors of applications: starting, writing, files, submitting, and the view of staff."""

from incubator.applications.views import (
    bulk,
    desk,
    duplicates,
    files,
    form_drafts,
    intake,
    message_templates,
    messages,
    outbox,
    queue,
    rechecks,
    staff,
    starting,
    submitting,
    supplements,
    writing,
)
from incubator.applications.views.blueprint import bp

__all__ = [
    "bp",
    "bulk",
    "desk",
    "duplicates",
    "files",
    "form_drafts",
    "intake",
    "message_templates",
    "messages",
    "outbox",
    "queue",
    "rechecks",
    "staff",
    "starting",
    "submitting",
    "supplements",
    "writing",
]
