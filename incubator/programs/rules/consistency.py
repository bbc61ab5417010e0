"""Whether anybody at all can meet the conditions of a call together, and which of them say nothing.

The engine looks for an applicant instead of comparing rules in pairs: it builds one who meets everything, kind by kind.
Where none can be built, the conditions contradict each other, and the smallest set of them that does is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from incubator.core.errors import Invalid
from incubator.core.text import Text, text
from incubator.programs.rules.conditions_age import CompanyAge, RepresentativeAge
from incubator.programs.rules.conditions_business import (
    AllowedIndustry,
    Declaration,
    DocumentsValid,
    ExcludedIndustry,
    Region,
)
from incubator.programs.rules.conditions_people import ApplicantKinds, PreFounderUnregistered
from incubator.programs.rules.findings import Condition, DocumentDates, Facts
from incubator.programs.rules.kinds import ApplicantKind
from incubator.programs.rules.names import listed
from incubator.programs.rules.references import ReferenceDates

KSIC_DIGITS = 5


@dataclass(frozen=True)
class Contradiction:
    """Conditions (by key) that nobody can meet together, or that no applicant ever meets; with the reason."""

    keys: tuple[str, ...]
    reason: Text


def possible_applicant(rules: Iterable[Condition], dates: ReferenceDates) -> Facts | None:
    """Somebody who meets every condition whose day of reference is known; None when there can be nobody."""
    asked = tuple(rules)
    for kind in ApplicantKind:
        found = _of_kind(kind, asked, dates)
        if found is not None:
            return found
    return None


def contradictions(rules: Iterable[Condition], dates: ReferenceDates) -> tuple[Contradiction, ...]:
    """What is wrong with these conditions together; empty when somebody can meet them and each of them matters."""
    asked = tuple(rules)
    found = [*_doubled(asked, dates), *_idle(asked, dates)]
    if possible_applicant(asked, dates) is None:
        clashing = _smallest(asked, dates)
        words = listed(rule.describe(dates) for rule in clashing)
        reason = text("다음 조건을 함께 채울 수 있는 신청자가 없습니다: %(rules)s", rules=words)
        found.append(Contradiction(tuple(rule.key for rule in clashing), reason))
    return tuple(found)


def refuse_contradictions(rules: Iterable[Condition], dates: ReferenceDates) -> None:
    """Raises Invalid for conditions that cannot stand together."""
    wrong = contradictions(rules, dates)
    if wrong:
        raise Invalid(
            wrong[0].reason,
            how=text("조건을 고치거나 하나를 빼 주세요."),
            problems={"eligibility": tuple(item.reason for item in wrong)},
        )


def _smallest(rules: Sequence[Condition], dates: ReferenceDates) -> tuple[Condition, ...]:
    """Leave out whatever is not needed for the clash."""
    kept = list(rules)
    for rule in rules:
        without = [item for item in kept if item is not rule]
        if possible_applicant(without, dates) is None:
            kept = without
    return tuple(kept)


def _doubled(rules: Sequence[Condition], dates: ReferenceDates) -> Iterable[Contradiction]:
    for place, rule in enumerate(rules):
        twin = next((item for item in rules[:place] if replace(item, key=rule.key) == rule), None)
        if twin is not None:
            yield Contradiction(
                (twin.key, rule.key), text("같은 조건이 두 번 있습니다: %(rule)s", rule=rule.describe(dates))
            )


def _idle(rules: Sequence[Condition], dates: ReferenceDates) -> Iterable[Contradiction]:
    """Conditions for people who may not apply anyway: whoever wrote them meant something else."""
    kinds = {kind for kind in ApplicantKind if _may_apply(kind, rules)}
    for rule in rules:
        if isinstance(rule, PreFounderUnregistered) and kinds and ApplicantKind.PRE_FOUNDER not in kinds:
            yield Contradiction(
                (rule.key,),
                text(
                    "예비창업자는 신청할 수 없는 공고라 아무에게도 해당하지 않습니다: %(rule)s",
                    rule=rule.describe(dates),
                ),
            )
        if isinstance(rule, CompanyAge) and rule.operator.is_upper and kinds == {ApplicantKind.PRE_FOUNDER}:
            yield Contradiction(
                (rule.key,),
                text(
                    "예비창업자만 신청할 수 있는 공고라 아무에게도 해당하지 않습니다: %(rule)s",
                    rule=rule.describe(dates),
                ),
            )


def _may_apply(kind: ApplicantKind, rules: Iterable[Condition]) -> bool:
    return all(kind in rule.kinds for rule in rules if isinstance(rule, ApplicantKinds))


def _of_kind(kind: ApplicantKind, rules: Sequence[Condition], dates: ReferenceDates) -> Facts | None:
    started = _day_of_start(kind, [rule for rule in rules if isinstance(rule, CompanyAge)], dates)
    born = _birthday([rule for rule in rules if isinstance(rule, RepresentativeAge)], dates)
    region = _shared_prefix([rule.regions for rule in rules if isinstance(rule, Region)])
    ksic = _industry(rules)
    if not _may_apply(kind, rules) or None in (started, born, region, ksic):
        return None
    is_pre_founder = kind is ApplicantKind.PRE_FOUNDER
    return Facts(
        applicant_kind=kind,
        opened_on=None if is_pre_founder else started,
        incorporated_on=started if kind is ApplicantKind.CORPORATION else None,
        region=region or "48",
        ksic=ksic,
        representative_born_on=born,
        is_registered=False if is_pre_founder else None,
        other_applications=0,
        documents=_papers(rules, dates),
        is_representative=True,
        supports=(),
        pages=1,
        declarations={rule.declaration: True for rule in rules if isinstance(rule, Declaration)},
    )


def _day_of_start(kind: ApplicantKind, rules: Sequence[CompanyAge], dates: ReferenceDates) -> date | None:
    """A day on which a company of this kind may have started; for a pre-founder any day, unless age is asked for."""
    if kind is ApplicantKind.PRE_FOUNDER:
        return dates.announced_on if all(rule.operator.is_upper for rule in rules) else None
    first, last = date.min, dates.announced_on
    bounds = [(rule, rule.boundary(dates), dates.day(rule.reference)) for rule in rules]
    known = [(rule, bound, on) for rule, bound, on in bounds if bound is not None and on is not None]
    earliest = [bound for rule, bound, _ in known if rule.operator.is_upper]
    latest = [bound for rule, bound, _ in known if not rule.operator.is_upper]
    latest += [on for rule, _, on in known if rule.operator.is_upper and not rule.may_be_younger]
    first, last = max(earliest, default=first), min(latest, default=max([last, *earliest]))
    return last if first <= last else None


def _birthday(rules: Sequence[RepresentativeAge], dates: ReferenceDates) -> date | None:
    known = [(rule, bound) for rule in rules if (bound := rule.boundary(dates)) is not None]
    first = max((bound for rule, bound in known if rule.operator.is_upper), default=date.min)
    last = min((bound for rule, bound in known if not rule.operator.is_upper), default=max(first, date(1990, 1, 1)))
    return last if first <= last else None


def _shared_prefix(choices: Iterable[Sequence[str]]) -> str | None:
    """A code that starts with one of the prefixes of each choice; "" when nothing is asked."""
    return min(_shared_prefixes(choices), default=None)


def _shared_prefixes(choices: Iterable[Sequence[str]]) -> set[str]:
    reached = {""}
    for prefixes in choices:
        pairs = ((held, prefix) for held in reached for prefix in prefixes)
        reached = {max(pair, key=len) for pair in pairs if pair[0].startswith(pair[1]) or pair[1].startswith(pair[0])}
    return reached


def _industry(rules: Iterable[Condition]) -> str | None:
    """A five-digit code that is allowed by all and excluded by none."""
    rows = tuple(rules)
    reached = _shared_prefixes(rule.industries for rule in rows if isinstance(rule, AllowedIndustry))
    excluded = {code for rule in rows if isinstance(rule, ExcludedIndustry) for code in rule.industries}
    found = (_completed(prefix, excluded) for prefix in sorted(reached))
    return next((code for code in found if code is not None), None)


def _completed(prefix: str, excluded: set[str]) -> str | None:
    """The first code of five digits under this prefix that is not excluded."""
    if any(prefix.startswith(code) for code in excluded):
        return None
    if len(prefix) >= KSIC_DIGITS:
        return prefix
    found = (_completed(prefix + digit, excluded) for digit in "0123456789")
    return next((code for code in found if code is not None), None)


def _papers(rules: Iterable[Condition], dates: ReferenceDates) -> dict[str, DocumentDates]:
    """Each certificate asked for, issued on the latest day somebody looks at it."""
    found: dict[str, DocumentDates] = {}
    for rule in rules:
        if isinstance(rule, DocumentsValid):
            on = dates.day(rule.reference) or dates.applied_on
            for kind in rule.documents:
                held = found.get(kind)
                found[kind] = DocumentDates(max(on, held.issued_on) if held else on)
    return found
