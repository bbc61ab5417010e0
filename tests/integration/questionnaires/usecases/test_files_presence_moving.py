"""Files in answers, who is writing, and going over to a newer version."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.accounts.roles import Role
from incubator.core.errors import DomainError, Forbidden, NotFound, RuleBroken
from incubator.core.ids import new_id
from incubator.documents.workflow import FileState
from incubator.questionnaires import queries
from incubator.questionnaires.usecases.attach_answer_file import attach_answer_file
from incubator.questionnaires.usecases.move_to_version import move_to_version
from incubator.questionnaires.usecases.remove_answer_file import remove_answer_file
from incubator.questionnaires.usecases.touch_presence import touch_presence
from tests.factories.accounts import a_user, an_actor
from tests.factories.documents import a_stored_file
from tests.factories.organisations import a_member, a_wallet_document, an_organisation
from tests.factories.questionnaires import (
    WHOLE,
    a_definition,
    a_next_version,
    a_published_version,
    an_answer_set,
)
from tests.support.clock import Clock

WORDS = b"plan " * 400


def a_file(owner: Actor, name: str = "계획서.pdf", *, size: int = 900, pages: int | None = 12, **more: Any) -> UUID:
    """The id of a stored file of `size` bytes."""
    return a_stored_file(owner.user_id, name, WORDS[:size], pages=pages, **more).id


WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36"


@pytest.fixture
def actor(clock: Clock) -> Actor:
    del clock
    return an_actor(a_user("김하늘"))


def attach(actor: Actor, answer_set_id: UUID, file_id: UUID, clock: Clock, **options: Any) -> int:
    options.setdefault("question_key", "paper")
    return attach_answer_file(actor=actor, answer_set_id=answer_set_id, file_id=file_id, now=clock.now, **options)


def test_attach_and_remove_count_versions(session: Session, clock: Clock, actor: Actor):
    answer_set_id = an_answer_set(actor).id
    file_id = a_file(actor)

    assert attach(actor, answer_set_id, file_id, clock) == 1
    assert attach(actor, answer_set_id, file_id, clock) == 1
    (entry,) = queries.get_answer_set(session, answer_set_id).answers["paper"]
    assert {key: entry[key] for key in ("file_id", "name", "size", "kind", "pages")} == {
        "file_id": str(file_id),
        "name": "계획서.pdf",
        "size": 900,
        "kind": "pdf",
        "pages": 12,
    }
    for _ in range(2):
        removed = remove_answer_file(
            actor=actor, answer_set_id=answer_set_id, question_key="paper", file_id=file_id, now=clock.now
        )
        assert removed == 2
    assert queries.get_answer_set(session, answer_set_id).answers == {}


@pytest.mark.parametrize(
    ("file", "options", "refusal"),
    [
        ({"name": "그림.png"}, {}, "받지 않는 종류"),
        ({"state": FileState.INFECTED}, {}, "악성코드"),
        ({"size": 1001}, {}, "한도 1 KB"),
        ({"pages": 16}, {}, "16쪽"),
        ({"name": "900101-1234567.pdf"}, {}, "파일 이름에 주민등록번호"),
        ({}, {"total_limit": 899}, "모두 더한 크기"),
        ({}, {"question_key": "name"}, "없는 첨부 항목"),
        ({}, {"question_key": "nobody"}, "없는 첨부 항목"),
    ],
)
def test_attach_refuses_what_the_question_does_not_take(
    session: Session, clock: Clock, actor: Actor, file: dict[str, Any], options: dict[str, Any], refusal: str
):
    answer_set_id = an_answer_set(actor).id

    with pytest.raises(DomainError, match=refusal):
        attach(actor, answer_set_id, a_file(actor, **file), clock, **options)
    assert queries.get_answer_set(session, answer_set_id).answers == {}


def test_attach_refuses_one_file_too_many(clock: Clock, actor: Actor):
    answer_set_id = an_answer_set(actor).id
    for name in ("가.pdf", "나.pdf"):
        attach(actor, answer_set_id, a_file(actor, name), clock)

    with pytest.raises(RuleBroken, match="2개까지"):
        attach(actor, answer_set_id, a_file(actor, "다.pdf"), clock)


def test_attach_refuses_other_peoples_files_and_answers(clock: Clock, actor: Actor):
    answer_set_id = an_answer_set(actor).id
    other = an_actor(a_user("이바다"))

    with pytest.raises(Forbidden):
        attach(actor, answer_set_id, a_file(other), clock)
    with pytest.raises(NotFound):
        attach(actor, answer_set_id, new_id(), clock)
    with pytest.raises(NotFound):
        attach(other, answer_set_id, a_file(other), clock)
    with pytest.raises(NotFound):
        remove_answer_file(
            actor=other, answer_set_id=answer_set_id, question_key="paper", file_id=new_id(), now=clock.now
        )


def test_a_colleague_attaches_a_certificate_from_the_wallet(session: Session, clock: Clock):
    owner = a_user("대표자")
    owner_id = owner.id
    organisation_id = an_organisation(owner_id).id
    file_id = a_wallet_document(organisation_id, owner_id).file_id
    colleague = an_actor(a_member(organisation_id))
    definition = a_definition()
    definition["sections"][1]["questions"][2]["accept"]["max_bytes"] = 1_000_000
    version_id = a_published_version(definition).id
    answer_set_id = an_answer_set(colleague, version_id=version_id, organisation_id=organisation_id).id

    assert attach(colleague, answer_set_id, file_id, clock) == 1
    assert queries.get_answer_set(session, answer_set_id).organisation_id == organisation_id
    foreign = a_file(an_actor(a_user("남")))
    with pytest.raises(Forbidden):
        attach(colleague, answer_set_id, foreign, clock)


def test_a_viewer_reads_and_leaves_no_sign(session: Session, clock: Clock):
    owner_id = a_user("대표자").id
    organisation_id = an_organisation(owner_id).id
    answer_set_id = an_answer_set(an_actor(owner_id), organisation_id=organisation_id).id
    viewer = an_actor(a_member(organisation_id, Role.ORGANISATION_VIEWER))
    touch_presence(actor=viewer, answer_set_id=answer_set_id, section_key="about", user_agent="", now=clock.now)

    assert queries.list_editors(session, answer_set_id, clock.now) == []
    with pytest.raises(Forbidden):
        attach(viewer, answer_set_id, a_file(viewer), clock)
    assert queries.get_visible(session, viewer, answer_set_id).id == answer_set_id


def test_presence_is_seen_for_a_minute_by_the_others(session: Session, clock: Clock, actor: Actor):
    answer_set_id = an_answer_set(actor).id
    phone = replace(actor, session_id=new_id())
    touch_presence(actor=actor, answer_set_id=answer_set_id, section_key="about", user_agent=WINDOWS, now=clock.now)

    assert queries.list_other_editors(session, actor, answer_set_id, clock.now) == ()
    assert [
        (row.name, row.section_key, row.device)
        for row in queries.list_other_editors(session, phone, answer_set_id, clock.now)
    ] == [("김하늘", "about", "Windows · Chrome")]
    clock.advance(seconds=60)
    assert queries.list_other_editors(session, phone, answer_set_id, clock.now) == ()


def test_presence_moves_with_its_session_and_is_not_written_each_time(
    session: Session, clock: Clock, actor: Actor, query_budget: Any
):
    answer_set_id = an_answer_set(actor).id

    def touch(section_key: str) -> None:
        touch_presence(actor=actor, answer_set_id=answer_set_id, section_key=section_key, user_agent="", now=clock.now)

    touch("about")
    clock.advance(seconds=10)
    with query_budget(2) as sent:
        touch("about")
    assert not [statement for statement in sent if "INSERT" in statement]
    touch("plan")
    touch("nowhere")

    assert [row.section_key for row in queries.list_editors(session, answer_set_id, clock.now)] == ["plan"]


def test_presence_of_strangers_is_refused(clock: Clock, actor: Actor):
    answer_set_id = an_answer_set(actor).id

    with pytest.raises(NotFound):
        touch_presence(actor=an_actor(), answer_set_id=answer_set_id, section_key="about", user_agent="", now=clock.now)


def a_changed_definition() -> dict[str, Any]:
    definition = a_definition()
    definition["sections"][0]["questions"].pop(3)
    return definition


def test_move_to_version_keeps_what_fits_and_leaves_the_rest_readable(session: Session, clock: Clock, actor: Actor):
    version = a_published_version()
    version_id, questionnaire_id = version.id, version.questionnaire_id
    answer_set_id = an_answer_set(actor, version_id=version_id, answers=WHOLE).id
    newer = a_next_version(questionnaire_id, a_changed_definition()).id

    moved = move_to_version(actor=actor, answer_set_id=answer_set_id, version_id=newer, now=clock.now)
    kept = queries.get_answer_set(session, answer_set_id)

    assert [item.key for item in moved.dropped] == ["founded"]
    assert kept.answers == {key: value for key, value in WHOLE.items() if key != "founded"}
    assert (kept.version_id, kept.left_behind, kept.stamps["founded"]["v"]) == (
        newer,
        [
            {
                "key": "founded",
                "label": "설립일",
                "text": "2015. 1. 5.(월)",
                "number": 1,
                "at": clock.now.isoformat(),
            }
        ],
        2,
    )


def test_move_to_version_goes_only_forward_to_published_versions(clock: Clock, actor: Actor):
    version = a_published_version()
    version_id, questionnaire_id = version.id, version.questionnaire_id
    newer = a_next_version(questionnaire_id, a_changed_definition()).id
    foreign = a_published_version(a_definition() | {"title": "다른 양식"}).id
    answer_set_id = an_answer_set(actor, version_id=newer).id

    for target in (version_id, newer, foreign):
        with pytest.raises(RuleBroken, match="새로 게시된 판"):
            move_to_version(actor=actor, answer_set_id=answer_set_id, version_id=target, now=clock.now)
    with pytest.raises(NotFound):
        move_to_version(actor=an_actor(), answer_set_id=answer_set_id, version_id=newer, now=clock.now)
