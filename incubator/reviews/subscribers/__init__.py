"""What follows from the facts of evaluation, one module for each room."""

from incubator.reviews.subscribers import conflicts, invitations

SUBSCRIPTIONS = (*invitations.SUBSCRIPTIONS, *conflicts.SUBSCRIPTIONS)
