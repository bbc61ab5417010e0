"""The number of pages a call names holds for its application, whatever more the form would take."""

import io

import pytest

from incubator.applications.usecases.adopt_wallet_document import adopt_wallet_document
from incubator.applications.usecases.attach_file import attach_file
from incubator.core.errors import Invalid
from incubator.db.unit_of_work import unit_of_work
from incubator.programs.models import Round
from tests.factories.applications import a_world
from tests.factories.organisations import a_wallet_document
from tests.integration.applications.doors import JSON, url
from tests.support.files import good_pdf

MOST = 3


@pytest.fixture
def world(app, clock):
    return a_world(page_limit=MOST)


@pytest.fixture
def client(world, client_as):
    return client_as(world.representative_id)


def _attach(world, pages, now):
    return attach_file(
        actor=world.actor(),
        application_id=world.application_id,
        question_key="plan_file",
        stream=io.BytesIO(good_pdf(pages)),
        filename="사업계획서.pdf",
        now=now,
    )


def test_one_page_more_is_refused_and_the_last_one_is_taken(world, clock):
    with pytest.raises(Invalid, match="3쪽") as refused:
        _attach(world, MOST + 1, clock.now)
    assert refused.value.how

    file_id = _attach(world, MOST, clock.now)

    assert world.application().answer_set.answers["plan_file"][0]["file_id"] == str(file_id)


def test_the_limit_is_said_beside_the_field(world, client):
    page = client.get(url(world, "/sections/plan")).get_data(as_text=True)

    assert "3쪽까지" in page
    assert "15쪽까지" not in page


def test_a_script_is_told_the_limit_too(world, client):
    upload = {"file": (io.BytesIO(good_pdf(MOST + 1)), "사업계획서.pdf")}
    answer = client.post(url(world, "/files/plan_file"), data=upload, headers=JSON)

    assert answer.status_code == 422
    assert "3쪽" in answer.get_json()["error"]["message"] + answer.get_json()["error"]["how"]


def test_a_document_of_the_wallet_is_counted_as_well(world, clock):
    long = good_pdf(MOST + 1)
    document_id = a_wallet_document(world.organisation_id, world.representative_id, content=long).id

    with pytest.raises(Invalid, match="3쪽"):
        adopt_wallet_document(
            actor=world.actor(),
            application_id=world.application_id,
            question_key="plan_file",
            wallet_document_id=document_id,
            now=clock.now,
        )


def test_a_limit_made_smaller_afterwards_stops_the_submit_and_says_so(world, client, clock):
    world.write()
    _attach(world, MOST, clock.now)
    with unit_of_work(bookkeeping=True) as work:
        work.session.get_one(Round, world.round_id).page_limit = MOST - 1

    assert "2쪽" in client.get(url(world, "/submit")).get_data(as_text=True)
    with pytest.raises(Invalid):
        world.submit()
