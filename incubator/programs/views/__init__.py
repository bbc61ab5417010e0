"""Doors: `public` (calls, without signing in) and `staff` (rounds of a manager)."""
