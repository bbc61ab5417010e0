"""What follows from facts: applying (`applying`), the intake desk (`intake`), calls announced again (`recalls`)."""

from incubator.applications.subscribers import applying, recalls

SUBSCRIPTIONS = (*applying.SUBSCRIPTIONS, *recalls.SUBSCRIPTIONS)
