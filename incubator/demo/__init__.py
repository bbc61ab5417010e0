"""The centre to try the program with: a year of history and today's calls, made through the use cases."""
