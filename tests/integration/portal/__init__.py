"""Doors and pages of the front hall and of the administration."""
