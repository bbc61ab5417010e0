"""Doors of the front hall and of the administration: people, their roles, and where everything is kept."""

from incubator.portal.views import administration, front, grants, people
from incubator.portal.views.blueprint import bp as people_bp
from incubator.portal.views.front import bp

__all__ = ["administration", "bp", "front", "grants", "people", "people_bp"]
