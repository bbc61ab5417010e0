"""The self-check: what is known of an organisation against the conditions of a round."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.organisations.models import Organisation, WalletDocument
from incubator.organisations.queries import list_wallet
from incubator.programs.models import Round
from incubator.programs.queries import list_supports
from incubator.programs.rules.conditions_business import DocumentsValid
from incubator.programs.rules.eligibility import (
    DocumentDates,
    Facts,
    Finding,
    Support,
    asks_registration,
    asks_supports,
    check_eligibility,
    declarations_asked,
    load_rules,
)
from incubator.programs.rules.kinds import ApplicantKind

REGISTERED = "is_registered"
"""The key of the question whether a pre-founder had a business registration on the day of the announcement."""


def list_self_check_keys(round_: Round) -> tuple[str, ...]:
    """What the self-check may be answered about; other keys of a form are ignored."""
    rules = load_rules(round_.eligibility)
    asked = tuple(key for key, _ in declarations_asked(rules))
    return (*asked, REGISTERED) if asks_registration(rules) else asked


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
    `answers` hold the files handed in.  The wallet and earlier support are read only when a condition asks for them.
    """
    rules = load_rules(round_.eligibility)
    wallet = list_wallet(session, organisation.id) if any(isinstance(rule, DocumentsValid) for rule in rules) else []
    supports = list_supports(session, organisation.id, besides=round_.id) if asks_supports(rules) else None
    facts = facts_of(organisation, self_check, wallet=wallet, supports=supports, others=others, by=by, answers=answers)
    return check_eligibility(rules, facts, round_.reference_dates(now))


def facts_of(
    organisation: Organisation,
    self_check: Mapping[str, bool],
    *,
    wallet: Iterable[WalletDocument],
    supports: tuple[Support, ...] | None,
    others: int,
    by: UUID | None,
    answers: Mapping[str, Any] | None,
) -> Facts:
    """What is known of an applicant; the same for one look and for a re-check of thousands."""
    return Facts(
        applicant_kind=ApplicantKind(organisation.kind.value),
        opened_on=organisation.opened_on,
        incorporated_on=organisation.incorporated_on,
        region=organisation.region or None,
        ksic=organisation.ksic or None,
        representative_born_on=organisation.representative_born_on,
        is_registered=self_check.get(REGISTERED),
        other_applications=others,
        documents=_documents(wallet),
        is_representative=None if by is None else by == organisation.representative_user_id,
        supports=supports,
        pages=longest_file(answers),
        declarations={key: said for key, said in self_check.items() if key != REGISTERED},
    )


def longest_file(answers: Mapping[str, Any] | None) -> int | None:
    """Pages of the longest file among the answers; None when none can be counted."""
    values = (value for value in (answers or {}).values() if isinstance(value, list))
    files = [item for value in values for item in value if isinstance(item, dict) and "file_id" in item]
    return max((item["pages"] for item in files if item.get("pages")), default=None)


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
