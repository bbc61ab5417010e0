"""The check list as it would begin, gathered from what was handed in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.applications.models import Application, ApplicationVersion, CheckRow, EligibilityReview
from incubator.applications.queries.eligibility import Records, stored_findings, with_register
from incubator.applications.queries.reading import get_version
from incubator.applications.rules.checklist import draft_rows
from incubator.applications.rules.intake import RESTRICTION, SUPPORT, CheckDraft
from incubator.core.text import Text
from incubator.organisations.queries import entries_of
from incubator.programs.rules.conditions_business import Declaration
from incubator.programs.rules.conditions_record import NoOverlappingSupport, NotRestricted
from incubator.programs.rules.eligibility import Condition, Facts, check_eligibility, load_rules
from incubator.programs.rules.kinds import Outcome
from incubator.questionnaires.queries import form_of
from incubator.questionnaires.queries import get_version as get_form_version


def list_drafts(session: Session, application: Application) -> tuple[CheckDraft, ...]:
    """From the newest handed-in version.  Needs round and organisation.  Raises NotFound when nothing was handed in."""
    version = get_version(session, application.id, application.version_no)
    return _drafts(session, application, version)


def fresh_rows(session: Session, application: Application, version: ApplicationVersion) -> list[CheckRow]:
    """The list as it would begin, to be looked at before anybody has begun; stored nowhere."""
    return _rows(UUID(int=0), _drafts(session, application, version))


def _drafts(session: Session, application: Application, version: ApplicationVersion) -> tuple[CheckDraft, ...]:
    content, round_ = version.snapshot, application.round
    form = form_of(get_form_version(session, UUID(content["form"]["version_id"])))
    rules = load_rules(round_.eligibility)
    findings, standing = _by_register(session, application, version, rules)
    asked = {rule.declaration if isinstance(rule, Declaration) else rule.kind for rule in rules}
    return draft_rows(
        findings=findings,
        register=standing,
        form=form,
        answers=content["answers"],
        page_limit=round_.page_limit,
        asked=asked,
        is_representative=application.organisation.representative_user_id == version.submitted_by,
    )


def _by_register(
    session: Session, application: Application, version: ApplicationVersion, rules: tuple[Condition, ...]
) -> tuple[list[dict[str, Any]], dict[str, Text]]:
    """The stored findings with those the register contradicts, and what it says to the standing checks.

    When it was handed in, the applicant saw no more of the register than was his to see; whoever judges sees all of it.
    """
    dates = application.round.reference_dates(version.received_at)
    held = entries_of(session, [application.organisation])[application.organisation_id]
    known = with_register(Records(supports=()), held, dates.applied_on)
    facts = Facts(supports=known.supports, restrictions=known.restrictions)
    reading = [rule for rule in rules if isinstance(rule, NotRestricted | NoOverlappingSupport)]
    hits = [one for one in check_eligibility(reading, facts, dates) if one.outcome is Outcome.FAIL]
    told = {row["rule"]: row for row in stored_findings(tuple(hits))}
    found = [told.get(row["rule"], row) for row in version.snapshot["eligibility"]]
    standing = check_eligibility((NotRestricted(key=RESTRICTION), NoOverlappingSupport(key=SUPPORT)), facts, dates)
    return found, {one.rule_key: one.reason for one in standing if one.outcome is Outcome.FAIL}


def rows_of(review: EligibilityReview, drafts: tuple[CheckDraft, ...]) -> list[CheckRow]:
    """Fresh rows of a check list that begins."""
    return _rows(review.id, drafts)


def _rows(review_id: UUID, drafts: tuple[CheckDraft, ...]) -> list[CheckRow]:
    return [
        CheckRow(
            review_id=review_id,
            key=draft.key,
            no=number,
            source=draft.source,
            label=dict(draft.label),
            proposal=draft.proposal,
            reason=dict(draft.reason),
            basis=dict(draft.basis),
            is_plan=draft.is_plan,
            evidence="",
        )
        for number, draft in enumerate(drafts, start=1)
    ]
