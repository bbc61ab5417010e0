"""What can be done with questionnaires and answers."""
