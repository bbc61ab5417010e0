"""The self-check: what is known of an organisation against the conditions of a round."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from incubator.organisations.models import Organisation, WalletDocument
from incubator.organisations.queries import list_wallet
from incubator.programs.models import Round
from incubator.programs.rules.conditions_business import DocumentsValid
from incubator.programs.rules.eligibility import (
    DocumentDates,
    Facts,
    Finding,
    asks_registration,
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
) -> tuple[Finding, ...]:
    """One finding for each condition of the round.

    `others` counts live applications of the organisation to this round besides the one in hand.  The wallet is read
    only when a condition asks for certificates.
    """
    rules = load_rules(round_.eligibility)
    wallet = list_wallet(session, organisation.id) if any(isinstance(rule, DocumentsValid) for rule in rules) else []
    facts = Facts(
        applicant_kind=ApplicantKind(organisation.kind.value),
        opened_on=organisation.opened_on,
        incorporated_on=organisation.incorporated_on,
        region=organisation.region or None,
        ksic=organisation.ksic or None,
        representative_born_on=organisation.representative_born_on,
        is_registered=self_check.get(REGISTERED),
        other_applications=others,
        documents=_documents(wallet),
        declarations={key: said for key, said in self_check.items() if key != REGISTERED},
    )
    return check_eligibility(rules, facts, round_.reference_dates(now))


def _documents(wallet: list[WalletDocument]) -> dict[str, DocumentDates]:
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
