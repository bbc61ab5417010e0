"""Doors of evaluation and selection."""

from incubator.reviews.views import (
    assignment,
    computation,
    conflicts,
    decisions,
    following,
    invitations,
    objections,
    outcomes,
    panel_day,
    panels,
    pool,
    results,
    sheets,
)
from incubator.reviews.views.blueprint import bp

__all__ = [
    "assignment",
    "bp",
    "computation",
    "conflicts",
    "decisions",
    "following",
    "invitations",
    "objections",
    "outcomes",
    "panel_day",
    "panels",
    "pool",
    "results",
    "sheets",
]
