"""What follows from facts: applying (`applying`), the intake desk (`intake`), calls announced again (`recalls`)."""

from incubator.applications.subscribers import applying, duplicates, intake, recalls

SUBSCRIPTIONS = (*applying.SUBSCRIPTIONS, *duplicates.SUBSCRIPTIONS, *intake.SUBSCRIPTIONS, *recalls.SUBSCRIPTIONS)
