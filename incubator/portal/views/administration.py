"""Door: where everything of the house is kept."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.core.errors import Forbidden
from incubator.core.text import text
from incubator.portal.pages.administration import rooms_for
from incubator.portal.views.blueprint import bp
from incubator.web.access import door


@bp.get("/staff/administration")
@door(needs="administration.read", owner="staff")
def administration() -> ResponseReturnValue:
    """The rooms this person may enter."""
    rooms = rooms_for(current_actor())
    if not rooms:
        raise Forbidden(text("센터 직원만 볼 수 있는 화면입니다."))
    return render_template("portal/administration.html", page={"groups": rooms})
