"""Bring the eligible applications of a round before a panel."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import RuleBroken
from incubator.core.events import Stamp
from incubator.core.text import text
from incubator.db.unit_of_work import Work, unit_of_work
from incubator.reviews.events.panels import PanelCasesSet
from incubator.reviews.models import Panel, PanelCase
from incubator.reviews.policy.people import may_run
from incubator.reviews.queries import panels
from incubator.reviews.usecases.detect_conflicts import detect_conflicts
from incubator.reviews.workflow import PanelState


def set_cases(*, actor: Actor, panel_id: UUID, now: datetime) -> tuple[int, int]:
    """`(added, removed)`: what became eligible comes, what is no more so goes; before scoring only.

    Raises NotFound, Forbidden, RuleBroken.
    """
    with unit_of_work() as work:
        panel, round_ = panels.get_panel_for_change(work.session, actor, panel_id)
        may_run(actor, round_).enforce()
        if panel.state not in (PanelState.PLANNED, PanelState.INVITING):
            raise RuleBroken(
                text("평가를 시작한 뒤에는 평가할 신청서를 바꿀 수 없습니다."),
                how=text("새 위원회를 만들어 남은 신청서를 맡겨 주세요."),
            )
        return bring_cases(work, panel, actor.stamp(now))


def bring_cases(work: Work, panel: Panel, stamp: Stamp) -> tuple[int, int]:
    """The same for a panel in hand, which comes with its stage; `no` is the order of receipt."""
    wanted = panels.list_eligible(work.session, panel)
    held = {case.application_id: case for case in panels.list_cases(work.session, panel.id)}
    gone = [case for key, case in held.items() if key not in set(wanted)]
    fresh = [key for key in wanted if key not in held]
    if not gone and not fresh:
        return 0, 0
    for case in gone:
        work.session.delete(case)
    work.session.flush()
    for no, application_id in enumerate(wanted, start=1):
        known = held.get(application_id)
        if known is None:
            work.session.add(
                PanelCase(panel_id=panel.id, stage_id=panel.stage_id, application_id=application_id, no=no)
            )
        else:
            known.no = no
    work.session.flush()
    work.record(
        PanelCasesSet(stamp=stamp, panel_id=panel.id, round_id=panel.round_id, added=len(fresh), removed=len(gone))
    )
    detect_conflicts(panel_id=panel.id, stamp=stamp)
    return len(fresh), len(gone)
