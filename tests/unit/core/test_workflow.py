"""A workflow is a table."""

from __future__ import annotations

from enum import StrEnum

import pytest

from incubator.core.errors import StepNotAllowed
from incubator.core.workflow import Workflow


class Light(StrEnum):
    RED = "red"
    GREEN = "green"
    BROKEN = "broken"


class Turn(StrEnum):
    GO = "go"
    STOP = "stop"


TABLE = Workflow[Light, Turn](
    {Turn.GO: ({Light.RED}, Light.GREEN), Turn.STOP: ({Light.GREEN}, Light.RED)}, start=Light.RED
)


def test_after_gives_the_next_state():
    assert TABLE.after(Light.RED, Turn.GO) is Light.GREEN


def test_after_refuses_a_step_the_table_lacks():
    with pytest.raises(StepNotAllowed):
        TABLE.after(Light.GREEN, Turn.GO)


def test_steps_from_lists_the_ways_on():
    assert TABLE.steps_from(Light.GREEN) == (Turn.STOP,)
    assert TABLE.steps_from(Light.BROKEN) == ()


def test_reachable_leaves_out_what_no_walk_arrives_at():
    assert TABLE.reachable() == {Light.RED, Light.GREEN}


def test_mermaid_draws_each_row():
    assert TABLE.mermaid().splitlines() == [
        "stateDiagram-v2",
        "    [*] --> red",
        "    red --> green: go",
        "    green --> red: stop",
    ]
