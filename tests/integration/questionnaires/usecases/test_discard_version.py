"""Drafts that are given up."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from incubator.core.errors import Forbidden, RuleBroken, StepNotAllowed
from incubator.core.ids import new_id
from incubator.db.unit_of_work import unit_of_work
from incubator.questionnaires import queries
from incubator.questionnaires.models import AnswerSet
from incubator.questionnaires.usecases.create_questionnaire import create_questionnaire
from incubator.questionnaires.usecases.discard_version import discard_version
from incubator.questionnaires.usecases.draft_version import draft_version
from incubator.questionnaires.usecases.publish_version import publish_version
from incubator.questionnaires.usecases.revise_version import revise_version
from incubator.questionnaires.workflow import VersionState
from tests.factories.accounts import an_actor
from tests.factories.programs import a_round
from tests.factories.questionnaires import a_definition, a_maker, a_published_version
from tests.support.clock import Clock

WHY = "두 번 만들었습니다"


def test_a_discarded_draft_leaves_the_published_version_standing(session: Session, clock: Clock):
    maker, published = a_maker(), a_published_version()
    form_id, published_id = published.questionnaire_id, published.id
    draft_id = draft_version(actor=maker, questionnaire_id=form_id, now=clock.now).id
    changed = {**a_definition(), "title": "바뀐 제목"}
    revise_version(actor=maker, version_id=draft_id, definition=changed, base_version=1, now=clock.now)

    assert discard_version(actor=maker, version_id=draft_id, reason=WHY, now=clock.now) is False

    session.rollback()
    assert [row.id for row in queries.list_newest(session)] == [published_id]
    assert list(queries.list_discarded(session)) == []
    again = draft_version(actor=maker, questionnaire_id=form_id, now=clock.now)
    assert (again.number, again.definition["title"]) == (3, "시험 신청서")
    with pytest.raises(RuleBroken, match="버린 초안"):
        revise_version(actor=maker, version_id=draft_id, definition=changed, base_version=2, now=clock.now)
    with pytest.raises(StepNotAllowed):
        discard_version(actor=maker, version_id=draft_id, reason=WHY, now=clock.now)
    with pytest.raises(StepNotAllowed):
        publish_version(actor=maker, version_id=draft_id, now=clock.now)


def test_a_form_that_was_never_published_leaves_the_list_and_may_begin_again(session: Session, clock: Clock):
    maker = a_maker()
    draft = create_questionnaire(actor=maker, key="test", definition=a_definition(), now=clock.now)
    draft_id, form_id = draft.id, draft.questionnaire_id

    assert discard_version(actor=maker, version_id=draft_id, reason=WHY, now=clock.now) is True

    session.rollback()
    assert list(queries.list_newest(session)) == []
    assert [row.id for row in queries.list_discarded(session)] == [draft_id]
    again = draft_version(actor=maker, questionnaire_id=form_id, now=clock.now)
    assert (again.number, again.definition) == (2, queries.get_version(session, draft_id).definition)
    session.rollback()
    assert [row.number for row in queries.list_newest(session)] == [2]
    assert list(queries.list_discarded(session)) == []


def test_who_and_what_is_refused(session: Session, clock: Clock):
    maker = a_maker()
    draft_id = create_questionnaire(actor=maker, key="test", definition=a_definition(), now=clock.now).id
    published_id = a_published_version().id

    with pytest.raises(Forbidden):
        discard_version(actor=an_actor(), version_id=draft_id, reason=WHY, now=clock.now)
    with pytest.raises(StepNotAllowed):
        discard_version(actor=maker, version_id=published_id, reason=WHY, now=clock.now)
    with unit_of_work(bookkeeping=True) as work:
        work.session.add(AnswerSet(id=new_id(), version_id=draft_id, opened_by=maker.user_id, created_at=clock.now))
    with pytest.raises(RuleBroken, match="쓴 답"):
        discard_version(actor=maker, version_id=draft_id, reason=WHY, now=clock.now)
    session.rollback()
    assert queries.get_version(session, draft_id).state is VersionState.DRAFT


def test_a_round_that_uses_it_is_named_and_nothing_happens(session: Session, clock: Clock):
    maker = a_maker()
    draft_id = create_questionnaire(actor=maker, key="test", definition=a_definition(), now=clock.now).id
    a_round(title="제4기 I-Gen 챌린지", questionnaire_version_id=draft_id)

    with pytest.raises(RuleBroken, match="‘제4기 I-Gen 챌린지’"):
        discard_version(actor=maker, version_id=draft_id, reason=WHY, now=clock.now)

    session.rollback()
    assert queries.get_version(session, draft_id).state is VersionState.DRAFT
