"""What the answers of a form say about eligibility, and which questions say it.

A question is known by its key, as title and amount are: the templates of `questionnaires` ask these.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from incubator.programs.rules.conditions_business import Declaration
from incubator.programs.rules.conditions_record import NoOverlappingSupport, PageLimit
from incubator.programs.rules.eligibility import Condition, Finding, Support
from incubator.programs.rules.names import DECLARATIONS
from incubator.questionnaires.rules import Form, Kind

SUPPORTED, SUPPORTS = "supported", "supports"
"""Whether there is other support, and the table of it (사업명 `program`, 시작일 `starts_on`, 종료일 `ends_on`)."""
CONTRARY: Mapping[str, str] = {"won_before": "not_awarded_elsewhere"}
"""Questions whose "yes" takes a declaration back.  A question with the key of a declaration answers it itself."""
YES, NO = "yes", "no"


def declared_in(answers: Mapping[str, Any]) -> dict[str, bool]:
    """Declarations as the form answers them, {declaration: true | false}: later words than those of the self-check."""
    said = {key: answers[key] == YES for key in DECLARATIONS if answers.get(key) in (YES, NO)}
    return said | {
        declaration: answers[key] == NO for key, declaration in CONTRARY.items() if answers.get(key) in (YES, NO)
    }


def supports_in(answers: Mapping[str, Any], on: date) -> tuple[Support, ...]:
    """Other support the applicant names; without a readable last day it counts as running."""
    rows = answers.get(SUPPORTS)
    if answers.get(SUPPORTED) == NO or not isinstance(rows, list):
        return ()
    return tuple(
        Support(row["program"], is_running=_is_running(row.get("ends_on"), on))
        for row in rows
        if isinstance(row, dict) and isinstance(row.get("program"), str)
    )


def _is_running(ends_on: Any, on: date) -> bool:
    try:
        return date.fromisoformat(ends_on) >= on
    except (TypeError, ValueError):
        return True


def longest_file(answers: Mapping[str, Any]) -> int | None:
    """Pages of the longest file among the answers; None when none can be counted."""
    values = (value for value in answers.values() if isinstance(value, list))
    files = [item for value in values for item in value if isinstance(item, dict) and "file_id" in item]
    return max((item["pages"] for item in files if item.get("pages")), default=None)


def keys_behind(rule: Condition, form: Form) -> frozenset[str]:
    """The questions of the form this condition looks at; none when nothing that is typed changes its answer."""
    if isinstance(rule, PageLimit):
        return frozenset(key for key, question in form.questions.items() if question.kind is Kind.FILE)
    if isinstance(rule, NoOverlappingSupport):
        wanted = {SUPPORTED, SUPPORTS}
    elif isinstance(rule, Declaration):
        wanted = {rule.declaration, *(key for key, said in CONTRARY.items() if said == rule.declaration)}
    else:
        return frozenset()
    return frozenset(wanted & form.questions.keys())


def otherwise(before: Iterable[Finding], after: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those of `after` that say something else than before: another outcome or another reason."""
    known = {finding.rule_key: (finding.outcome, finding.reason) for finding in before}
    return tuple(finding for finding in after if known.get(finding.rule_key) != (finding.outcome, finding.reason))
