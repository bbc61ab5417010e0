"""What follows from facts: applying (`applying`), the intake desk (`intake`), calls announced again (`recalls`)."""

from incubator.applications.subscribers import applying, duplicates, following, intake, outcomes, recalls

SUBSCRIPTIONS = (
    *applying.SUBSCRIPTIONS,
    *duplicates.SUBSCRIPTIONS,
    *following.SUBSCRIPTIONS,
    *intake.SUBSCRIPTIONS,
    *outcomes.SUBSCRIPTIONS,
    *recalls.SUBSCRIPTIONS,
)
