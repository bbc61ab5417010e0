"""Nothing of an application reaches a person it is kept from: planted words, every door, every phase, every mail."""

import re
from uuid import UUID

import pytest
from sqlalchemy import select

from incubator.applications.models import Application
from incubator.core.ids import new_id
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.documents.models import StoredFile
from incubator.organisations.models import Organisation
from incubator.reviews.models import PanelCase
from incubator.reviews.usecases.confirm_conflict import confirm_conflict
from incubator.reviews.usecases.dismiss_conflict import dismiss_conflict
from incubator.reviews.usecases.finish_appointments import finish_appointments
from incubator.reviews.usecases.open_scoring import open_scoring
from incubator.web.access import manifest
from tests.factories.reviews_people import a_panel_world, a_pool_member

COMPANY, PERSON, TITLE, FILE = "(주)누설금지", "심어둔대표", "숨긴과제명", "비밀계획서"
TRIED = ("reviews.", "applications.", "organisations.", "programs.", "round")
"""Doors that are also pressed, with nothing filled in, for what their refusals say."""
PLANTED = (COMPANY, PERSON, TITLE, FILE)


@pytest.fixture
def world(clock, deliver):
    """Two applications; the only reviewer works for the applicant of the first."""
    world = a_panel_world(people=1, pool=0, stage_people=1, companies=(COMPANY, "(주)열린"))
    with unit_of_work(bookkeeping=True) as work:
        hidden = work.session.get_one(Application, world.applications[0].application_id)
        hidden.project_title = TITLE
        work.session.get_one(Organisation, hidden.organisation_id).representative_name = PERSON
        for file in work.session.scalars(
            select(StoredFile).where(StoredFile.uploaded_by == world.applications[0].representative_id)
        ):
            file.name = f"{FILE}.pdf"
    a_pool_member("소속위원", employer=COMPANY)
    world.draw()
    world.invite()
    deliver()
    return world


def _things(world):
    person, conflict = world.people()[0], world.conflicts()[0]
    hidden = world.applications[0]
    files = session_now().scalars(select(StoredFile.id).where(StoredFile.uploaded_by == hidden.representative_id)).all()
    return {
        "application_id": hidden.application_id,
        "organisation_id": hidden.organisation_id,
        "file_id": files[0] if files else new_id(),
        "panel_id": world.panel_id,
        "appointment_id": person.id,
        "conflict_id": conflict.id,
        "round_id": world.round_id,
        "stage_id": world.stage_id,
    }


def _sweep(app, client, world):
    """Every page of the manifest with the ids of what is hidden; returns what leaked, and how many pages were asked."""
    things, leaks, asked = _things(world), [], 0
    for row in manifest(app):
        path = row["path"]
        for name in re.findall(r"<uuid:(\w+)>", path):
            path = path.replace(f"<uuid:{name}>", str(things.get(name, new_id())))
        path = re.sub(r"<int:\w+>", "1", path)
        if "<" in path or row["name"].startswith("static"):
            continue
        for method in {"GET", "POST"} & set(row["methods"]):
            if row["name"] in ("accounts.sign_out", "accounts.close_account", "accounts.end_other_sessions"):
                continue
            if method == "POST" and (not row["name"].startswith(TRIED) or row["name"] == "reviews.accept"):
                continue
            answer = client.open(path, method=method, data={"reason": ""} if method == "POST" else None)
            asked += 1
            body = answer.get_data(as_text=True)
            leaks += [(method, row["name"], word) for word in PLANTED if word in body]
    for path in ("/calls?q=누설", "/staff/reviewers?q=누설", "/verify?code=숨긴"):  # a part, which finds the whole
        body = client.get(path).get_data(as_text=True)
        leaks += [("GET", path, word) for word in PLANTED if word in body]
    return leaks, asked


def _phase(world, clock, name):
    """The panel brought to this phase."""
    if name == "invited":
        return
    world.accept()
    if name == "accepted":
        return
    world.swear()
    if name == "sworn":
        return
    (found,) = world.conflicts()
    confirm_conflict(
        actor=world.actor(), panel_id=world.panel_id, conflict_id=found.id, reason="같은 회사", now=clock.now
    )
    with unit_of_work(bookkeeping=True) as work:  # somebody else's application is judged by this one person
        for case in work.session.scalars(
            select(PanelCase).where(PanelCase.application_id == world.applications[0].application_id)
        ):
            case.no = 2
    if name == "scoring":
        _let_everything_else_be_judged(world, clock)
    if name == "finished":
        _let_everything_else_be_judged(world, clock)
        finish_appointments(now=world.panel().access_ends_at)


def _let_everything_else_be_judged(world, clock):
    """A second sworn reviewer, without whom the hidden application would have no judge."""
    a_pool_member("다른위원")
    with unit_of_work(bookkeeping=True) as work:
        panel = work.session.get_one(type(world.panel()), world.panel_id)
        panel.seats = 2
    world.draw()
    world.invite()
    world.accept(2)
    world.swear(2)
    open_scoring(actor=world.actor(), panel_id=world.panel_id, now=clock.now)


@pytest.mark.parametrize("phase", ["invited", "accepted", "sworn", "confirmed", "scoring", "finished"])
def test_nothing_of_a_hidden_application_is_answered(app, world, clock, client_as, deliver, mails, phase):
    _phase(world, clock, phase)
    deliver()
    person = world.people()[0]
    address = session_now().get_one(type(person), person.id) and person.user_id

    leaks, asked = _sweep(app, client_as(address), world)

    assert leaks == []
    assert asked > 100


def test_no_mail_to_a_reviewer_names_an_applicant(world, clock, deliver, mails):
    _phase(world, clock, "scoring")
    deliver()

    to_reviewers = [str(mail) + mail.get_content() if not mail.is_multipart() else str(mail) for mail in mails()
                    if "naver.com" in str(mail["To"])]  # fmt: skip

    assert to_reviewers != []
    assert [word for mail in to_reviewers for word in (*PLANTED, "(주)열린") if word in mail] == []


def _plain(body: str, *ids: UUID) -> str:
    for one in ids:
        body = body.replace(str(one), "ID")
    return re.sub(r'(nonce|value|content)="[^"]*"', "", body)


def test_a_hidden_application_is_as_if_it_were_not_there(world, clock, client_as):
    """The same answers, to the letter, with the conflict and without the application; and another when it is dismissed."""
    _phase(world, clock, "sworn")
    person = world.people()[0]
    key = person.id
    client = client_as(person.user_id)
    pages = ("/reviews", f"/reviews/invitations/{key}", f"/reviews/invitations/{key}/declarations", "/home",
             "/notifications")  # fmt: skip

    def answers():
        return [_plain(client.get(page).get_data(as_text=True)) for page in pages]

    hindered = answers()
    (found,) = world.conflicts()
    found_id = found.id
    dismiss_conflict(
        actor=world.actor(), panel_id=world.panel_id, conflict_id=found_id, reason="다른 회사", now=clock.now
    )
    dismissed = answers()
    with unit_of_work(bookkeeping=True) as work:
        work.session.delete(
            work.session.scalars(
                select(PanelCase).where(PanelCase.application_id == world.applications[0].application_id)
            ).one()
        )
    absent = answers()

    assert hindered == absent
    assert (COMPANY in "".join(dismissed), PERSON in "".join(dismissed)) == (True, True)
