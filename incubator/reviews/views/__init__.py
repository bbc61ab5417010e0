"""Doors of evaluation and selection."""

from incubator.reviews.views import assignment, conflicts, invitations, panel_day, panels, pool, sheets
from incubator.reviews.views.blueprint import bp

__all__ = ["assignment", "bp", "conflicts", "invitations", "panel_day", "panels", "pool", "sheets"]
