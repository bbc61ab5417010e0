"""Home per role: what waits for whom."""
