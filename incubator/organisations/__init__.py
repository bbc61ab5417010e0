"""Startups and pre-founders, their members and their document wallet."""
