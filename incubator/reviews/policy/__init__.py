"""Who may do what in evaluation; the people are named in `people`, each room has a table of its own."""
