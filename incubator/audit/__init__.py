"""The trail: every fact, in the transaction that made it."""
