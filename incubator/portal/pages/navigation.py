"""The navigation of a role."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.accounts.roles import Role
from incubator.audit.policy import may_read_trail
from incubator.core.text import Text, text
from incubator.privacy.policy import may_read_access_log
from incubator.programs.policy import may_create_program, works_on_calls
from incubator.questionnaires.policy import may_write_forms
from incubator.reviews.policy.pool import may_read_pool


@dataclass(frozen=True)
class NavigationItem:
    """One entry of the main menu; `current` when the page in hand lies under it."""

    label: Text
    url: str
    current: bool


CALLS = (text("모집 공고"), "/calls")
VERIFY = (text("접수증·증명서 확인"), "/verify")
HOME = (text("나의 할 일"), "/home")
APPLICANT = ((text("나의 신청"), "/applications"), (text("기업 정보"), "/organisations"))
STAFF = ((text("사업"), "/staff/programs"), (text("공고 관리"), "/staff/rounds"), (text("결재함"), "/staff/approvals"))
POOL = (text("평가위원"), "/staff/reviewers")
REVIEWS = (text("평가"), "/reviews")
OUTBOX = (text("보낼 편지함"), "/staff/outbox")
FORMS = (text("신청서 양식"), "/staff/forms")
TRAIL = (text("처리 이력"), "/staff/trail")
ACCESS_LOG = (text("열람 기록"), "/staff/access-log")
ADMINISTRATION = (text("센터 관리"), "/staff/administration")
UNDER_ADMINISTRATION = (
    "/staff/users", "/staff/grants", "/staff/branches", "/staff/partners", "/staff/parameters", "/staff/holidays",
    "/staff/consents",
)  # fmt: skip
"""Pages whose menu entry is the administration, unless a longer one fits."""
ANYWHERE = UUID(int=0)
"""No branch in particular: who may create there may create in every one."""
NEW_PROGRAM = (text("새 사업 만들기"), "/staff/programs/new")


def navigation_for(actor: Actor | None, path: str) -> tuple[NavigationItem, ...]:
    """What this person can reach from everywhere; the longest matching address is the current one."""
    entries = list(_entries(actor))
    matching = [url for _, url in entries if lies_under(path, url)]
    current = max(matching, key=len, default="")
    if not current and any(lies_under(path, url) for url in UNDER_ADMINISTRATION):
        current = ADMINISTRATION[1]
    return tuple(NavigationItem(label, url, url == current) for label, url in entries)


def _entries(actor: Actor | None) -> tuple[tuple[Text, str], ...]:
    if actor is None:
        return (CALLS, VERIFY)
    reviews = (REVIEWS,) if actor.has(Role.REVIEWER) else ()
    if not actor.is_staff:
        return (HOME, CALLS, *reviews, *APPLICANT)
    on_calls = works_on_calls(actor)
    offered = (
        *((entry, on_calls) for entry in STAFF),
        (POOL, bool(may_read_pool(actor))),
        (OUTBOX, actor.has(Role.MANAGER)),
        (FORMS, on_calls or may_write_forms(actor)),
        (TRAIL, may_read_trail(actor)),
        (ACCESS_LOG, may_read_access_log(actor)),
        (NEW_PROGRAM, may_create_program(actor, ANYWHERE) and not on_calls),
    )
    return (HOME, CALLS, *reviews, *(entry for entry, is_theirs in offered if is_theirs), ADMINISTRATION)


def lies_under(path: str, url: str) -> bool:
    return path == url or path.startswith(url + "/")
