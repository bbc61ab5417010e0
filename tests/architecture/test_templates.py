"""Templates show and do not decide; each compiles and is reached."""

from __future__ import annotations

import re

import pytest

from tests.architecture.house import PACKAGE, TEMPLATES, sources, templates

INLINE = re.compile(r"<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|javascript:|\|\s*safe\b|<style", re.IGNORECASE)
NAMED = re.compile(r"""['"]([a-z0-9_/-]+\.(?:html|txt))['"]""")
ENTRY_FOLDERS = ("errors", "audit", "mail")


@pytest.mark.parametrize("path", templates(), ids=lambda path: "/".join(path.parts[-2:]))
def test_template_compiles(app, path):
    app.jinja_env.get_template(str(path.relative_to(TEMPLATES)))


@pytest.mark.parametrize("path", templates(), ids=lambda path: "/".join(path.parts[-2:]))
def test_template_has_no_inline_script_style_or_raw_markup(path):
    assert INLINE.findall(path.read_text()) == []


def test_every_template_is_reached():
    named = {name for path in [*sources(PACKAGE), *templates()] for name in NAMED.findall(path.read_text())}
    built = {"layouts", "components"}
    lonely = [
        name
        for path in templates()
        if (name := str(path.relative_to(TEMPLATES))) not in named
        and name.split("/", maxsplit=1)[0] not in ENTRY_FOLDERS
        and name.split("/", maxsplit=1)[0] not in built
    ]

    assert lonely == []


def test_no_role_is_compared_in_a_template():
    comparing = [
        str(path.relative_to(TEMPLATES))
        for path in templates()
        if re.search(r"actor\.(role|grants|has)", path.read_text())
    ]

    assert comparing == []
