"""The policy numbers: what they are called, where they come from, between which bounds they may move."""

from incubator.parameters.rules import approving, panels, scoring, table
from incubator.parameters.rules.kinds import ParameterRule, check, in_force, read_whole

DEFAULTS: dict[str, ParameterRule] = {rule.key: rule for rule in (*table.ROWS, *approving.ROWS, *panels.ROWS, *scoring.ROWS)}

__all__ = ["DEFAULTS", "ParameterRule", "check", "in_force", "read_whole"]
