"""What operators are told about the house."""

from __future__ import annotations

import json

from incubator.commands import WORKFLOWS
from incubator.web.access import manifest
from tests.architecture.test_workflows import WORKFLOWS as FOUND


def test_every_workflow_of_the_house_is_drawn(app):
    told = app.test_cli_runner().invoke(args=["house", "workflows"])

    assert (told.exit_code, told.output.count("stateDiagram-v2")) == (0, len(FOUND))
    assert {id(workflow) for workflow in WORKFLOWS.values()} == {id(param.values[2]) for param in FOUND}
    assert "    draft --> submitted: submit" in told.output.splitlines()


def test_the_manifest_is_told_as_it_is(app):
    told = app.test_cli_runner().invoke(args=["house", "manifest"])

    assert json.loads(told.output) == manifest(app)
