"""What has happened in evaluation."""
