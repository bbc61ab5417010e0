"""The self-check: what is known of an organisation against the conditions of a round."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.applications.models import Application
from incubator.applications.rules.answered import declared_in, keys_behind, longest_file, supports_in
from incubator.organisations.models import Organisation, WalletDocument
from incubator.organisations.queries import Entries, entries_of, list_wallet
from incubator.organisations.workflow import OrganisationState
from incubator.programs.models import Round
from incubator.programs.queries import list_supports
from incubator.programs.rules.conditions_business import DocumentsValid
from incubator.programs.rules.eligibility import (
    Condition,
    DocumentDates,
    Facts,
    Finding,
    ReferenceDates,
    Restricted,
    Support,
    asks_register,
    asks_registration,
    asks_supports,
    check_eligibility,
    declarations_asked,
    load_rules,
)
from incubator.programs.rules.kinds import ApplicantKind
from incubator.questionnaires.rules import Form, snapshot

REGISTERED = "is_registered"
"""The key of the question whether a pre-founder had a business registration on the day of the announcement."""


def list_self_check_keys(round_: Round) -> tuple[str, ...]:
    """What the self-check may be answered about; other keys of a form are ignored."""
    rules = load_rules(round_.eligibility)
    asked = tuple(key for key, _ in declarations_asked(rules))
    return (*asked, REGISTERED) if asks_registration(rules) else asked


@dataclass(frozen=True)
class Records:
    """What the centre has on record of an applicant; None: not looked up, because no condition asks."""

    wallet: Sequence[WalletDocument] = ()
    supports: tuple[Support, ...] | None = None
    restrictions: tuple[Restricted, ...] | None = None


def records_of(
    session: Session, round_: Round, organisation: Organisation, rules: Sequence[Condition], on: date
) -> Records:
    """Only what these conditions ask for is read, for the eyes of the applicant.

    The register is opened for companies the centre has verified: anybody may enter an unverified one with another's
    number, and would read in the answer what is written of that other.
    """
    wallet = list_wallet(session, organisation.id) if any(isinstance(rule, DocumentsValid) for rule in rules) else []
    supports = list_supports(session, organisation.id, besides=round_.id) if asks_supports(rules) else None
    if not (asks_register(rules) and organisation.state is OrganisationState.VERIFIED):
        return Records(wallet, supports)
    return with_register(Records(wallet, supports), entries_of(session, [organisation])[organisation.id], on)


def with_register(records: Records, held: Entries, on: date) -> Records:
    """With what the register holds of the applicant on that day."""
    named = tuple(Support(f"{one.program} ({one.agency})", one.is_running(on)) for one in held.supports)
    return replace(
        records,
        supports=None if records.supports is None else (*records.supports, *named),
        restrictions=tuple(Restricted(one.ends_on) for one in held.in_force(on)),
    )


def list_findings(
    session: Session,
    round_: Round,
    organisation: Organisation,
    self_check: Mapping[str, bool],
    *,
    others: int,
    now: datetime,
    by: UUID | None = None,
    answers: Mapping[str, Any] | None = None,
) -> tuple[Finding, ...]:
    """One finding for each condition of the round.

    `others` counts live applications of the organisation to this round besides the one in hand; `by` is who applies;
    `answers` are those that count (`questionnaires.rules.snapshot`), with the files handed in.
    """
    rules, dates = load_rules(round_.eligibility), round_.reference_dates(now)
    records = records_of(session, round_, organisation, rules, dates.applied_on)
    known = facts_of(organisation, self_check, records=records, others=others, by=by)
    facts = known if answers is None else with_answers(known, answers, dates.applied_on)
    return check_eligibility(rules, facts, dates)


def facts_of(
    organisation: Organisation, self_check: Mapping[str, bool], *, records: Records, others: int, by: UUID | None
) -> Facts:
    """What is known of an applicant before a form is read; the same for one look and for a re-check of thousands."""
    return Facts(
        applicant_kind=ApplicantKind(organisation.kind.value),
        opened_on=organisation.opened_on,
        incorporated_on=organisation.incorporated_on,
        region=organisation.region or None,
        ksic=organisation.ksic or None,
        representative_born_on=organisation.representative_born_on,
        is_registered=self_check.get(REGISTERED),
        other_applications=others,
        documents=_documents(records.wallet),
        is_representative=None if by is None else by == organisation.representative_user_id,
        supports=records.supports,
        restrictions=records.restrictions,
        declarations={key: said for key, said in self_check.items() if key != REGISTERED},
    )


def with_answers(known: Facts, answers: Mapping[str, Any], on: date) -> Facts:
    """The same facts with what the form says: pages of its files, declarations taken back, other support named."""
    declared = declared_in(answers)
    return replace(
        known,
        pages=longest_file(answers),
        declarations={**known.declarations, **declared},
        declared_in_form=frozenset(declared),
        named_supports=supports_in(answers, on),
    )


@dataclass(frozen=True)
class DraftCheck:
    """The conditions that look at the form of a draft, ready to be asked again and again while it is written."""

    form: Form
    rules: tuple[Condition, ...]
    known: Facts
    dates: ReferenceDates

    def findings(self, answers: Mapping[str, Any]) -> tuple[Finding, ...]:
        facts = with_answers(self.known, snapshot(self.form, answers), self.dates.applied_on)
        return check_eligibility(self.rules, facts, self.dates)


def find_draft_check(
    session: Session,
    application: Application,
    form: Form,
    *,
    by: UUID,
    now: datetime,
    keys: Iterable[str] | None = None,
) -> DraftCheck | None:
    """None when no condition of the round looks at the form, or at these questions of it: then nothing is read.

    Needs round and organisation.
    """
    behind = {rule: keys_behind(rule, form) for rule in load_rules(application.round.eligibility)}
    rules = tuple(rule for rule, read in behind.items() if read)
    if not rules or (keys is not None and not frozenset[str]().union(*behind.values()) & set(keys)):
        return None
    organisation, round_ = application.organisation, application.round
    dates = round_.reference_dates(now)
    records = records_of(session, round_, organisation, rules, dates.applied_on)
    known = facts_of(organisation, application.self_check, records=records, others=0, by=by)
    return DraftCheck(form, rules, known, dates)


def _documents(wallet: Iterable[WalletDocument]) -> dict[str, DocumentDates]:
    """The latest certificate of each kind."""
    latest: dict[str, DocumentDates] = {}
    for item in sorted(wallet, key=lambda document: document.issued_on):
        latest[str(item.kind)] = DocumentDates(item.issued_on, item.expires_on)
    return latest


def stored_findings(findings: tuple[Finding, ...]) -> list[dict[str, Any]]:
    """Plain values for the snapshot: what was known and shown when the application was handed in."""
    return [
        {
            "rule": finding.rule_key,
            "condition": finding.rule.payload(),
            "outcome": str(finding.outcome),
            "reason": finding.reason.payload(),
            "source": finding.source.payload(),
            "boundary": finding.boundary.isoformat() if finding.boundary else None,
        }
        for finding in findings
    ]
