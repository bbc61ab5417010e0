"""What follows from facts: applying (`applying`), the intake desk (`intake`), calls announced again (`recalls`)."""

from incubator.applications.subscribers import applying, duplicates, intake, outcomes, recalls

SUBSCRIPTIONS = (
    *applying.SUBSCRIPTIONS,
    *duplicates.SUBSCRIPTIONS,
    *intake.SUBSCRIPTIONS,
    *outcomes.SUBSCRIPTIONS,
    *recalls.SUBSCRIPTIONS,
)
