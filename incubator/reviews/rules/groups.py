"""Several panels (분과·조): their applicants compete inside the group, or all groups are brought to one scale (domain.md §4.4).

Z = (score − mean of the group) / s × 10 + 50, where s is the standard deviation with n − 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from fractions import Fraction
from uuid import UUID

from incubator.core.text import Text, text
from incubator.reviews.rules.computation import Computation, Line, Standing, final_of, ranked
from incubator.reviews.rules.rounding import cut_off, half_up

CENTRE = 50
WIDTH = 10
_PRECISE = Context(prec=60)


@dataclass(frozen=True)
class Group:
    """What a group's scores were brought to the common scale with; `mean` and `deviation` are cut off at ten places."""

    key: str
    n: int
    mean: Decimal
    deviation: Decimal
    scores: tuple[tuple[UUID, Decimal], ...]

    @property
    def says(self) -> Text | None:
        """Why everybody of the group stands at 50, None when they do not."""
        if self.n < 2:
            return text("조 %(group)s: 신청이 하나뿐이라 표준점수를 50점으로 두었습니다.", group=self.key)
        if not self.deviation:
            return text("조 %(group)s: 점수가 모두 같아 표준점수를 모두 50점으로 두었습니다.", group=self.key)
        return None


def standardised(key: str, scores: Mapping[UUID, Decimal | Fraction], scale: int = 2) -> Group:
    """The group's standard scores, rounded once at `scale`.  Raises ValueError for an empty group."""
    if not scores:
        raise ValueError("a group without applicants has no mean")
    values = {
        application: Fraction(score) for application, score in sorted(scores.items(), key=lambda row: str(row[0]))
    }
    count = len(values)
    mean = sum(values.values(), Fraction(0)) / count
    squares = sum(((value - mean) ** 2 for value in values.values()), Fraction(0))
    deviation = _root(squares / (count - 1)) if squares else Fraction(0)
    return Group(
        key,
        count,
        cut_off(mean),
        cut_off(deviation),
        tuple(
            (application, half_up((value - mean) / deviation * WIDTH + CENTRE if deviation else Decimal(CENTRE), scale))
            for application, value in values.items()
        ),
    )


def _root(value: Fraction) -> Fraction:
    """The square root with sixty digits."""
    return Fraction(_PRECISE.sqrt(_PRECISE.divide(Decimal(value.numerator), Decimal(value.denominator))))


def standardise(computation: Computation, group_of: Mapping[UUID, str]) -> tuple[Computation, tuple[Group, ...]]:
    """The sheet ranked on standard scores with bonus and deductions, and the groups it came from.

    Everybody scored counts for the group's mean, below the floor too; the floor itself stays one of raw points.
    Raises KeyError for a scored applicant without a group.
    """
    members: dict[str, dict[UUID, Fraction]] = {}
    for line in computation.lines:
        if line.main is not None:
            members.setdefault(group_of[line.application], {})[line.application] = exact_main(computation, line)
    groups = tuple(standardised(key, members[key], computation.plan.scale) for key in sorted(members))
    scores = {application: score for group in groups for application, score in group.scores}
    lines = [
        replace(
            line, standard=scores[line.application], final=final_of(computation.plan, scores[line.application], line)
        )
        if line.application in scores
        else line
        for line in computation.lines
    ]
    return Computation(computation.plan, ranked(lines)), groups


def exact_main(computation: Computation, line: Line) -> Fraction:
    """Σ weight × M without any rounding.  Raises ValueError for an applicant nobody scored."""
    if line.standing in (Standing.ABSENT, Standing.NOT_SCORED):
        raise ValueError("nobody scored this applicant")
    pairs = zip(computation.plan.stages, line.stages, strict=True)
    return sum((Fraction(stage.weight_percent) / 100 * mean.exact for stage, mean in pairs), Fraction(0))
