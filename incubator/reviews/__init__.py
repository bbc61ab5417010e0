"""Judging applications to a round: panels and conflicts of interest, score sheets, computation, selection, objections."""
