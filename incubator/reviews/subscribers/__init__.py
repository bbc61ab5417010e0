"""What follows from the facts of evaluation, one module for each room."""

from incubator.reviews.subscribers import computation, conflicts, decisions, invitations, objections, sheets

SUBSCRIPTIONS = (
    *invitations.SUBSCRIPTIONS,
    *conflicts.SUBSCRIPTIONS,
    *sheets.SUBSCRIPTIONS,
    *computation.SUBSCRIPTIONS,
    *decisions.SUBSCRIPTIONS,
    *objections.SUBSCRIPTIONS,
)
