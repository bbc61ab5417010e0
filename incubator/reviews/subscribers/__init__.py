"""What follows from the facts of evaluation, one module for each room."""

from incubator.reviews.subscribers import conflicts, invitations, sheets

SUBSCRIPTIONS = (*invitations.SUBSCRIPTIONS, *conflicts.SUBSCRIPTIONS, *sheets.SUBSCRIPTIONS)
