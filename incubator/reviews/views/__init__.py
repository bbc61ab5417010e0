"""Doors of evaluation and selection."""

from incubator.reviews.views import assignment, panel_day, panels, sheets
from incubator.reviews.views.blueprint import bp

__all__ = ["assignment", "bp", "panel_day", "panels", "sheets"]
