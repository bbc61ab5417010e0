"""The conditions that look at what is being written: shown beside the form, and said when a save changed an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.applications.models import Application
from incubator.applications.queries import DraftCheck, find_draft_check, form_used
from incubator.applications.rules.answered import otherwise
from incubator.core.text import Text, text
from incubator.programs.rules.eligibility import Finding
from incubator.programs.rules.kinds import OUTCOME_LABELS


@dataclass(frozen=True)
class Standing:
    """How the draft stands now, and in one sentence what the last save changed (None: nothing)."""

    findings: tuple[Finding, ...]
    changed: Text | None


def findings_of(session: Session, actor: Actor, application: Application, now: datetime) -> tuple[Finding, ...]:
    """For the page of a section; empty when nothing that is typed matters to a condition."""
    check = find_draft_check(session, application, form_used(application), by=actor.user_id, now=now)
    return check.findings(application.answer_set.answers) if check else ()


def standing_after(check: DraftCheck | None, before: Mapping[str, Any], after: Mapping[str, Any]) -> Standing | None:
    """None when no condition looked at what was saved."""
    if check is None:
        return None
    found = check.findings(after)
    return Standing(found, changed_words(otherwise(check.findings(before), found)))


def changed_words(changed: tuple[Finding, ...]) -> Text | None:
    """The conditions with their new answers, for a screen reader and for the page after a save without scripts."""
    if not changed:
        return None
    said = _said(changed[0])
    for finding in changed[1:]:
        said = text("%(first)s / %(rest)s", first=said, rest=_said(finding))
    return text("방금 저장한 내용으로 신청 자격 확인이 바뀌었습니다. %(said)s", said=said)


def _said(finding: Finding) -> Text:
    return text(
        "%(outcome)s: %(rule)s – %(reason)s",
        rule=finding.rule,
        outcome=OUTCOME_LABELS[finding.outcome],
        reason=finding.reason,
    )
