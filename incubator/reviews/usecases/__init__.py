"""What people do in evaluation: one verb, one file."""
