"""What a programme manager, or the clock, does to a round: one verb, one file."""
