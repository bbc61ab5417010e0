"""Who may do what, as a table."""

from __future__ import annotations

import pytest

from incubator.accounts.actor import Grant
from incubator.accounts.roles import Role
from incubator.core.ids import new_id
from incubator.documents.models import StoredFile
from incubator.questionnaires import policy
from incubator.questionnaires.models import AnswerSet, QuestionnaireVersion
from tests.factories.accounts import an_unsaved_actor

OURS, OTHERS = new_id(), new_id()
VERSION = QuestionnaireVersion()


@pytest.mark.parametrize("role", list(Role))
def test_forms_are_made_by_managers_and_administrators(role: Role):
    actor = an_unsaved_actor(Grant(role))
    expected = role in (Role.MANAGER, Role.ADMIN)

    assert bool(policy.may_write_forms(actor)) is expected
    assert {step: bool(may(actor, VERSION)) for step, may in policy.MAY.items()} == dict.fromkeys(policy.MAY, expected)


@pytest.mark.parametrize(
    ("role", "place", "known", "may_write"),
    [
        (Role.ORGANISATION_OWNER, OURS, True, True),
        (Role.ORGANISATION_EDITOR, OURS, True, True),
        (Role.ORGANISATION_VIEWER, OURS, True, False),
        (Role.ORGANISATION_OWNER, OTHERS, False, False),
        (Role.MANAGER, None, True, False),
        (Role.HEAD, None, True, False),
        (Role.ADMIN, None, True, False),
        (Role.REVIEWER, None, False, False),
        (Role.MENTOR, None, False, False),
        (Role.INVESTOR, None, False, False),
    ],
)
def test_answers_of_an_organisation(role: Role, place: object, known: bool, may_write: bool):
    actor = an_unsaved_actor(Grant(role, organisation_id=place))  # type: ignore[arg-type] -- a table of ids
    answers = AnswerSet(organisation_id=OURS, opened_by=actor.user_id)

    assert policy.is_known_to(actor, answers) is known
    assert bool(policy.may_write_answers(actor, answers)) is may_write
    assert bool(policy.may_open_answers(actor, OURS)) is may_write


def test_answers_of_one_person_are_his_alone():
    person, other, staff = an_unsaved_actor(), an_unsaved_actor(), an_unsaved_actor(Grant(Role.MANAGER))
    answers = AnswerSet(organisation_id=None, opened_by=person.user_id)

    assert [policy.is_known_to(actor, answers) for actor in (person, other, staff)] == [True, False, True]
    assert [bool(policy.may_write_answers(actor, answers)) for actor in (person, other, staff)] == [True, False, False]


@pytest.mark.parametrize(
    ("own", "in_wallet", "allowed"), [(True, False, True), (False, True, True), (False, False, False)]
)
def test_files_one_may_attach(own: bool, in_wallet: bool, allowed: bool):
    actor = an_unsaved_actor()
    file = StoredFile(uploaded_by=actor.user_id if own else new_id())

    assert bool(policy.may_attach(actor, file, in_wallet=in_wallet)) is allowed
