"""Who makes, draws, opens and cancels panels.  Pure; the round comes with its program."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from incubator.accounts.actor import Actor
from incubator.core.decisions import Decision
from incubator.programs.models import Round
from incubator.reviews.policy.people import may_run
from incubator.reviews.workflow import PanelStep

MAY: Mapping[PanelStep, Callable[[Actor, Round], Decision]] = {
    PanelStep.DRAW: may_run,
    PanelStep.OPEN: may_run,
    PanelStep.CANCEL: may_run,
}
