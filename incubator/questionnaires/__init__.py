"""Forms as data: versions, questions, conditions, answers."""
