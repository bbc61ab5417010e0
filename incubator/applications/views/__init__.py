"""Doors of applications: starting, writing, files, submitting, and the view of staff."""

from incubator.applications.views import desk, files, form_drafts, messages, staff, starting, submitting, writing
from incubator.applications.views.blueprint import bp

__all__ = ["bp", "desk", "files", "form_drafts", "messages", "staff", "starting", "submitting", "writing"]
