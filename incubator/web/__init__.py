"""Flask without the domain: doors, clock, forms, filters, headers."""
