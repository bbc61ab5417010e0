"""The policy numbers: what they are called, where they come from, between which bounds they may move."""

from incubator.parameters.rules import scoring, selecting, table
from incubator.parameters.rules.kinds import ParameterRule, check, in_force, read_whole

DEFAULTS: dict[str, ParameterRule] = {rule.key: rule for rule in (*table.ROWS, *scoring.ROWS, *selecting.ROWS)}

__all__ = ["DEFAULTS", "ParameterRule", "check", "in_force", "read_whole"]
