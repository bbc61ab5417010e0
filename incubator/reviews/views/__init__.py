"""Doors of evaluation and selection."""

from incubator.reviews.views import conflicts, invitations, panels, pool
from incubator.reviews.views.blueprint import bp

__all__ = ["bp", "conflicts", "invitations", "panels", "pool"]
