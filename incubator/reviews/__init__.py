"""Evaluation and selection: reviewers, panels, conflicts, score sheets, computation sheets, decisions, objections."""
