"""The shape of what people choose about their mails."""

from __future__ import annotations

from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from incubator.notifications.rules import KINDS, LABELS, Mode, NoticeKind
from incubator.web.forms import BaseForm
from incubator.web.i18n import later


class PressForm(BaseForm):
    """A single button."""


class _PreferencesForm(BaseForm):
    """One choice for each kind that is no duty."""

    def modes(self) -> dict[NoticeKind, Mode]:
        return {kind: Mode(self[kind.value].data) for kind in NoticeKind if kind.value in self}


def preferences_form(present: dict[NoticeKind, Mode]) -> _PreferencesForm:
    """The form, filled with what holds now."""
    choices = [SelectChoice(mode.value, later(LABELS[mode])) for mode in Mode]
    fields = {
        kind.value: RadioField(later(rule.label), [InputRequired()], description=later(rule.help), choices=choices)
        for kind, rule in KINDS.items()
        if not rule.duty
    }
    form: _PreferencesForm = type("PreferencesForm", (_PreferencesForm,), fields)(
        data={kind.value: mode.value for kind, mode in present.items()}
    )
    return form
