"""A condition as it is typed: a tree of groups and comparisons, its places counted from 0 (`c.0-2.question`).

Buttons: `act` = `add-condition.<path>`, `add-group.<path>`, `remove.<path>`, `refresh`, `save`, `clear`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from incubator.questionnaires.rules.definition import Operator
from incubator.web.forms import clean

ROOT = "r"
_NAME = re.compile(r"c\.(r(?:-\d{1,3})*)\.(join|question|operator|value)", re.ASCII)
_ACT = re.compile(r"(add-condition|add-group|remove)\.(r(?:-\d{1,3})*)", re.ASCII)
JOINS = ("all", "any")
MOST_NODES = 200


class Posted(Protocol):
    def keys(self) -> Any: ...

    def getlist(self, name: str, /) -> list[str]: ...

    def get(self, name: str, /) -> Any: ...


@dataclass
class Comparison:
    question: str = ""
    operator: str = ""
    values: list[str] = field(default_factory=list)


@dataclass
class Group:
    join: str = "all"
    parts: list[Group | Comparison] = field(default_factory=list)


def group_from_rule(rule: Any) -> Group:
    """The stored rule for editing; a single comparison stands in a group of its own."""
    if not rule:
        return Group(parts=[Comparison()])
    found = _node(rule)
    return found if isinstance(found, Group) else Group(parts=[found])


def _node(rule: Mapping[str, Any]) -> Group | Comparison:
    for join in JOINS:
        if join in rule:
            return Group(join, [_node(part) for part in rule[join]])
    value = rule.get("value")
    values = value if isinstance(value, list) else [] if value is None else [value]
    return Comparison(str(rule.get("question", "")), str(rule.get("operator", "")), [str(item) for item in values])


def group_from_posted(posted: Posted) -> Group:
    """What the page sent, in its order; unknown names are passed over."""
    nodes: dict[tuple[int, ...], dict[str, list[str]]] = {}
    for name in posted.keys():  # noqa: SIM118 (a multidict's keys)
        found = _NAME.fullmatch(name)
        if found and len(nodes) < MOST_NODES:
            values = [clean(value)[:200] for value in posted.getlist(name)]
            nodes.setdefault(_path(found[1]), {})[found[2]] = values
    root = Group(_join(nodes.get((), {})))
    groups: dict[tuple[int, ...], Group] = {(): root}
    for path in sorted(nodes, key=lambda item: (len(item), item)):
        parent = groups.get(path[:-1])
        if not path or parent is None:
            continue
        if "join" in nodes[path]:
            groups[path] = Group(_join(nodes[path]))
            parent.parts.append(groups[path])
        else:
            parent.parts.append(_comparison(nodes[path]))
    return root


def _path(words: str) -> tuple[int, ...]:
    return tuple(int(part) for part in words.split("-")[1:])


def _join(sent: Mapping[str, list[str]]) -> str:
    wanted = sent.get("join", ["all"])[-1]
    return wanted if wanted in JOINS else "all"


def _comparison(sent: Mapping[str, list[str]]) -> Comparison:
    question, operator = (sent.get(name, [""])[-1] for name in ("question", "operator"))
    return Comparison(question, operator, [value.replace(",", "") for value in sent.get("value", []) if value])


def take_act(root: Group, act: str) -> bool:
    """Add or take away a part; whether the press asked for it."""
    found = _ACT.fullmatch(act)
    if found is None:
        return act == "refresh"
    path = _path(found[2])
    if found[1] == "remove":
        parent = _group_at(root, path[:-1])
        if parent and path and path[-1] < len(parent.parts):
            parent.parts.pop(path[-1])
        return True
    group = _group_at(root, path)
    if group:
        group.parts.append(Comparison() if found[1] == "add-condition" else Group("any", [Comparison()]))
    return True


def _group_at(root: Group, path: tuple[int, ...]) -> Group | None:
    found: Group | Comparison = root
    for place in path:
        if not isinstance(found, Group) or place >= len(found.parts):
            return None
        found = found.parts[place]
    return found if isinstance(found, Group) else None


def rule_from_group(group: Group) -> Any:
    """The rule to store; None for a condition without parts.  A group of one is its one part."""
    parts = [rule for rule in (_rule(part) for part in group.parts) if rule is not None]
    if len(parts) == 1:
        return parts[0]
    return {group.join: parts} if parts else None


def _rule(part: Group | Comparison) -> Any:
    if isinstance(part, Group):
        return rule_from_group(part)
    if not part.question:
        return None
    found: dict[str, Any] = {"question": part.question, "operator": part.operator}
    if part.operator in (Operator.IS_YES, Operator.IS_ANSWERED):
        return found
    several = part.operator in (Operator.ANY_OF, Operator.BETWEEN)
    return found | {"value": part.values if several else part.values[0] if part.values else None}
