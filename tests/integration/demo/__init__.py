"""The demo centre."""
