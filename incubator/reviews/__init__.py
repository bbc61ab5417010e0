<<<<<<< HEAD
"""Evaluation and selection: reviewers, panels, conflicts, score sheets, computation sheets, decisions, objections."""
=======
"""Judging applications to a round: panels and conflicts of interest, score sheets, computation, selection, objections."""
>>>>>>> revrules
