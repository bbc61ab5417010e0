"""Doors of evaluation and selection."""

from incubator.reviews.views import computation, decisions, following, objections, outcomes, panels, results
from incubator.reviews.views.blueprint import bp

__all__ = ["bp", "computation", "decisions", "following", "objections", "outcomes", "panels", "results"]
