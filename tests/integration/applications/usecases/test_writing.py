from datetime import timedelta

import pytest
from sqlalchemy import select

from incubator.applications.usecases.adopt_wallet_document import adopt_wallet_document
from incubator.applications.usecases.move_draft_to_new_version import move_draft_to_new_version
from incubator.applications.usecases.remove_file import remove_file
from incubator.applications.usecases.unsubmit_application import unsubmit_application
from incubator.core.errors import Invalid, NotFound, RuleBroken
from incubator.db.unit_of_work import unit_of_work
from incubator.documents.models import StoredFile
from incubator.organisations.usecases.close_organisation import close_organisation
from incubator.programs.models import Round
from incubator.questionnaires.models import QuestionnaireVersion
from tests.factories.applications import a_form, a_world
from tests.factories.organisations import a_wallet_document
from tests.factories.questionnaires import a_next_version


@pytest.fixture
def world(app, clock):
    return a_world().complete()


def _new_form(world, session):
    """A next version without the question `story` and with a new required one; the round uses it from now on."""
    version_id = world.application().answer_set.version_id
    questionnaire_id = session.get_one(QuestionnaireVersion, version_id).questionnaire_id
    form = a_form()
    about = form["sections"][0]["questions"]
    about[1] = {"key": "summary", "kind": "long_text", "label": "요약", "required": True, "max_chars": 300}
    new_id = a_next_version(questionnaire_id, form).id
    with unit_of_work(bookkeeping=True) as work:
        work.session.get_one(Round, world.round_id).questionnaire_version_id = new_id
    return new_id


def test_a_changed_form_stops_the_submit_and_says_what_to_press(world, session):
    _new_form(world, session)

    with pytest.raises(Invalid):
        world.submit()

    assert world.application().answer_set.answers["story"] == "바닷물을 걸러 마실 물을 만듭니다."


def test_a_company_closed_meanwhile_hands_nothing_in(world, clock, client_as):
    close_organisation(actor=world.actor(), organisation_id=world.organisation_id, reason="폐업", now=clock.now)

    page = client_as(world.representative_id).get(f"/applications/{world.application_id}/submit")
    with pytest.raises(Invalid):
        world.submit()

    assert (page.status_code, "닫힌 기업으로는 신청할 수 없습니다." in page.text) == (200, True)
    assert world.application().receipt_no is None


def test_moving_takes_the_answers_along_and_keeps_the_rest_readable(world, session, clock):
    new_id = _new_form(world, session)

    moved = move_draft_to_new_version(actor=world.actor(), application_id=world.application_id, now=clock.now)

    answer_set = world.application().answer_set
    assert answer_set.version_id == new_id
    assert answer_set.answers["project_title"] == "담수화 막 세척기"
    assert [item["label"] for item in answer_set.left_behind] == ["개요"]
    assert [item.key for item in moved.dropped] == ["story"]
    world.write(summary=["요약입니다."])
    assert world.submit().number == 1


def test_moving_twice_is_refused(world, session, clock):
    with pytest.raises(RuleBroken):
        move_draft_to_new_version(actor=world.actor(), application_id=world.application_id, now=clock.now)


def test_a_valid_certificate_of_the_wallet_is_used_again(world, clock):
    document = a_wallet_document(world.organisation_id, world.representative_id)
    file_id, document_id = document.file_id, document.id

    adopt_wallet_document(
        actor=world.actor(),
        application_id=world.application_id,
        question_key="plan_file",
        wallet_document_id=document_id,
        now=clock.now,
    )

    attached = world.application().answer_set.answers["plan_file"]
    assert [item["file_id"] for item in attached][-1] == str(file_id)


def test_an_expired_certificate_is_refused(world, clock):
    document = a_wallet_document(
        world.organisation_id,
        world.representative_id,
        expires_on=clock.now.date(),
        issued_on=clock.now.date() - timedelta(days=20),
    )
    document_id = document.id
    clock.advance(days=1)

    with pytest.raises(RuleBroken, match="유효 기간"):
        adopt_wallet_document(
            actor=world.actor(),
            application_id=world.application_id,
            question_key="plan_file",
            wallet_document_id=document_id,
            now=clock.now,
        )


def test_another_companys_certificate_is_not_found(world, clock):
    other = a_world(name="(주)다른회사")
    document_id = a_wallet_document(other.organisation_id, other.representative_id).id

    with pytest.raises(NotFound):
        adopt_wallet_document(
            actor=world.actor(),
            application_id=world.application_id,
            question_key="plan_file",
            wallet_document_id=document_id,
            now=clock.now,
        )


def _expires(session, file_id):
    session.rollback()
    return session.scalar(select(StoredFile.expires_at).where(StoredFile.id == file_id))


def test_a_removed_file_is_let_go(world, session, clock):
    file_id = world.attach("다른 계획서.pdf")

    remove_file(
        actor=world.actor(),
        application_id=world.application_id,
        question_key="plan_file",
        file_id=file_id,
        now=clock.now,
    )

    assert _expires(session, file_id) == clock.now + timedelta(days=7)


def test_a_removed_file_that_was_handed_in_once_stays(world, session, clock):
    file_id = world.attach("다른 계획서.pdf")
    world.submit()
    unsubmit_application(actor=world.actor(), application_id=world.application_id, now=clock.now)

    remove_file(
        actor=world.actor(),
        application_id=world.application_id,
        question_key="plan_file",
        file_id=file_id,
        now=clock.now,
    )

    assert _expires(session, file_id) is None
