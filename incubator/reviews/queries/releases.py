"""What the release of a decision will bring about, put together anew each time: what is signed is what is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from incubator.applications.models import Application
from incubator.applications.workflow import ApplicationState
from incubator.core.masking import mask_name
from incubator.core.text import Text, text
from incubator.organisations.queries import list_members
from incubator.programs.models import Round
from incubator.reviews.models import Decision, DecisionLine
from incubator.reviews.queries import decisions
from incubator.reviews.workflow import Standing


@dataclass(frozen=True)
class ReleaseDraft:
    """`document` is read by those who sign, `content` is done; one fingerprint locks both."""

    document: list[dict[str, Any]]
    content: dict[str, Any]


def live_lines(session: Session, decision: Decision) -> list[DecisionLine]:
    """Those who hear of it: who has withdrawn meanwhile is left out."""
    return [
        line
        for line in decisions.list_lines(session, decision.id)
        if line.application.state is not ApplicationState.WITHDRAWN
    ]


def public_name(application: Application) -> str:
    """A company by its name, a person masked (홍*동)."""
    organisation = application.organisation
    return mask_name(organisation.display_name) if organisation.is_pre_founder else organisation.display_name


def release_draft(session: Session, round_: Round, decision: Decision) -> ReleaseDraft:
    """Who is told what, the public list, and the sum: the same words whenever they are put together."""
    lines = live_lines(session, decision)
    by_standing = {one: [line for line in lines if line.standing is one] for one in Standing}
    selected, waiting = by_standing[Standing.SELECTED], by_standing[Standing.WAITLISTED]
    others = [line for line in lines if line.standing not in (Standing.SELECTED, Standing.WAITLISTED)]
    total = sum(int(line.amount_won or 0) for line in selected)
    rows = [
        _row("round", text("공고"), round_.title),
        _row("selected", text("선정"), "\n".join(f"{line.application.receipt_no} {_name(line)}" for line in selected)),
        _row(
            "waiting",
            text("예비"),
            "\n".join(f"{line.waiting_no}. {line.application.receipt_no} {_name(line)}" for line in waiting),
        ),
        _row("others", text("미선정"), "\n".join(f"{line.application.receipt_no} {_name(line)}" for line in others)),
        _row("public", text("공고에 실리는 명단"), "\n".join(public_name(line.application) for line in selected)),
        _row("amount", text("지원금 합계"), f"{total:,}"),
        _row("minutes", text("위원회 회의록"), decision.minutes),
        _row("next_steps", text("선정된 곳이 이어서 할 일"), decision.next_steps),
    ]
    content = {
        "decision": str(decision.id),
        "sha256": decision.sha256,
        "told": [str(line.application_id) for line in lines],
    }
    return ReleaseDraft(rows, content)


def _name(line: DecisionLine) -> str:
    return line.application.organisation.display_name


def _row(key: str, label: Text, after: str) -> dict[str, Any]:
    return {"key": key, "label": label.payload(), "before": None, "after": after}


def count_readers(session: Session, lines: list[DecisionLine], now: datetime) -> dict[Any, int]:
    """How many people each applicant's result goes to, by application."""
    return {line.application_id: len(list_members(session, line.application.organisation_id, now)) for line in lines}
