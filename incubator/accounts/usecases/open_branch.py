"""The operator or the administrator enters a site of the centre."""

from __future__ import annotations

import re
from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from incubator.accounts import policy, queries
from incubator.accounts.actor import Actor, by_the_clock
from incubator.accounts.events import BranchOpened
from incubator.accounts.models import Branch
from incubator.accounts.rules import check_name
from incubator.core.errors import Invalid, RuleBroken
from incubator.core.text import Text, text
from incubator.db.unit_of_work import unit_of_work

CODE = re.compile(r"[a-z][a-z0-9_]{1,19}", re.ASCII)


def open_branch(*, code: str, name: str, name_en: str, now: datetime, actor: Actor | None = None) -> UUID:
    """Companies, programs and staff belong to a branch, so an installation begins with one; returns its id.

    `actor=None` is the operator at the command line: a code that is there already keeps its branch, its id is returned.
    The administrator is told that the code is taken.  Raises Forbidden, Invalid (ill-formed code or name), RuleBroken.
    """
    if actor is not None:
        policy.may_edit_branches(actor).enforce()
    if not CODE.fullmatch(code):
        raise Invalid(
            text("지점 코드는 영문 소문자로 시작하고 소문자, 숫자, 밑줄로 2~20자까지 적습니다. 예: main"), field="code"
        )
    name, name_en = check_name(name), name_en.strip()
    with unit_of_work() as work:
        present = next((branch for branch in queries.list_branches(work.session) if branch.code == code), None)
        if present is not None and actor is None:
            return present.id
        if present is not None:
            raise RuleBroken(_taken(), field="code")
        branch = Branch(code=code, name=name, name_en=name_en)
        work.session.add(branch)
        try:
            work.session.flush()
        except IntegrityError as error:  # two at once: the faster one has it
            raise RuleBroken(_taken(), field="code") from error
        stamp = actor.stamp(now) if actor else by_the_clock(now)
        work.record(BranchOpened(stamp=stamp, branch_id=branch.id, code=code, title=name))
        return branch.id


def _taken() -> Text:
    return text("이미 쓰고 있는 지점 코드입니다. 다른 코드를 적어 주세요.")
