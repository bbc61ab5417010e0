"""Doors of applications: starting, writing, files, submitting, and the view of staff."""

from incubator.applications.views import files, messages, staff, starting, submitting, writing
from incubator.applications.views.blueprint import bp

__all__ = ["bp", "files", "messages", "staff", "starting", "submitting", "writing"]
