"""Storage in the database: the one place that commits, and the outbox that follows."""
