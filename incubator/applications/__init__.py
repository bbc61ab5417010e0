"""Applying to a round: writing, handing in, receipt, and the centre's view of it."""
