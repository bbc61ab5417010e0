"""The operator enters a site of the centre."""

from __future__ import annotations

import re
from datetime import datetime
from uuid import UUID

from incubator.accounts import queries
from incubator.accounts.actor import by_the_clock
from incubator.accounts.events import BranchOpened
from incubator.accounts.models import Branch
from incubator.accounts.rules import check_name
from incubator.core.errors import Invalid
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work

CODE = re.compile(r"[a-z][a-z0-9_]{1,19}", re.ASCII)


def open_branch(*, code: str, name: str, name_en: str, now: datetime) -> UUID:
    """Companies, programs and staff belong to a branch, so an installation begins with one; returns its id.

    A code that is there already keeps its branch: its id is returned.  Raises Invalid for an ill-formed code or name.
    """
    if not CODE.fullmatch(code):
        raise Invalid(
            text("지점 코드는 영문 소문자로 시작하고 소문자, 숫자, 밑줄로 2~20자까지 적습니다. 예: main"), field="code"
        )
    name, name_en = check_name(name), name_en.strip()
    with unit_of_work() as work:
        present = next((branch for branch in queries.list_branches(work.session) if branch.code == code), None)
        if present is not None:
            return present.id
        branch = Branch(code=code, name=name, name_en=name_en)
        work.session.add(branch)
        work.session.flush()
        work.record(BranchOpened(stamp=by_the_clock(now), branch_id=branch.id, code=code, title=name))
        return branch.id
