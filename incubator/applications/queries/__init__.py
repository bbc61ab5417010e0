"""Reading applications (`reading`), conditions of a round (`eligibility`), what is still missing (`obstacles`)."""

from incubator.applications.queries.eligibility import (
    REGISTERED,
    list_findings,
    list_self_check_keys,
    stored_findings,
)
from incubator.applications.queries.obstacles import Obstacle, list_obstacles
from incubator.applications.queries.reading import (
    Pressed,
    find_for_change,
    find_live,
    find_version,
    get_for_change,
    get_for_submit,
    get_reception_for_change,
    get_version,
    get_visible,
    list_attempts,
    list_closed_for_change,
    list_drafts_before_deadline,
    list_live_of,
    list_mine,
    list_on_older_version,
    list_versions,
)

__all__ = [
    "REGISTERED",
    "Obstacle",
    "Pressed",
    "find_for_change",
    "find_live",
    "find_version",
    "get_for_change",
    "get_for_submit",
    "get_reception_for_change",
    "get_version",
    "get_visible",
    "list_attempts",
    "list_closed_for_change",
    "list_drafts_before_deadline",
    "list_findings",
    "list_live_of",
    "list_mine",
    "list_obstacles",
    "list_on_older_version",
    "list_self_check_keys",
    "list_versions",
    "stored_findings",
]
