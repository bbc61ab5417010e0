"""Shapes of input: writing, submitting, the centre's list."""
