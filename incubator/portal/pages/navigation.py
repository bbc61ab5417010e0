"""The navigation of a role."""

from __future__ import annotations

from dataclasses import dataclass

from incubator.accounts.actor import Actor
from incubator.audit.policy import may_read_trail
from incubator.core.text import Text, text
from incubator.parameters.policy import may_set_parameter
from incubator.privacy.policy import may_read_access_log
from incubator.programs.policy import works_on_calls


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
STAFF = ((text("사업"), "/staff/programs"), (text("공고 관리"), "/staff/rounds"))
TRAIL = (text("처리 이력"), "/staff/trail")
ACCESS_LOG = (text("열람 기록"), "/staff/access-log")
PARAMETERS = (text("기준값"), "/staff/parameters")


def navigation_for(actor: Actor | None, path: str) -> tuple[NavigationItem, ...]:
    """What this person can reach from everywhere; the longest matching address is the current one."""
    entries = list(_entries(actor))
    matching = [url for _, url in entries if path == url or path.startswith(url + "/")]
    current = max(matching, key=len, default="")
    return tuple(NavigationItem(label, url, url == current) for label, url in entries)


def _entries(actor: Actor | None) -> tuple[tuple[Text, str], ...]:
    if actor is None:
        return (CALLS, VERIFY)
    if not actor.is_staff:
        return (HOME, CALLS, *APPLICANT)
    entries = [HOME, CALLS]
    if works_on_calls(actor):
        entries += STAFF
    if may_read_trail(actor):
        entries.append(TRAIL)
    if may_read_access_log(actor):
        entries.append(ACCESS_LOG)
    if may_set_parameter(actor):
        entries.append(PARAMETERS)
    return tuple(entries)
