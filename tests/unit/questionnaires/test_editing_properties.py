"""No sequence of acts, wise or foolish, leaves a draft that does not load, loops, or asks what nobody can reach."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from incubator.core.errors import DomainError
from incubator.questionnaires.rules import dump, load
from incubator.questionnaires.rules.definition import Kind, conditions_in
from incubator.questionnaires.rules.editing import (
    AddQuestion,
    AddSection,
    ChangeQuestion,
    ChangeSection,
    MoveQuestion,
    MoveSection,
    Part,
    RemoveQuestion,
    RemoveSection,
    RenameForm,
    SetCondition,
    StepQuestion,
    StepSection,
    edited,
)
from incubator.questionnaires.rules.reaching import unreachable
from tests.factories.questionnaires import a_definition

START = dump(load(a_definition()))
KEYS = ["name", "story", "people", "founded", "invested", "amount", "fields", "budget", "paper", "question_1", "none"]
SECTIONS = ["about", "plan", "section_1", "none"]
key, section = st.sampled_from(KEYS), st.sampled_from(SECTIONS)
OPTIONS = [{"key": item, "label": item} for item in ("yes", "no", "maybe")]
PROPERTIES: dict[Kind, dict[str, Any]] = {
    Kind.CHOICE: {"options": OPTIONS},
    Kind.MULTI_CHOICE: {"options": OPTIONS, "max_picks": 2},
    Kind.NUMBER: {"min": 0, "max": 10},
    Kind.TABLE: {"columns": [{"key": "a", "kind": "won", "label": "금액"}]},
    Kind.FILE: {"accept": {"kinds": ["pdf"], "max_bytes": 9}},
}
properties = st.sampled_from(list(Kind)).map(
    lambda kind: {"kind": kind.value, "label": "질문", **PROPERTIES.get(kind, {})}
)
comparison = st.builds(
    lambda question, operator, value: {"question": question, "operator": operator, "value": value},
    key,
    st.sampled_from(["is", "is_not", "any_of", "at_least", "at_most", "between"]),
    st.sampled_from(["yes", "no", "mecha", 3, "2015-01-05", ["yes", "no"], [1, 5]]),
) | st.builds(
    lambda question, operator: {"question": question, "operator": operator},
    key,
    st.sampled_from(["is_yes", "is_answered"]),
)
rule = st.recursive(
    comparison,
    lambda inner: st.builds(
        lambda join, parts: {join: parts}, st.sampled_from(["all", "any"]), st.lists(inner, min_size=1, max_size=3)
    ),
    max_leaves=5,
)
acts = st.one_of(
    st.builds(RenameForm, title=st.text(max_size=5)),
    st.builds(AddSection, properties=st.just({"title": "새 항목"})),
    st.builds(ChangeSection, key=section, properties=st.just({"title": "고친 항목"})),
    st.builds(MoveSection, key=section, before=st.none() | section),
    st.builds(StepSection, key=section, step=st.sampled_from([-1, 1])),
    st.builds(RemoveSection, key=section),
    st.builds(AddQuestion, key=st.just("") | key, section=section, properties=properties),
    st.builds(ChangeQuestion, key=key, properties=properties),
    st.builds(MoveQuestion, key=key, section=section, before=st.none() | key),
    st.builds(StepQuestion, key=key, step=st.sampled_from([-1, 1])),
    st.builds(RemoveQuestion, key=key),
    st.builds(SetCondition, part=st.just(Part.QUESTION), key=key, rule=st.none() | rule),
    st.builds(SetCondition, part=st.just(Part.SECTION), key=section, rule=st.none() | rule),
)


def attempted(definition: dict[str, Any], edit: Any) -> dict[str, Any] | None:
    """None when the act is refused in words; anything but a refusal is a fault of ours."""
    try:
        return edited(definition, edit)
    except DomainError:
        return None


@settings(max_examples=300)
@given(st.lists(acts, max_size=12))
def test_any_sequence_of_acts_leaves_a_form_that_loads(sequence):
    definition = START
    for edit in sequence:
        before = deepcopy(definition)
        changed = attempted(definition, edit)
        assert definition == before
        if changed is None:
            continue
        definition = changed
        form = load(definition, is_draft=True)
        assert dump(form) == definition
        assert unreachable(form) == ()
        keys = list(form.questions)
        assert len(keys) == sum(len(item.questions) for item in form.sections)
        seen: set[str] = set()
        for part in form.sections:
            assert {c.question for c in conditions_in(part.show_if)} <= seen
            for question in part.questions:
                assert {c.question for c in conditions_in(question.show_if)} <= seen
                seen.add(question.key)
