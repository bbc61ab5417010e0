"""What happened to an application, and whose turn it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.accounts.queries import list_users
from incubator.accounts.roles import STAFF_ROLES
from incubator.applications.models import Application, ApplicationMessage
from incubator.applications.workflow import ApplicationState
from incubator.audit.queries import list_about
from incubator.core.dates import official_moment
from incubator.core.masking import mask_name
from incubator.core.text import Text, text
from incubator.programs.models import Round

TITLES: Mapping[str, Text] = {
    "application.started": text("작성을 시작했습니다"),
    "application.submitted": text("제출하여 접수되었습니다"),
    "application.submission_refused": text("제출을 눌렀으나 접수되지 않았습니다"),
    "application.unsubmitted": text("제출을 취소했습니다"),
    "application.withdrawn": text("철회했습니다"),
    "application.expired": text("마감까지 제출하지 않아 미제출이 되었습니다"),
    "application.received": text("접수가 마감되어 심사로 넘어갔습니다"),
    "application.review_begun": text("자격 검토를 시작했습니다"),
    "application.supplement_requested": text("보완을 요청했습니다"),
    "application.supplement_supplied": text("보완을 제출했습니다"),
    "application.supplement_lapsed": text("보완 기한이 지났습니다"),
    "application.supplement_recalled": text("보완 요청을 거두었습니다"),
    "application.judged_eligible": text("적격으로 판정했습니다"),
    "application.ineligible_proposed": text("부적격 의견을 올렸습니다"),
    "application.ineligible_returned": text("부적격 의견을 돌려보냈습니다"),
    "application.ineligible_confirmed": text("부적격을 확정했습니다"),
    "application.review_reopened": text("판정을 되돌려 다시 검토합니다"),
    "application.outcome_released": text("자격 검토 결과를 신청자에게 알렸습니다"),
    "application.outcome_announced": text("선정 결과를 발표했습니다"),
    "application.outcome_delivered": text("선정 결과를 알림함에 전했습니다"),
    "application.place_offered": text("예비 순위에서 선정 자리를 권했습니다"),
    "application.place_accepted": text("선정을 받아들였습니다"),
    "application.selection_forfeited": text("선정을 포기했습니다"),
    "application.offer_lapsed": text("답변 기한이 지나 선정 자리가 다음 순위로 넘어갔습니다"),
    "application.selection_revoked": text("선정을 취소했습니다"),
    "application.waiting_closed": text("예비 명단이 끝났습니다"),
    "application.moved": text("새 양식으로 옮겼습니다"),
    "application.reminded": text("마감이 다가옴을 알렸습니다"),
    "application.message_sent": text("글을 주고받았습니다"),
}
"""The facts an application's own history tells; autosaves are in the trail and not here."""


STAFF_WORDS = frozenset(role.value for role in STAFF_ROLES)


@dataclass(frozen=True)
class Entry:
    """`who` is empty when the clock did it."""

    at: datetime
    title: Text
    who: str
    body: str = ""


def history_of(session: Session, application: Application, *, masked: bool = False) -> tuple[Entry, ...]:
    """Newest first.  `masked`: people of the company as the company's page shows them to staff."""
    found = [entry for entry in list_about(session, "application", application.id) if entry.event_name in TITLES]
    people = {user.id: user.name for user in list_users(session, [entry.actor_id for entry in found if entry.actor_id])}

    def who(actor_id: UUID | None, acting_as: str) -> str:
        name = people.get(actor_id, "") if actor_id else ""
        return mask_name(name) if masked and acting_as not in STAFF_WORDS else name

    return tuple(
        Entry(entry.at, TITLES[entry.event_name], who(entry.actor_id, entry.acting_as), entry.reason)
        for entry in reversed(found)
    )


_TURNS: Mapping[ApplicationState, Text] = {
    ApplicationState.IN_REVIEW: text("센터 차례: 신청 자격을 검토해야 합니다."),
    ApplicationState.SUPPLEMENT_REQUESTED: text("신청자 차례: 요청한 보완을 기한 안에 제출해야 합니다."),
    ApplicationState.ELIGIBLE: text("적격으로 알렸습니다. 평가를 기다립니다."),
}
_UNRELEASED = text("센터 차례: 자격 검토 결과를 신청자에게 알려야 합니다.")
_OVER = text("끝난 신청서입니다. 할 일이 없습니다.")


def whose_turn(application: Application, round_: Round, last: ApplicationMessage | None, now: datetime) -> Text:
    """One sentence that tells who has to do something now."""
    state, closes = application.state, official_moment(round_.closes_at)
    if last is not None and not last.is_from_staff and state is not ApplicationState.WITHDRAWN:
        return text("센터 차례: 신청자가 남긴 글에 답해야 합니다.")
    if state is ApplicationState.DRAFT:
        if round_.is_open(now):
            return text("신청자 차례: %(closes)s까지 제출해야 접수됩니다.", closes=closes)
        return text("마감 시각이 지나 미제출로 처리될 예정입니다.")
    if state is ApplicationState.SUBMITTED:
        return text(
            "마감(%(closes)s)을 기다립니다. 그 전까지 신청자가 제출을 취소하고 고칠 수 있습니다.", closes=closes
        )
    is_told = application.shown_state is state
    return _TURNS.get(state, _OVER) if is_told else _UNRELEASED
