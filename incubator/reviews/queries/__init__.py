"""What is read of evaluation and selection; whatever a reviewer reads goes through `conflicts.unhindered`."""
