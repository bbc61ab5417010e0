"""People, what they may do, how they sign in: the ground slice."""
