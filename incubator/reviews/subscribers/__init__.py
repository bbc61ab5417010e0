"""What follows from facts in evaluation."""

from incubator.reviews.subscribers import computation, decisions

SUBSCRIPTIONS = (*computation.SUBSCRIPTIONS, *decisions.SUBSCRIPTIONS)
