"""Doors of evaluation and selection."""

from incubator.reviews.views import panels
from incubator.reviews.views.blueprint import bp

__all__ = ["bp", "panels"]
