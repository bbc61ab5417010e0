"""What follows from facts: applying (`applying`), the intake desk (`intake`)."""

from incubator.applications.subscribers import applying

SUBSCRIPTIONS = (*applying.SUBSCRIPTIONS,)
