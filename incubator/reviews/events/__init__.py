"""What has happened in evaluation, one module for each room."""
