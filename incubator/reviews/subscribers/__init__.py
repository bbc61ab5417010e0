"""What follows from facts in evaluation."""

from incubator.reviews.subscribers import computation, decisions, objections

SUBSCRIPTIONS = (*computation.SUBSCRIPTIONS, *decisions.SUBSCRIPTIONS, *objections.SUBSCRIPTIONS)
