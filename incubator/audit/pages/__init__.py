"""What the trail shows (`trail`) and the words for it (`words`)."""

from incubator.audit.pages.trail import TrailPage, TrailRow, trail_page
from incubator.audit.pages.words import ACTS, SUBJECTS, THINGS, in_words, said

__all__ = ["ACTS", "SUBJECTS", "THINGS", "TrailPage", "TrailRow", "in_words", "said", "trail_page"]
