"""Doors: days off."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.core.dates import EARLIEST_YEAR, LATEST_YEAR, day_in_kst
from incubator.core.errors import DomainError
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.parameters import policy, queries
from incubator.parameters.forms import HolidayForm, RemoveHolidayForm
from incubator.parameters.usecases.remove_holiday import remove_holiday
from incubator.parameters.usecases.set_holiday import set_holiday
from incubator.parameters.views.numbers import bp
from incubator.web import clock
from incubator.web.access import door
from incubator.web.forms import refuse
from incubator.web.i18n import tr


@bp.route("/staff/holidays", methods=["GET"])
@door(needs="holiday.read", owner="staff")
def holidays() -> ResponseReturnValue:
    """The days off of a year: the law's and the centre's own."""
    return _show(_year(), HolidayForm(formdata=None), 200)


def _year() -> int:
    raw = request.args.get("year", "")
    year = int(raw) if raw.isascii() and raw.isdecimal() and len(raw) == 4 else day_in_kst(clock.now()).year
    return min(max(year, EARLIEST_YEAR), LATEST_YEAR)


def _show(year: int, form: HolidayForm, status: int, typed: Mapping[UUID, str] | None = None) -> ResponseReturnValue:
    actor = current_actor()
    policy.may_read_parameters(actor).enforce()
    page = {
        "year": year,
        "days": queries.list_days(session_now(), year),
        "may_set": bool(policy.may_set_holiday(actor)),
        "before": max(year - 1, EARLIEST_YEAR),
        "after": min(year + 1, LATEST_YEAR),
        "typed": typed or {},
    }
    removing = RemoveHolidayForm(formdata=None, prefix="remove-")
    return render_template("parameters/holidays.html", page=page, form=form, removing=removing), status


@bp.post("/staff/holidays")
@door(needs="holiday.set", owner="administrator")
def set_day() -> ResponseReturnValue:
    policy.may_set_holiday(current_actor()).enforce()
    form = HolidayForm()
    if not form.validate() or form.day.data is None:
        return _show(_year(), form, 422)
    try:
        set_holiday(
            actor=current_actor(),
            day=form.day.data,
            is_off=form.kind.data == "off",
            name=form.name.data,
            name_en=form.name_en.data or "",
            note=form.note.data,
            now=clock.now(),
        )
    except DomainError as error:
        status = refuse(form, error)
        return _show(form.day.data.year, form, status)
    flash(tr(text("그날을 정했습니다. 지금부터 계산하는 기한에 적용됩니다.")))
    return redirect(url_for("parameters.holidays", year=form.day.data.year))


@bp.post("/staff/holidays/<uuid:holiday_id>/remove")
@door(needs="holiday.set", subject="holiday_id", owner="administrator")
def remove_day(holiday_id: UUID) -> ResponseReturnValue:
    policy.may_set_holiday(current_actor()).enforce()
    form = RemoveHolidayForm(prefix="remove-")
    form.validate()
    try:
        remove_holiday(actor=current_actor(), holiday_id=holiday_id, reason=form.reason.data or "", now=clock.now())
    except DomainError as error:
        if error.status == 404:
            raise
        flash(tr(error.message), "danger")
        return _show(_year(), HolidayForm(formdata=None), error.status, typed={holiday_id: form.reason.data or ""})
    flash(tr(text("정한 것을 거두었습니다.")))
    return redirect(url_for("parameters.holidays", year=_year()))
