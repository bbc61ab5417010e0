"""How templates find each other's macros, and parts of a page that are the same for everybody, rendered once.

`{% kept %}…{% endkept %}` in a layout or a component: texts of the catalogue, addresses and drawings, which depend on the
language and on nothing else.  The template does not compile when such a part looks at anything of the person, the page
or the moment.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from flask import Flask, request
from flask.templating import Environment
from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.runtime import Macro

from incubator.web.i18n import chosen_locale

CONSTANT = frozenset({"_", "icon", "locale", "static_url", "steps", "url_for"})
"""What a kept part may name."""


class House(Environment):
    """No template is given globals of its own, so that all share the one map.

    Jinja compares the names of the two templates at each import of a macro; with a chain of maps for each template that
    was a tenth of the work of a page.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return super().make_globals(d) if d else self.globals


class Kept(Extension):
    """The tag.  One shelf for each application and process."""

    tags = {"kept"}  # noqa: RUF012 (as Jinja declares it)

    def __init__(self, environment: Any) -> None:
        super().__init__(environment)
        self.shelf: dict[tuple[str, str, str], str] = {}

    def parse(self, parser: Parser) -> nodes.Node:
        line = next(parser.stream).lineno
        body = parser.parse_statements(("name:endkept",), drop_needle=True)
        named = {name.name for part in body for name in part.find_all(nodes.Name)}
        if not named <= CONSTANT or any(isinstance(part, nodes.Include) or part.find(nodes.Include) for part in body):
            parser.fail(f"a kept part looks at {', '.join(sorted(named - CONSTANT)) or 'another template'}", line)
        place = nodes.Const(f"{parser.name}:{line}")
        return nodes.CallBlock(self.call_method("_kept", [place]), [], [], body).set_lineno(line)

    def _kept(self, place: str, caller: Macro) -> str:
        key = (place, chosen_locale(), request.script_root)
        found = self.shelf.get(key)
        if found is None:
            found = self.shelf[key] = caller()
        return found


def init_app(app: Flask) -> None:
    """To be called before anything asks for the environment of the templates."""
    app.jinja_environment = House  # Flask looks here for the class
    app.jinja_env.add_extension(Kept)
