"""The policy numbers: what they are called, where they come from, between which bounds they may move."""

from incubator.parameters.rules import approving, panels, scoring, selecting, table
from incubator.parameters.rules.kinds import ParameterRule, check, in_force, read_whole

TABLES = (table.ROWS, approving.ROWS, panels.ROWS, scoring.ROWS, selecting.ROWS)
DEFAULTS: dict[str, ParameterRule] = {rule.key: rule for rows in TABLES for rule in rows}

__all__ = ["DEFAULTS", "ParameterRule", "check", "in_force", "read_whole"]
