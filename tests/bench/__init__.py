"""Measurements: `python3 run.py bench [case …]`.  Nothing here passes or fails; it prints a table and writes JSON."""
