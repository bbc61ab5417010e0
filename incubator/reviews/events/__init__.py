"""What has happened in evaluation and selection, one module for each room."""
