"""What follows from facts in evaluation."""

from incubator.reviews.subscribers import decisions, objections

SUBSCRIPTIONS = (*decisions.SUBSCRIPTIONS, *objections.SUBSCRIPTIONS)
