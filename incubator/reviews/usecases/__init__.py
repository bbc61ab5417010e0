"""The acts of evaluation and selection."""
