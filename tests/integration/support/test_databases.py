"""Each test finds an untouched database, empty folders and the clock at its start, whatever ran before."""

from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from incubator.accounts.models import Branch
from incubator.db.unit_of_work import unit_of_work
from tests.support.clock import Clock


@pytest.mark.parametrize("time", [1, 2])
def test_nothing_of_one_test_reaches_the_next(session: Session, clock: Clock, database: Any, time: int) -> None:
    assert clock.now == Clock.FIRST
    assert session.scalar(select(func.count()).select_from(Branch).where(Branch.code == "left-over")) == 0
    folders = (database.settings.data_folder, database.settings.mail_folder)
    assert [path for folder in folders for path in folder.rglob("*") if path.is_file()] == []

    clock.advance(days=time)
    with unit_of_work(bookkeeping=True) as work:
        work.session.add(Branch(code="left-over", name="남은 것"))
    for folder in folders:
        (folder / "left-over").write_text("남은 것")
