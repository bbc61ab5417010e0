"""What follows from facts in evaluation."""

from incubator.reviews.subscribers import decisions

SUBSCRIPTIONS = (*decisions.SUBSCRIPTIONS,)
