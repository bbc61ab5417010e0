"""What the pages of evaluation send."""
