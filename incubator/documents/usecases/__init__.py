"""What can be done with files and papers."""
