"""What a manager sees of a round: its state, what may be done now, what stands in the way of publishing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.approvals.models import Approval
from incubator.approvals.queries import OPEN
from incubator.approvals.rules import Act
from incubator.approvals.workflow import ApprovalState
from incubator.core.text import Text, text
from incubator.db.pages import Page
from incubator.programs.models import Program, Round
from incubator.programs.policy import MAY, may_edit, may_plan
from incubator.programs.rules.content import FIELD_NAMES
from incubator.programs.rules.kinds import Phase
from incubator.programs.rules.library import TEMPLATES
from incubator.programs.rules.reception import posting_days, posting_problem, time_left
from incubator.programs.usecases.request_publication import publishing_problems
from incubator.programs.workflow import STEP_LABELS, WORKFLOW, RoundState, RoundStep
from incubator.questionnaires.models import QuestionnaireVersion
from incubator.web.i18n import chosen_locale, tr

DOORS = {
    RoundStep.REQUEST: "publish",
    RoundStep.RETURN: "take-back",
    RoundStep.EXTEND: "extend",
    RoundStep.CORRECT: "correct",
    RoundStep.RECALL: "recall",
    RoundStep.CANCEL: "cancel",
}
"""What people may press, in the order of the day, and its address; the rest follows from approval and clock."""


@dataclass(frozen=True)
class Action:
    """A button that is there exactly when the use case would accept it."""

    label: Text
    url: str
    is_main: bool = False
    is_negative: bool = False


@dataclass(frozen=True)
class StaffRow:
    id: UUID
    title: str
    program: str
    branch: str
    year: int
    round_no: int
    state: RoundState
    phase: Phase
    opens_at: datetime
    closes_at: datetime
    receipts: int


@dataclass(frozen=True)
class RoundsPage:
    rows: Page[StaffRow]
    url: str
    may_plan: bool
    is_filtered: bool


@dataclass(frozen=True)
class Problem:
    """As `components/error_summary.html` wants it."""

    anchor: str
    message: Text


@dataclass(frozen=True)
class ApprovalLink:
    """Something about the round that was, or is being, decided."""

    id: UUID
    number: str
    act: Act
    state: ApprovalState
    requested_at: datetime | None
    settled_reason: str

    @classmethod
    def of(cls, item: Approval) -> ApprovalLink:
        return cls(item.id, item.number, item.act, item.state, item.requested_at, item.settled_reason)


@dataclass(frozen=True)
class RoundPage:
    row: StaffRow
    code: str
    announced_on: str
    left: Text | None
    actions: tuple[Action, ...]
    problems: tuple[Problem, ...]
    warning: Text | None
    version: int
    may_copy: bool
    approvals: tuple[ApprovalLink, ...] = ()

    @property
    def pending(self) -> ApprovalLink | None:
        return next((item for item in self.approvals if item.state in OPEN), None)


def staff_row(found: Round, now: datetime) -> StaffRow:
    program = found.program
    is_english = chosen_locale() == "en"
    return StaffRow(
        id=found.id,
        title=found.title_en if is_english and found.title_en else found.title,
        program=program.name_en if is_english and program.name_en else program.name,
        branch=program.branch.name_en if is_english and program.branch.name_en else program.branch.name,
        year=found.year,
        round_no=found.round_no,
        state=found.state,
        phase=found.phase(now),
        opens_at=found.opens_at,
        closes_at=found.closes_at,
        receipts=found.receipt_serial,
    )


def rounds_page(
    found: Page[Round], programs: list[Program], actor: Actor, *, url: str, is_filtered: bool, now: datetime
) -> RoundsPage:
    rows = Page([staff_row(item, now) for item in found.items], found.number, found.size, found.total)
    return RoundsPage(rows, url, any(may_plan(actor, item) for item in programs), is_filtered)


def actions_for(actor: Actor, found: Round, now: datetime, *, is_pending: bool = False) -> tuple[Action, ...]:
    """In the order of the day: publish or extend first, cancel last; none while something is being decided."""
    if is_pending:
        return ()
    base = f"/staff/rounds/{found.id}"
    actions = []
    if found.state is RoundState.PLANNED and may_edit(actor, found):
        actions.append(Action(text("공고 고치기"), f"{base}/edit"))
    possible = set(WORKFLOW.steps_from(found.state))
    if now > found.closes_at:
        possible.discard(RoundStep.EXTEND)
    if found.published_at is None:
        possible.discard(RoundStep.RECALL)
    for step, address in DOORS.items():
        if step in possible and MAY[step](actor, found):
            is_main, is_negative = step is RoundStep.REQUEST, step is RoundStep.CANCEL
            actions.append(Action(STEP_LABELS[step], f"{base}/{address}", is_main, is_negative=is_negative))
    return tuple(actions)


def round_page(
    actor: Actor, found: Round, *, announced_on: str, now: datetime, approvals: Sequence[Approval] = ()
) -> RoundPage:
    """`approvals` are those about the round, newest first."""
    is_planned = found.state is RoundState.PLANNED
    problems = publishing_problems(found, now) if is_planned else {}
    phase = found.phase(now)
    return RoundPage(
        row=staff_row(found, now),
        code=f"{found.year}-{found.program.code}-{found.round_no:02d}",
        announced_on=announced_on,
        left=time_left(now, found.closes_at) if phase is Phase.OPEN else None,
        actions=actions_for(actor, found, now, is_pending=any(item.state in OPEN for item in approvals)),
        problems=tuple(
            Problem(name, text("%(item)s: %(problem)s", item=FIELD_NAMES[name], problem=sentence))
            for name, sentences in problems.items()
            for sentence in sentences
        ),
        warning=posting_problem(found.announced_on, found.closes_at) if is_planned else None,
        version=found.version,
        may_copy=bool(may_plan(actor, found.program)),
        approvals=tuple(ApprovalLink.of(item) for item in approvals),
    )


def posting_words(found: Round) -> Text:
    return text("공고일부터 마감일까지 %(days)d일입니다.", days=posting_days(found.announced_on, found.closes_at))


def template_choices() -> list[tuple[str, str]]:
    is_english = chosen_locale() == "en"
    return [(key, shape.program.name_en if is_english else shape.program.name) for key, shape in TEMPLATES.items()]


def usual_choice(
    template: str | None, program: str | None, actor: Actor, programs: list[Program]
) -> tuple[str | None, str | None]:
    """The template and program asked for; else the first template that has a program here: the two belong together."""
    own = {item.code: str(item.id) for item in programs if may_plan(actor, item)}
    if program in own.values():
        code = next(code for code, one in own.items() if one == program)
        fitting = (key for key, shape in TEMPLATES.items() if shape.program.code == code)
        return template or next(fitting, None), program
    wanted = [template] if template in TEMPLATES else list(TEMPLATES)
    pairs = ((key, own[TEMPLATES[key].program.code]) for key in wanted if TEMPLATES[key].program.code in own)
    return next(pairs, (template, None))


def program_choices(actor: Actor, programs: list[Program]) -> list[tuple[str, str]]:
    """The programs this person may plan rounds in."""
    return [
        (str(item.id), tr(text("%(name)s (%(code)s)", name=item.name, code=item.code)))
        for item in programs
        if may_plan(actor, item)
    ]


def version_choices(versions: Iterable[QuestionnaireVersion]) -> list[tuple[UUID, str]]:
    """Published forms, named with their version."""
    is_english = chosen_locale() == "en"
    return [
        (
            version.id,
            tr(
                text(
                    "%(title)s (%(number)d판)",
                    title=version.questionnaire.title_en
                    if is_english and version.questionnaire.title_en
                    else version.questionnaire.title,
                    number=version.number,
                )
            ),
        )
        for version in versions
    ]
