"""What stands between a panel and its scoring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from incubator.applications.models import Application
from incubator.core.dates import day_in_kst
from incubator.core.text import Text, text
from incubator.parameters.queries import value
from incubator.reviews.models import Appointment, Panel, PanelCase
from incubator.reviews.queries import conflicts, panels
from incubator.reviews.queries.conflicts import unhindered
from incubator.reviews.rules.quorum import quorum_of
from incubator.reviews.workflow import AppointmentState

QUORUM = "reviews.quorum_of_three"
MOST_NAMED = 10


@dataclass(frozen=True)
class Readiness:
    """`quorum` people have to be sworn; `is_single`: one person will judge, so a reason is asked for."""

    seats: int
    quorum: int
    sworn: int
    obstacles: tuple[Text, ...]
    is_single: bool


def readiness_of(session: Session, panel: Panel, now: datetime) -> Readiness:
    """Needs `panel.stage`.  A fixed number of statements."""
    people = panels.list_people(session, panel.id)
    quorum = quorum_of(panel.seats, value(session, QUORUM, on=day_in_kst(now)))
    sworn = [person for person in people if person.state is AppointmentState.SWORN]
    waiting = [person for person in people if person.state is AppointmentState.ACCEPTED]
    obstacles = [
        *_number(panel, len(sworn), quorum),
        *_unsworn(waiting),
        *_undecided(session, panel),
        *_without_judge(session, panel),
    ]
    if panel.access_ends_at <= now:
        obstacles.append(text("열람 기한이 지났습니다. 위원회의 열람 기한을 먼저 고쳐 주세요."))
    return Readiness(panel.seats, quorum, len(sworn), tuple(obstacles), is_single=len(sworn) == 1)


def _number(panel: Panel, sworn: int, quorum: int) -> list[Text]:
    if not sworn:
        return [text("서약을 마친 위원이 한 사람도 없습니다.")]
    if sworn == 1 and panel.stage.people > 1:
        return [
            text(
                "위원 한 사람만으로는 평가할 수 없습니다. 이 단계는 %(people)d명이 평가하기로 공고했습니다.",
                people=panel.stage.people,
            )
        ]
    if sworn < quorum:
        return [
            text(
                "정족수에 모자랍니다. 서약을 마친 위원이 %(quorum)d명 있어야 하는데 %(sworn)d명입니다.",
                quorum=quorum,
                sworn=sworn,
            )
        ]
    return []


def _unsworn(waiting: list[Appointment]) -> list[Text]:
    if not waiting:
        return []
    names = ", ".join(f"{person.user.name}(위원 {person.no})" for person in waiting[:MOST_NAMED])
    return [text("수락하고 서약하지 않은 위원이 있습니다: %(names)s. 서약을 받거나 해촉해 주세요.", names=names)]


def _undecided(session: Session, panel: Panel) -> list[Text]:
    found = conflicts.list_undecided(session, panel.id)
    if not found:
        return []
    named = ", ".join(f"{pair.reviewer.name} – {pair.receipt_no}" for pair in found[:MOST_NAMED])
    return [text("확인하지 않은 이해충돌이 %(count)d건 있습니다: %(named)s", count=len(found), named=named)]


def _without_judge(session: Session, panel: Panel) -> list[Text]:
    """Applications that everybody sworn is kept from."""
    if not session.scalar(select(PanelCase.id).where(PanelCase.panel_id == panel.id).limit(1)):
        return [text("평가할 신청서가 없습니다. 적격으로 판정한 신청서를 먼저 불러와 주세요.")]
    judge = exists().where(
        Appointment.panel_id == panel.id,
        Appointment.state == AppointmentState.SWORN,
        unhindered(Appointment.id, PanelCase.application_id),
    )
    if not session.scalar(
        select(Appointment.id)
        .where(Appointment.panel_id == panel.id, Appointment.state == AppointmentState.SWORN)
        .limit(1)
    ):
        return []
    rows = session.scalars(
        select(Application.receipt_no)
        .join(PanelCase, PanelCase.application_id == Application.id)
        .where(PanelCase.panel_id == panel.id, ~judge)
        .order_by(Application.receipt_no)
    ).all()
    if not rows:
        return []
    return [
        text(
            "모든 위원이 회피했거나 이해충돌이라 평가할 사람이 없는 신청서가 있습니다: %(named)s",
            named=", ".join(str(number) for number in rows[:MOST_NAMED]),
        )
    ]
