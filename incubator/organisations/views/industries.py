"""The classification of industries (KSIC), to be searched by name."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from incubator.organisations.forms import IndustryForm
from incubator.organisations.rules.industries import DIVISIONS, SECTIONS, find_industries
from incubator.organisations.views.blueprint import bp
from incubator.web.access import door
from incubator.web.i18n import tr


@bp.get("/industries")
@door(needs="signed_in", owner="anybody who enters a company or a condition")
def industries() -> ResponseReturnValue:
    """All of it, or the divisions whose name or code has these words, in the reader's language."""
    form = IndustryForm(request.args)
    said = {section.letter: tr(section.name) for section in SECTIONS}
    said |= {code: tr(name) for code, name in DIVISIONS.items()}
    page = {"sections": find_industries(form.q.data or "", said)}
    return render_template("organisations/industries.html", page=page, form=form)
