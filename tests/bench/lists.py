"""Statements of every list page with 1, 3 and 30 rows: a page must cost the same for any number."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from flask import Flask

from incubator.accounts.roles import Role
from incubator.applications.usecases.start_application import start_application
from incubator.db.session import db
from incubator.web import clock
from tests.bench.counting import of_a_page
from tests.bench.ground import Bench, Result
from tests.bench.world import cookie_of, open_app, open_session
from tests.factories import programs as rounds
from tests.factories.accounts import a_user, an_actor
from tests.factories.applications import a_round
from tests.factories.notifications import a_notice
from tests.factories.organisations import a_wallet_document, an_organisation
from tests.support.databases import lay_out

ROWS = (1, 3, 30)


class Rows:
    """One founder with companies, applications, certificates and notices, and the centre's people who see them."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.round_id = a_round()
        self.founder, self.manager, self.auditor = (
            a_user("김하늘").id,
            a_user(role=Role.MANAGER).id,
            a_user(role=Role.AUDITOR).id,
        )
        self.officer = a_user(role=Role.PRIVACY_OFFICER).id
        self.first: UUID | None = None
        self.count = 0

    def grow(self, count: int) -> None:
        """To so many of each."""
        for number in range(self.count, count):
            company = an_organisation(self.founder, name=f"(주)기업{number}").id
            self.first = self.first or company
            start_application(
                actor=an_actor(self.founder), round_id=self.round_id, organisation_id=company, self_check={},
                acknowledged=True, now=clock.now(),
            )  # fmt: skip
            a_wallet_document(self.first, self.founder)
            a_notice(self.founder)
            rounds.a_round(title=f"공모전 {number}", closes_at=clock.now() + timedelta(days=40))
        self.count = count

    def pages(self) -> dict[str, tuple[str, str]]:
        """Name → (cookie, address)."""
        with db.engine.begin() as connection:
            founder, manager, auditor, officer = (
                cookie_of(self.app, open_session(connection, person))
                for person in (self.founder, self.manager, self.auditor, self.officer)
            )
        return {
            "calls": (founder, "/calls?state=open"),
            "home": (founder, "/home"),
            "my applications": (founder, "/applications"),
            "my companies": (founder, "/organisations"),
            "certificates": (founder, f"/organisations/{self.first}/wallet"),
            "inbox": (founder, "/inbox"),
            "staff list": (manager, f"/staff/rounds/{self.round_id}/applications"),
            "staff rounds": (manager, "/staff/rounds"),
            "staff programs": (manager, "/staff/programs"),
            "trail": (auditor, "/staff/trail"),
            "access log": (officer, "/staff/access-log"),
        }


def statements(bench: Bench) -> list[Result]:
    """One line for each page, with its statements for 1, 3 and 30 rows."""
    app = open_app(bench.environment("rows"))
    lay_out(app)
    found: dict[str, dict[str, float | str]] = {}
    with app.app_context():
        rows = Rows(app)
        db.session.remove()
    for count in ROWS:
        with app.app_context():
            rows.grow(count)
            pages = rows.pages()
            db.session.remove()
        for name, (cookie, address) in pages.items():  # outside, so that each request has a context of its own
            found.setdefault(name, {})[f"{count} rows"] = of_a_page(app, cookie, address)
    with app.app_context():
        db.engine.dispose()
    for figures in found.values():
        figures["constant"] = "yes" if len(set(figures.values())) == 1 else "NO"
    return [Result(f"statements, {name}", bench.database, figures) for name, figures in found.items()]
