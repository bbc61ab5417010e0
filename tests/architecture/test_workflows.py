"""Each workflow is whole: every step has an authority, a use case; every state is reachable."""

from __future__ import annotations

import pytest

from incubator.core.workflow import Workflow
from tests.architecture.house import PACKAGE, modules, slices


def _workflows():
    for name in slices():
        for module in modules(name, "workflow"):
            for attribute, value in vars(module).items():
                if isinstance(value, Workflow) and attribute.isupper():
                    yield pytest.param(name, module, value, id=f"{name}.{attribute}")


WORKFLOWS = list(_workflows())


def test_there_are_workflows():
    assert WORKFLOWS != []


@pytest.mark.parametrize(("name", "module", "workflow"), WORKFLOWS)
def test_every_state_is_reachable(name, module, workflow):
    states = type(workflow.start)

    assert workflow.reachable() == frozenset(states)


@pytest.mark.parametrize(("name", "module", "workflow"), WORKFLOWS)
def test_every_state_has_a_label(name, module, workflow):
    assert [state for state in type(workflow.start) if state not in module.LABELS] == []


@pytest.mark.parametrize(("name", "module", "workflow"), WORKFLOWS)
def test_every_step_has_an_authority(name, module, workflow):
    may = {step for policy in modules(name, "policy") for step in getattr(policy, "MAY", {})}

    assert [step for step in workflow.table if step not in may] == []


@pytest.mark.parametrize(("name", "module", "workflow"), WORKFLOWS)
def test_every_step_is_taken_by_a_use_case(name, module, workflow):
    verbs = {path.stem.split("_")[0] for path in (PACKAGE / name / "usecases").glob("*.py")}

    assert [step for step in workflow.table if str(step).split("_")[0] not in verbs] == []
