"""Saving answers: nothing typed is lost, nothing saved is overwritten unseen."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from incubator.accounts.roles import Role
from incubator.core.errors import Forbidden, Invalid, NotFound, RuleBroken
from incubator.questionnaires import queries
from incubator.questionnaires.usecases import save_answers as module
from incubator.questionnaires.usecases.draft_version import draft_version
from incubator.questionnaires.usecases.open_answer_set import open_answer_set
from incubator.questionnaires.usecases.save_answers import Origin, Saved, save_answers
from tests.factories.accounts import a_user, an_actor
from tests.factories.questionnaires import a_maker, a_published_version, an_answer_set
from tests.support.clock import Clock

pytestmark = pytest.mark.usefixtures("app")


class World:
    """A person with an empty set of answers."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.actor = an_actor(a_user("김하늘"))
        self.id: UUID = an_answer_set(self.actor).id

    def save(self, changes: dict[str, Any], base: dict[str, int] | None = None, **options: Any) -> Saved:
        return save_answers(
            actor=options.pop("actor", self.actor),
            answer_set_id=self.id,
            changes=changes,
            base=base or {},
            now=self.clock.now,
            **options,
        )


@pytest.fixture
def world(clock: Clock) -> World:
    return World(clock)


def stored(session: Session, world: World) -> dict[str, Any]:
    session.expire_all()
    return queries.get_answer_set(session, world.id).answers


def test_save_answers_stores_values_and_counts_versions(session: Session, world: World):
    first = world.save({"name": ["담수화"], "people": ["４"]})
    second = world.save({"name": ["담수화 장치"]}, {"name": 1})

    assert (first.changed, first.versions) == (("name", "people"), {"name": 1, "people": 1})
    assert (second.changed, second.versions) == (("name",), {"name": 2})
    assert stored(session, world) == {"name": "담수화 장치", "people": "4"}


def test_what_cannot_be_read_is_kept_and_reported(session: Session, world: World):
    saved = world.save({"people": ["넷"], "amount": ["많이"]})

    assert stored(session, world) == {"people": {"raw": "넷"}, "amount": {"raw": "많이"}}
    assert {key: [str(p.message) for p in found] for key, found in saved.problems.items()} == {
        "people": ["숫자로 읽을 수 없습니다."],
        "amount": ["금액으로 읽을 수 없습니다."],
    }


def test_a_text_over_its_limit_is_kept_and_reported(session: Session, world: World):
    saved = world.save({"name": ["가" * 60]})

    assert stored(session, world) == {"name": "가" * 60}
    assert list(saved.problems) == ["name"]


def test_a_stale_save_is_refused_with_both_texts(session: Session, world: World):
    world.save({"name": ["내 글"]})
    saved = world.save({"name": ["다른 글"], "story": ["새 글"]}, {"name": 0})
    conflict = saved.conflicts["name"]

    assert (conflict.version, conflict.theirs_text, conflict.theirs_by, conflict.mine_text) == (
        1,
        "내 글",
        "김하늘",
        "다른 글",
    )
    assert conflict.theirs_at == world.clock.now
    assert stored(session, world) == {"name": "내 글", "story": "새 글"}


def test_choosing_ones_own_text_in_a_conflict_saves_it(session: Session, world: World):
    world.save({"name": ["내 글"]})
    conflict = world.save({"name": ["다른 글"]}).conflicts["name"]
    world.save({"name": ["다른 글"]}, {"name": conflict.version})

    assert stored(session, world) == {"name": "다른 글"}


def test_an_answer_that_somebody_emptied_is_a_conflict_too(session: Session, world: World):
    world.save({"name": ["가"]})
    world.save({"name": [""]}, {"name": 1})
    saved = world.save({"name": ["나"]}, {"name": 1})

    assert saved.conflicts["name"].theirs_text == ""
    assert stored(session, world) == {}


def test_equal_text_is_no_conflict_and_no_change(session: Session, world: World):
    world.save({"name": ["같은 글"]})
    saved = world.save({"name": [" 같은  글 "]}, {"name": 0})

    assert (saved.conflicts, saved.changed, saved.versions) == ({}, (), {"name": 1})
    assert queries.get_answer_set(session, world.id).revision == 2


def test_a_page_goes_on_from_its_own_save_whose_answer_was_lost(session: Session, world: World):
    world.save({"name": ["가"]}, origin=Origin("tab-1", 1))  # the answer to this never arrived
    later = world.save({"name": ["가나"]}, {"name": 0}, origin=Origin("tab-1", 2))
    late = world.save({"name": ["가"]}, {"name": 0}, origin=Origin("tab-1", 1))
    other = world.save({"name": ["다"]}, {"name": 1}, origin=Origin("tab-2", 9))

    assert (later.changed, list(late.conflicts), list(other.conflicts)) == (("name",), ["name"], ["name"])
    assert stored(session, world) == {"name": "가나"}


@pytest.mark.parametrize("key", ["nobody", "__class__", "budget.0.item", "", "가" * 1000])
def test_unknown_questions_are_refused_as_a_whole(session: Session, world: World, key: str):
    with pytest.raises(Invalid, match="이 양식에 없는 질문"):
        world.save({"name": ["가"], key: ["x"]})

    assert stored(session, world) == {}


def test_questions_of_another_section_are_refused(session: Session, world: World):
    with pytest.raises(Invalid):
        world.save({"name": ["가"], "fields": ["water"]}, section_key="about")

    assert stored(session, world) == {}


@pytest.mark.parametrize(
    "raw", ["가\0나", "\ud800", "900101-1234567", "가" * 2001, ["두", "번"], {"raw": "x"}, 7, None, [{"item": "x"}]]
)
def test_what_must_not_be_stored_is_refused_alone(session: Session, world: World, raw: Any):
    saved = world.save({"name": raw, "story": ["남는 글"]})

    assert list(saved.refused) == ["name"]
    assert stored(session, world) == {"story": "남는 글"}


def test_files_never_come_from_a_form(session: Session, world: World):
    saved = world.save({"paper": [{"file_id": "x", "size": "1"}]})

    assert list(saved.refused) == ["paper"]
    assert stored(session, world) == {}


def test_all_answers_together_have_a_limit(session: Session, world: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "MOST_STORED", 100)
    with pytest.raises(RuleBroken, match="글의 양"):
        world.save({"story": ["가" * 200]})

    assert stored(session, world) == {}


def test_hidden_answers_are_kept(session: Session, world: World):
    world.save({"invested": ["yes"], "amount": ["5000"]})
    world.save({"invested": ["no"]}, {"invested": 1})

    assert stored(session, world) == {"invested": "no", "amount": 5000}


def test_strangers_do_not_learn_that_answers_exist(world: World):
    with pytest.raises(NotFound):
        world.save({"name": ["가"]}, actor=an_actor())


def test_staff_never_write_for_an_applicant(world: World):
    with pytest.raises(Forbidden):
        world.save({"name": ["가"]}, actor=an_actor(a_user("박담당", role=Role.MANAGER)))


def test_a_set_for_an_organisation_is_opened_by_those_who_write_for_it(clock: Clock):
    version_id = a_published_version().id
    with pytest.raises(Forbidden):
        open_answer_set(actor=an_actor(), version_id=version_id, organisation_id=version_id, now=clock.now)


def test_only_published_versions_are_answered(session: Session, clock: Clock):
    draft = draft_version(actor=a_maker(), questionnaire_id=a_published_version().questionnaire_id, now=clock.now)
    with pytest.raises(RuleBroken, match="게시되지 않은"):
        open_answer_set(actor=an_actor(), version_id=draft.id, organisation_id=None, now=clock.now)


HOSTILE = [
    "<script>alert(1)</script>", "'; DROP TABLE answer_sets; --", "{{ 7*7 }}", "%(name)s %s {0}", "\u202etxt.exe",
    "a" * 1999, "🦾" * 100, "\u1112\u1161\u11ab", "\ufeffBOM", "\u200b", "=1+1", "\\", '"', "\x01\x02", "\x7f\x85",
    "𠮷野家", "é" , "e\u0301", "ﷺ", "\U0010ffff", "\ufffe", "null", "undefined", "NaN", "-0", "true", "[]", "{}",
    "%00", "../../etc/passwd",
]  # fmt: skip


@pytest.mark.parametrize("key", ["name", "story", "people", "founded", "amount", "invested"])
def test_hostile_texts_never_break_anything(session: Session, world: World, key: str):
    version = 0
    for raw in HOSTILE:
        saved = world.save({key: [raw]}, {key: version})
        version = saved.versions[key]

        assert (saved.conflicts, saved.refused) == ({}, {})
    stored(session, world)
