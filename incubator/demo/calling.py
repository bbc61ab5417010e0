"""How calls come to be: planned from the library, adapted, published, and left to the clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from incubator.approvals.queries import find_pending
from incubator.approvals.usecases.request_approval import Line
from incubator.approvals.usecases.sign_approval import sign_approval
from incubator.core.dates import day_in_kst, in_kst, official_moment
from incubator.db.session import session_now
from incubator.demo.papers import paper
from incubator.demo.story import Story
from incubator.organisations.queries import list_active_partners
from incubator.organisations.rules import PartnerDetails, PartnerKind
from incubator.organisations.usecases.enter_partner import enter_partner
from incubator.parameters.usecases.set_parameter import set_parameter
from incubator.programs.queries import get_round
from incubator.programs.rules.kinds import PartnerRole, ProgramField, ProgramKind
from incubator.programs.rules.library import TEMPLATES
from incubator.programs.rules.library.shape import PartnerTemplate
from incubator.programs.rules.reception import posting_problem
from incubator.programs.usecases.attach_file_to_round import attach_file_to_round
from incubator.programs.usecases.create_program import create_program
from incubator.programs.usecases.edit_round import edit_round
from incubator.programs.usecases.plan_round_from_template import plan_round_from_template
from incubator.programs.usecases.request_publication import request_publication

URGENT = "교육 일정과 장비 정비 일정에 맞추기 위하여 공고 기간을 줄입니다."


MINISTRY = PartnerTemplate("여성가족부", "Ministry of Gender Equality and Family", "ministry", PartnerRole.COOPERATOR)

SMALL_WON = 30_000_000
"""Calls with a smaller budget are decided by a manager who did not draft them."""


@dataclass(frozen=True, kw_only=True)
class Call:
    """One round: announced at an instant by its manager.

    `changes` are parts of the template the manager rewrites; `closes_at` replaces the template's deadline; `guide` puts
    a paper beside the call.  `head` signs, or a manager within the limit of `delegate_small_calls`.
    """

    key: str
    program: str
    template: str
    by: str
    announced_at: datetime
    number: int | None = None
    closes_at: datetime | None = None
    opens_at: datetime | None = None
    changes: Mapping[str, Any] = field(default_factory=dict)
    guide: bool = False
    head: str = "head"


def found_programs(story: Story, *, owners: Mapping[str, str], by: str = "admin") -> None:
    """The programs of the library's templates that have an owner here, by code."""
    for template in TEMPLATES.values():
        wanted = template.program
        if wanted.code not in owners:
            continue
        story.programs[wanted.code] = create_program(
            actor=story.actor(by),
            code=wanted.code,
            name=wanted.name,
            name_en=wanted.name_en,
            kind=wanted.kind,
            field=wanted.field,
            branch_id=story.branches[wanted.branch],
            owner_id=story.people[owners[wanted.code]],
            partners=_partners(story, by, wanted.partners),
            budget_line=wanted.budget_line,
            now=story.now,
        )


def found_workshop(story: Story, *, owner: str) -> None:
    """디지털3D공방창업과정, which is its own program with its own partner."""
    story.programs["WOMEN3D"] = create_program(
        actor=story.actor("main"),
        code="WOMEN3D",
        name="디지털3D공방창업과정",
        name_en="Digital 3D Workshop Founding Course",
        kind=ProgramKind.EDUCATION,
        field=ProgramField.COMMON,
        branch_id=story.branches["main"],
        owner_id=story.people[owner],
        partners=_partners(story, "admin", (MINISTRY,)),
        budget_line="경력단절여성 창업 지원",
        now=story.now,
    )


def _partners(story: Story, by: str, wanted: Sequence[PartnerTemplate]) -> list[tuple[UUID, PartnerRole]]:
    """Partners of the centre by their names, entered when the first program is run with them."""
    known = {item.name: item.id for item in list_active_partners(session_now())}
    for item in wanted:
        if item.name not in known:
            details = PartnerDetails(name=item.name, name_en=item.name_en, kind=PartnerKind(item.kind))
            known[item.name] = enter_partner(actor=story.actor(by), details=details, now=story.now)
    return [(known[item.name], item.role) for item in wanted]


def plan_call(story: Story, call: Call) -> None:
    """Lay the round out and adapt it, some time before its publication; nobody outside sees it yet."""
    actor = story.actor(call.by)
    round_id = plan_round_from_template(
        actor=actor,
        program_id=story.programs[call.program],
        template=call.template,
        announced_on=day_in_kst(call.announced_at),
        round_no=call.number,
        now=story.now,
    )
    story.rounds[call.key] = round_id
    changes = dict(call.changes)
    if call.opens_at or call.closes_at:
        changes |= _moved(call, round_id)
    if changes:
        edit_round(actor=actor, round_id=round_id, changes=changes, now=story.now)
    if call.guide:
        _attach_guide(story, call, round_id)


def _attach_guide(story: Story, call: Call, round_id: UUID) -> None:
    session = session_now()
    planned = get_round(session, round_id)
    rows = [
        ("공고", planned.title),
        ("접수 기간", f"{official_moment(planned.opens_at)} ~ {official_moment(planned.closes_at)}"),
        ("문의", f"{planned.contact_name} {planned.contact_phone}"),
    ]
    sections = [("지원 내용", planned.support), ("신청 방법", planned.how_to_apply)]
    stream = paper("신청 안내", on=day_in_kst(call.announced_at), rows=rows, sections=sections)
    session.rollback()
    attach_file_to_round(
        actor=story.actor(call.by),
        round_id=round_id,
        stream=stream,
        filename="신청 안내.pdf",
        title="신청 안내",
        now=story.now,
    )


def _moved(call: Call, round_id: UUID) -> dict[str, Any]:
    """Reception times, and the schedule that says them; later milestones move with the deadline."""
    session = session_now()
    planned = get_round(session, round_id)
    opens_at, closes_at = call.opens_at or planned.opens_at, call.closes_at or planned.closes_at
    shift = day_in_kst(closes_at) - day_in_kst(planned.closes_at)
    reception, *later = planned.schedule
    rows = [
        reception | {"starts": in_kst(opens_at).isoformat(), "ends": in_kst(closes_at).isoformat()},
        *({**row, "starts": _later(row["starts"], shift), "ends": _later(row["ends"], shift)} for row in later),
    ]
    session.rollback()
    return {"opens_at": opens_at, "closes_at": closes_at, "schedule": rows}


def _later(raw: str | None, shift: timedelta) -> str | None:
    if raw is None:
        return None
    moved = datetime.fromisoformat(raw) + shift
    return moved.isoformat() if "T" in raw else moved.date().isoformat()


def request_call(story: Story, call: Call) -> None:
    """The manager puts the complete call before the head."""
    round_id = story.rounds[call.key]
    session = session_now()
    planned = get_round(session, round_id)
    reason = URGENT if posting_problem(planned.announced_on, planned.closes_at) else ""
    session.rollback()
    line = Line(story.people[call.head])
    request_publication(actor=story.actor(call.by), round_id=round_id, line=line, reason=reason, now=story.now)


def publish_call(story: Story, call: Call) -> None:
    """The head signs on the day of the announcement: it is public at once, and the clock watches its times."""
    round_id = story.rounds[call.key]
    planned = get_round(session_now(), round_id)
    opens_at, closes_at = planned.opens_at, planned.closes_at
    sign_for(story, call.head, round_id)
    story.watch(opens_at, closes_at)


def sign_for(story: Story, head: str, round_id: UUID) -> None:
    """Whatever about the round waits for a decision is approved."""
    session = session_now()
    pending = find_pending(session, "round", round_id)
    assert pending is not None
    approval_id = pending.id
    session.rollback()
    sign_approval(actor=story.actor(head), approval_id=approval_id, now=story.now)


def announce(story: Story, call: Call) -> None:
    """Planned two hours and asked for one hour before the publication."""
    story.at(call.announced_at - timedelta(hours=2), lambda: plan_call(story, call))
    story.at(call.announced_at - timedelta(hours=1), lambda: request_call(story, call))
    story.at(call.announced_at, lambda: publish_call(story, call))


def delegate_small_calls(story: Story) -> None:
    """전결: publishing, extending and correcting a call of a small budget is decided by a manager."""
    for limit in ("publish", "extend", "correct"):
        set_parameter(
            actor=story.actor("admin"),
            key=f"approvals.{limit}_limit_won",
            value=SMALL_WON,
            effective_on=day_in_kst(story.now),
            note="위임전결 규정: 3천만 원까지 담당 팀의 다른 담당자가 전결",
            now=story.now,
        )
