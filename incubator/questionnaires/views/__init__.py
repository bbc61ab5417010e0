"""Doors of the form builder: the list of forms, one version, its parts, its conditions, its preview."""

from incubator.questionnaires.views import building, conditions, kinds, library, previewing, questions, sections
from incubator.questionnaires.views.blueprint import bp

__all__ = ["bp", "building", "conditions", "kinds", "library", "previewing", "questions", "sections"]
