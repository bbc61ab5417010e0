"""Browser: follows."""
