"""Programs and rounds: the smallest valid ones, open while the tests' clock stands where it starts."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from incubator.core.dates import day_in_kst
from incubator.core.ids import new_id
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.programs import queries
from incubator.programs.models import Program, Round, RoundNotice
from incubator.programs.rules.kinds import ProgramField, ProgramKind
from incubator.programs.rules.scoring import BLANK_CRITERION, StageKind, blank_stage
from incubator.programs.workflow import NoticeKind, RoundState
from incubator.web import clock
from tests.factories.accounts import a_branch, a_user

_codes = count(1)

SCORING = {
    "people": 5,
    "floor_points": 60,
    "trim_least_people": 5,
    "rounding_scale": 2,
    "cut_percent": 200,
    "bonus_cap": 5,
    "waiting_list_length": 3,
}
STAGES = [
    blank_stage(
        StageKind.DOCUMENT,
        SCORING,
        key="s1",
        label_en="Paper review",
        weight_percent=100,
        criteria=[{**BLANK_CRITERION, "key": "c1", "label": "사업성", "label_en": "Prospects", "points": 100}],
    )
]
ELIGIBILITY = [{"key": "once", "kind": "one_application_per_round"}]
DOCUMENTS = [{"label": "사업계획서", "label_en": "Business plan", "when": "apply"}]


def a_program(
    name: str = "I-Gen 챌린지 공모전",
    *,
    code: str | None = None,
    kind: ProgramKind = ProgramKind.CONTEST,
    field: ProgramField = ProgramField.MECHATRONICS,
    branch_id: UUID | None = None,
    owner_id: UUID | None = None,
    budget_line: str = "창업·벤처 발굴 육성",
    now: datetime | None = None,
    **described: Any,
) -> Program:
    """A program of the head office unless `branch_id` says otherwise."""
    now = now or clock.now()
    branch_id = branch_id or a_branch().id
    owner_id = owner_id or a_user("담당자").id
    with unit_of_work(bookkeeping=True) as work:
        program = Program(
            id=new_id(),
            code=code or f"P{next(_codes)}X",
            name=name,
            kind=kind,
            field=field,
            branch_id=branch_id,
            owner_id=owner_id,
            budget_line=budget_line,
            created_at=now,
            **described,
        )
        work.session.add(program)
    return queries.get_program(session_now(), program.id)


def a_round(
    program: Program | UUID | None = None,
    *,
    state: RoundState = RoundState.OPEN,
    title: str = "2026년 제1기 공모전",
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
    announced_on: date | None = None,
    round_no: int | None = None,
    now: datetime | None = None,
    **values: Any,
) -> Round:
    """A complete round in this state, receiving from a day ago until 20 days from now (by the tests' clock)."""
    now = now or clock.now()
    program_id = program if isinstance(program, UUID) else (program or a_program(now=now)).id
    opens_at = opens_at or now - timedelta(days=1)
    announced_on = announced_on or day_in_kst(opens_at)
    is_public = state not in (RoundState.PLANNED, RoundState.IN_APPROVAL, RoundState.APPROVED)
    complete: dict[str, Any] = {
        "summary": "아이디어를 찾습니다.",
        "purpose": "창업을 돕습니다.",
        "support": "최대 2,000만 원",
        "how_to_apply": "온라인으로 신청합니다.",
        "budget_text": "총 1억 원",
        "contact_name": "창업지원팀",
        "contact_phone": "055-123-4567",
        "schedule": [{"label": "결과 발표", "label_en": "Results", "starts": "2026-05-04", "ends": None}],
        "eligibility": ELIGIBILITY,
        "stages": STAGES,
        "documents_wanted": DOCUMENTS,
        "published_at": opens_at if is_public else None,
        "opened_at": opens_at if state in (RoundState.OPEN, RoundState.CLOSED) else None,
        "closed_at": now if state is RoundState.CLOSED else None,
        "cancelled_at": now if state is RoundState.CANCELLED else None,
    }
    with unit_of_work(bookkeeping=True) as work:
        number = round_no or queries.next_round_no(work.session, program_id)
        made = Round(
            id=new_id(),
            program_id=program_id,
            year=announced_on.year,
            round_no=number,
            title=title,
            announced_on=announced_on,
            opens_at=opens_at,
            closes_at=closes_at or now + timedelta(days=20),
            state=state,
            created_at=now,
            **(complete | values),
        )
        work.session.add(made)
        round_id = made.id
    return queries.get_round(session_now(), round_id)


def a_notice(round_: Round, kind: NoticeKind = NoticeKind.CORRECTION, **values: Any) -> RoundNotice:
    """A published revision of the round."""
    by = values.pop("published_by", None) or a_user("담당자").id
    with unit_of_work(bookkeeping=True) as work:
        notice = RoundNotice(
            id=new_id(),
            round_id=round_.id,
            no=queries.last_notice_no(work.session, round_.id) + 1,
            kind=kind,
            reason=values.pop("reason", "오타를 고칩니다."),
            published_at=values.pop("published_at", clock.now()),
            published_by=by,
            **values,
        )
        work.session.add(notice)
    return notice
