"""Doors: the trail."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from jinja2 import TemplateNotFound

from incubator.accounts.signin import current_actor
from incubator.audit.forms import TrailFilterForm
from incubator.audit.pages import SUBJECTS, TrailRow, in_words, trail_page
from incubator.core.events import Event
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.web.access import door
from incubator.web.books import books_for
from incubator.web.i18n import tr
from incubator.web.urls import page_number

bp = Blueprint("audit", __name__)


@bp.get("/staff/trail")
@door(needs="trail.read", owner="auditor, head, administrator, privacy officer")
def trail() -> ResponseReturnValue:
    """What happened, newest first, each as a sentence."""
    form = TrailFilterForm(request.args)
    is_valid = form.validate()
    form.offer(sorted(SUBJECTS.items(), key=lambda pair: str(pair[1])), in_words(Event.known))
    page = trail_page(session_now(), current_actor(), form.wanted(), books_for(current_actor()), number=page_number())
    sentences = {row.entry_id: sentence(row) for row in page.rows}
    status = 200 if is_valid else 422
    kept: dict[str, Any] = {
        name: value for name, value in request.args.items() if value and name not in ("page", "lang")
    }
    chosen = [{"label": one.words, "remove_url": _without(kept, one.parameter)} for one in page.chosen]
    shown = {"sentences": sentences, "chosen": chosen, "url": url_for("audit.trail", **kept)}
    return render_template("audit/trail.html", page=page, form=form, **shown), status


def _without(kept: dict[str, Any], parameter: str) -> str:
    return url_for("audit.trail", **{name: value for name, value in kept.items() if name != parameter})


def sentence(row: TrailRow) -> str:
    """What happened in words, from `templates/audit/<fact>.txt`."""
    values = {"actor_name": tr(row.actor_name), "at": row.at, "payload": row.payload, "reason": row.reason}
    try:
        template = current_app.jinja_env.get_template(f"audit/{row.event_name.replace('.', '_')}.txt")
    except TemplateNotFound:
        return tr(text("%(who)s님의 일: %(what)s", who=values["actor_name"], what=row.event_name))
    return template.render(values).strip()
