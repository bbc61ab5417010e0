"""Doors of applications: starting, writing, files, submitting, and the view of staff."""

from incubator.applications.views import (
    bulk,
    desk,
    files,
    form_drafts,
    message_templates,
    messages,
    outbox,
    staff,
    starting,
    submitting,
    writing,
)
from incubator.applications.views.blueprint import bp

__all__ = ["bp", "bulk", "desk", "files", "form_drafts", "message_templates", "messages", "outbox", "staff", "starting", "submitting", "writing"]
