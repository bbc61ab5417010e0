"""The system a Korean startup centre runs on."""
