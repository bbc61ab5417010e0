"""Doors.  Every view says who may come in; an endpoint that says nothing stays locked and fails the build.

A door answers only "who may knock" (public, or signed in).  Who may do what to which row is the policy of the slice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, abort, current_app, request
from flask_login import current_user  # noqa: TID251 (this is its one home beside accounts.signin)

View = TypeVar("View", bound=Callable[..., Any])
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True)
class Door:
    """What the route manifest says of a view.

    `needs` is a permission word ("application.submit"; "signed_in" when any signed-in person may knock), `subject`
    the URL parameter that names the object, `owner` the rule in words that decides about it.
    """

    needs: str
    subject: str | None = None
    owner: str = ""
    is_public: bool = False


def door(*, needs: str, subject: str | None = None, owner: str = "") -> Callable[[View], View]:
    """A view for signed-in people."""

    def mark(view: View) -> View:
        view.door = Door(needs, subject, owner)  # type: ignore[attr-defined]  # a mark on a function
        return view

    return mark


def public(view: View) -> View:
    """A view for everybody."""
    view.door = Door("public", is_public=True)  # type: ignore[attr-defined]  # a mark on a function
    return view


def door_of(app: Flask, endpoint: str) -> Door | None:
    if endpoint == "static":
        return Door("public", is_public=True)
    return getattr(app.view_functions[endpoint], "door", None)


def lock_doors() -> None:
    """Before each request: let in who may knock.  401 leads to the sign-in page and back."""
    if request.endpoint is None:
        return
    mark = door_of(current_app, request.endpoint)
    if mark is None:
        abort(403)
    if not mark.is_public and not current_user.is_authenticated:
        abort(401)


def manifest(app: Flask) -> list[dict[str, Any]]:
    """One row per rule of the live URL map, for tests from outside."""
    rows = []
    for rule in app.url_map.iter_rules():
        mark = door_of(app, rule.endpoint)
        methods = sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        rows.append(
            {
                "name": rule.endpoint,
                "path": rule.rule,
                "methods": methods,
                "needs": mark.needs if mark else None,
                "subject": mark.subject if mark else None,
                "owner": mark.owner if mark else "",
                "changes_state": bool(set(methods) - SAFE),
            }
        )
    return sorted(rows, key=lambda row: (row["path"], row["methods"]))
