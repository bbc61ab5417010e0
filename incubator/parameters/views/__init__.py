"""Doors: policy numbers and days off."""

from incubator.parameters.views import holidays, numbers
from incubator.parameters.views.numbers import bp

__all__ = ["bp", "holidays", "numbers"]
