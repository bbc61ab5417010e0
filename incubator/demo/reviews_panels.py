"""Panels of the demo: a pool, draws with a witness, answers, oaths, declarations, a conflict, score sheets, the lock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from incubator.accounts.queries import find_user_by_email
from incubator.db.session import session_now
from incubator.demo.arrivals import choose_password
from incubator.demo.people import REVIEWERS
from incubator.demo.story import Story
from incubator.programs.queries import get_whole_round
from incubator.programs.rules.kinds import ProgramField
from incubator.reviews.queries import conflicts, invitations, panels, sheets
from incubator.reviews.rules.desk import TypedSheet
from incubator.reviews.rules.oaths import OATHS
from incubator.reviews.rules.panel_terms import PanelTerms
from incubator.reviews.rules.pool_details import accepted
from incubator.reviews.usecases.accept_invitation import accept_invitation
from incubator.reviews.usecases.add_reviewer import add_reviewer
from incubator.reviews.usecases.assign_everybody import assign_everybody
from incubator.reviews.usecases.confirm_conflict import confirm_conflict
from incubator.reviews.usecases.create_panel import create_panel
from incubator.reviews.usecases.declare_relations import declare_relations
from incubator.reviews.usecases.draw_reviewers import draw_reviewers
from incubator.reviews.usecases.enter_conflict import enter_conflict
from incubator.reviews.usecases.invite_reviewers import invite_reviewers
from incubator.reviews.usecases.lock_panel import lock_panel
from incubator.reviews.usecases.open_scoring import open_scoring
from incubator.reviews.usecases.open_sheet import open_sheet
from incubator.reviews.usecases.save_scores import save_scores
from incubator.reviews.usecases.submit_sheet import submit_sheet
from incubator.reviews.usecases.swear_oaths import swear_oaths

SHARED = "공통"
CHALLENGE = "신청인이 지난해 이 위원의 회사에서 시제품을 만들었다고 알려 왔습니다."
CONFIRMED = "계약서 사본으로 거래를 확인했습니다."
COMMENT = "문제와 해결 방법이 뚜렷하고 시험 결과가 구체적입니다. 판로 계획은 숫자를 더 붙이면 좋겠습니다."
WEAK, USUAL = 55, 80
"""Percent of the points of each criterion."""


@dataclass(frozen=True, kw_only=True)
class Board:
    """A panel: `stage` counts from 0; `strength` is how the application of each founder stands, in percent.

    `challenged` names the founder who objects to the second member of the panel.
    """

    call: str
    by: str
    witness: str
    field: ProgramField
    seats: int
    meets_at: datetime
    access_ends_at: datetime
    label: str = "1분과"
    stage: int = 0
    challenged: str = ""


def found_pool(story: Story, *, by: str) -> None:
    """The people of the pool; each chooses a password by the link of his mail."""
    for person in REVIEWERS:
        fields = [ProgramField.MECHATRONICS.value, *([ProgramField.COMMON.value] if person.duty == SHARED else [])]
        details = accepted(fields=fields, profile=f"{person.duty} 분야 평가", employer=f"{person.name} 연구소")
        add_reviewer(actor=story.actor(by), email=person.email, name=person.name, details=details, now=story.now)
        user = find_user_by_email(session_now(), person.email)
        assert user is not None
        choose_password(story, person.key, user.id)


def invite(story: Story, board: Board) -> UUID:
    """Set up, drawn before a witness, asked."""
    session = session_now()
    stage_id = get_whole_round(session, story.rounds[board.call]).stage_rows[board.stage].id
    session.rollback()
    actor = story.actor(board.by)
    terms = PanelTerms(
        label=board.label,
        seats=board.seats,
        secretary_id=story.people[board.by],
        meets_at=board.meets_at,
        access_ends_at=board.access_ends_at,
        place="센터 대회의실",
    )
    panel_id = create_panel(
        actor=actor, round_id=story.rounds[board.call], stage_id=stage_id, terms=terms, now=story.now
    )
    witness_id = story.people[board.witness]
    draw_reviewers(actor=actor, panel_id=panel_id, field=board.field, witness_id=witness_id, now=story.now)
    invite_reviewers(actor=actor, panel_id=panel_id, now=story.now)
    return panel_id


def open_board(story: Story, board: Board) -> UUID:
    """Everybody comes and swears, a challenge is confirmed, and scoring opens."""
    panel_id, actor = invite(story, board), story.actor(board.by)
    people = _people(story, panel_id)
    for key, appointment_id in people:
        accept_invitation(actor=story.actor(key), appointment_id=appointment_id, now=story.now)
    if board.challenged:
        enter_conflict(
            actor=actor,
            panel_id=panel_id,
            appointment_id=next(one for key, one in people if key != "reviewer"),
            application_id=story.applications[f"{board.call}/{board.challenged}"],
            reason=CHALLENGE,
            now=story.now,
        )
    session = session_now()
    waiting = [pair.conflict.id for pair in conflicts.list_undecided(session, panel_id)]
    session.rollback()
    for conflict_id in waiting:
        confirm_conflict(actor=actor, panel_id=panel_id, conflict_id=conflict_id, reason=CONFIRMED, now=story.now)
    for key, appointment_id in people:
        _swear(story, key, appointment_id, panel_id)
    assign_everybody(actor=actor, panel_id=panel_id, now=story.now)
    open_scoring(actor=actor, panel_id=panel_id, now=story.now)
    return panel_id


def _people(story: Story, panel_id: UUID) -> list[tuple[str, UUID]]:
    """Who sits there, by the short name of the script, and the appointment."""
    keys = {user_id: key for key, user_id in story.people.items()}
    session = session_now()
    found = [(keys[person.user_id], person.id) for person in panels.list_people(session, panel_id)]
    session.rollback()
    return found


def _swear(story: Story, key: str, appointment_id: UUID, panel_id: UUID) -> None:
    actor = story.actor(key)
    oaths = [oath.key for oath in OATHS]
    swear_oaths(actor=actor, appointment_id=appointment_id, keys=oaths, signature=actor.name, now=story.now)
    session = session_now()
    shown = invitations.list_declarable(session, appointment_id, panel_id)
    session.rollback()
    said = dict.fromkeys(shown, (True, ""))
    declare_relations(actor=actor, appointment_id=appointment_id, said=said, now=story.now)


def score(story: Story, panel_id: UUID, key: str, *, weak: frozenset[UUID] = frozenset()) -> None:
    """One member reads and hands in everything he was given; applications in `weak` stay below the floor."""
    session, actor = session_now(), story.actor(key)
    queue = [(row.id, row.application_id) for row, _, _ in sheets.list_queue(session, actor, panel_id)]
    seat = sheets.find_appointment(session, actor, panel_id)
    assert seat is not None
    worth = {item.key: int(item.max_points) for item in sheets.shape_of(seat.panel).criteria}
    session.rollback()
    for number, (assignment_id, application_id) in enumerate(queue):
        open_sheet(actor=actor, assignment_id=assignment_id, now=story.now, route="demo")
        percent = WEAK if application_id in weak else USUAL + 2 * number
        typed = TypedSheet(
            points={name: str(most * percent // 100) for name, most in worth.items()},
            reasons=dict.fromkeys(worth, "신청서의 근거로 매겼습니다."),
            comment=COMMENT,
        )
        at = story.now + timedelta(minutes=10)
        sheet = sheets.get_his(session, actor, assignment_id).sheet
        assert sheet is not None
        seen = sheet.version
        session.rollback()
        saved = save_scores(actor=actor, assignment_id=assignment_id, typed=typed, seen=seen, now=at)
        assert not saved.problems, saved.problems
        submit_sheet(actor=actor, assignment_id=assignment_id, seen=saved.version, now=at)


def judge_whole(story: Story, board: Board, *, weak: tuple[str, ...] = ()) -> None:
    """From the draw to the lock."""
    panel_id = open_board(story, board)
    low = frozenset(story.applications[f"{board.call}/{who}"] for who in weak)
    for key, _ in _people(story, panel_id):
        score(story, panel_id, key, weak=low)
    lock_panel(actor=story.actor(board.by), panel_id=panel_id, now=story.now + timedelta(hours=1))


def tell_boards(story: Story, *, scoring: Board, asking: Board, at: datetime) -> None:
    """Today: one panel scores, and one waits for answers."""
    story.at(at, partial(_open_and_begin, story, scoring))
    story.at(at + timedelta(hours=1), partial(invite, story, asking))


def _open_and_begin(story: Story, board: Board) -> None:
    """One colleague of the printed reviewer has handed in already."""
    panel_id = open_board(story, board)
    others = [key for key, _ in _people(story, panel_id) if key != "reviewer"]
    score(story, panel_id, others[-1])
