"""Making, publishing and replacing versions of a questionnaire."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from incubator.core.errors import Forbidden, Invalid, NotFound, RuleBroken, Stale, StepNotAllowed
from incubator.core.ids import new_id
from incubator.db.unit_of_work import unit_of_work
from incubator.questionnaires import queries
from incubator.questionnaires.models import QuestionnaireVersion
from incubator.questionnaires.rules import load, seal
from incubator.questionnaires.usecases.create_questionnaire import create_questionnaire
from incubator.questionnaires.usecases.draft_version import draft_version
from incubator.questionnaires.usecases.publish_version import publish_version
from incubator.questionnaires.usecases.retire_version import retire_version
from incubator.questionnaires.usecases.revise_version import revise_version
from incubator.questionnaires.workflow import VersionState
from tests.factories.accounts import an_actor
from tests.factories.questionnaires import a_definition, a_maker, a_next_version, a_published_version
from tests.support.clock import Clock


def renamed(title: str) -> dict[str, Any]:
    return a_definition() | {"title": title}


def test_create_questionnaire_begins_a_draft(session: Session, clock: Clock):
    draft = create_questionnaire(actor=a_maker(), key="psst", definition=a_definition(), now=clock.now)
    kept = queries.get_version(session, draft.id)

    assert (kept.number, kept.state, kept.sha256, kept.questionnaire.title) == (
        1,
        VersionState.DRAFT,
        None,
        "시험 신청서",
    )


def test_create_questionnaire_refuses_others_faults_and_taken_keys(session: Session, clock: Clock):
    maker = a_maker()
    create_questionnaire(actor=maker, key="psst", definition=a_definition(), now=clock.now)

    with pytest.raises(Forbidden):
        create_questionnaire(actor=an_actor(), key="other", definition=a_definition(), now=clock.now)
    with pytest.raises(Invalid, match="이미 쓰이고"):
        create_questionnaire(actor=maker, key="psst", definition=a_definition(), now=clock.now)
    with pytest.raises(Invalid, match="영문 소문자"):
        create_questionnaire(actor=maker, key="양식", definition=a_definition(), now=clock.now)
    with pytest.raises(Invalid, match="고칠 곳"):
        create_questionnaire(actor=maker, key="other", definition={}, now=clock.now)
    assert queries.find_questionnaire(session, "other") is None


def test_publish_version_seals_the_definition(session: Session, clock: Clock):
    version = a_published_version()
    kept = queries.get_version(session, version.id)

    assert (kept.state, kept.sha256, kept.published_at) == (
        VersionState.PUBLISHED,
        seal(kept.definition),
        clock.now,
    )
    assert queries.form_of(kept) is queries.form_of(kept)
    assert queries.form_of(kept) == load(a_definition())


def test_publish_version_refuses_others_and_a_second_time(clock: Clock):
    maker = a_maker()
    draft = create_questionnaire(actor=maker, key="psst", definition=a_definition(), now=clock.now)

    with pytest.raises(Forbidden):
        publish_version(actor=an_actor(), version_id=draft.id, now=clock.now)
    publish_version(actor=maker, version_id=draft.id, now=clock.now)
    with pytest.raises(StepNotAllowed):
        publish_version(actor=maker, version_id=draft.id, now=clock.now)
    with pytest.raises(NotFound):
        publish_version(actor=maker, version_id=new_id(), now=clock.now)


@pytest.mark.parametrize("column", ["definition", "sha256", "number"])
def test_the_database_refuses_to_change_a_published_version(session: Session, column: str):
    version_id = a_published_version().id
    values: dict[str, Any] = {"definition": renamed("바뀐 양식"), "sha256": "0" * 64, "number": 7}

    with pytest.raises(DBAPIError, match="sealed"), unit_of_work(bookkeeping=True) as work:
        work.session.execute(
            update(QuestionnaireVersion).where(QuestionnaireVersion.id == version_id).values({column: values[column]})
        )

    assert queries.get_version(session, version_id).definition["title"] == "시험 신청서"


def test_the_database_refuses_a_published_version_without_seal(session: Session, clock: Clock):
    draft = create_questionnaire(actor=a_maker(), key="psst", definition=a_definition(), now=clock.now)
    draft_id = draft.id

    with pytest.raises(DBAPIError), unit_of_work(bookkeeping=True) as work:
        work.session.execute(text("UPDATE questionnaire_versions SET state = 'published'"))

    assert queries.get_version(session, draft_id).state is VersionState.DRAFT


def test_a_definition_that_is_not_the_published_one_is_not_used(session: Session):
    version = queries.get_version(session, a_published_version(renamed("손대기 전")).id)
    version.definition = renamed("손댄 뒤")

    with pytest.raises(RuntimeError, match="not the one that was published"):
        queries.form_of(version)
    session.expunge_all()


def test_revise_version_changes_a_draft_only(session: Session, clock: Clock):
    maker = a_maker()
    draft = create_questionnaire(actor=maker, key="psst", definition=a_definition(), now=clock.now)
    draft_id = draft.id
    revised = revise_version(
        actor=maker, version_id=draft_id, definition=renamed("고친 양식"), base_version=1, now=clock.now
    )

    assert revised == 2
    with pytest.raises(Stale) as caught:
        revise_version(actor=maker, version_id=draft_id, definition=renamed("늦음"), base_version=1, now=clock.now)
    assert caught.value.theirs["title"] == "고친 양식"  # type: ignore[index] -- the stored definition
    publish_version(actor=maker, version_id=draft_id, now=clock.now)
    with pytest.raises(RuleBroken, match="이미 게시된"):
        revise_version(actor=maker, version_id=draft_id, definition=renamed("늦음"), base_version=3, now=clock.now)
    assert queries.get_version(session, draft_id).questionnaire.title == "고친 양식"


def test_draft_version_begins_with_the_newest_definition_and_only_once(session: Session, clock: Clock):
    published = a_published_version()
    questionnaire_id = published.questionnaire_id
    draft = draft_version(actor=a_maker(), questionnaire_id=questionnaire_id, now=clock.now)

    assert (draft.number, draft.definition["title"]) == (2, "시험 신청서")
    with pytest.raises(RuleBroken, match="작성 중인 판"):
        draft_version(actor=a_maker(), questionnaire_id=questionnaire_id, now=clock.now)
    with pytest.raises(Forbidden):
        draft_version(actor=an_actor(), questionnaire_id=questionnaire_id, now=clock.now)
    assert [version.number for version in queries.list_versions(session, questionnaire_id)] == [2, 1]


def test_retire_version_takes_it_out_of_the_list(session: Session, clock: Clock):
    version = a_published_version()
    version_id, questionnaire_id = version.id, version.questionnaire_id
    newer = a_next_version(questionnaire_id, renamed("새 판")).id

    with pytest.raises(Forbidden):
        retire_version(actor=an_actor(), version_id=version_id, now=clock.now)
    retire_version(actor=a_maker(), version_id=version_id, now=clock.now)

    assert [item.id for item in queries.list_published(session)] == [newer]
    with pytest.raises(StepNotAllowed):
        retire_version(actor=a_maker(), version_id=version_id, now=clock.now)
