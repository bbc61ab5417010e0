"""Pure Python without a third party: words every floor above may use."""
