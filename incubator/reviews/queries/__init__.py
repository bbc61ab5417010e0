"""Reading evaluation, one module for each room."""
