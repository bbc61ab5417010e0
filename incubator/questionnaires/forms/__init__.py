"""The shape of what form makers type."""
