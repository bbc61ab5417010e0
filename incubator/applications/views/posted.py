"""What a section's form sent, read for the use case; and what to show again when not all of it was stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import request, url_for

from incubator.accounts.actor import Actor
from incubator.applications.models import Application
from incubator.applications.queries import form_used
from incubator.applications.usecases.attach_file import attach_file
from incubator.core.errors import DomainError
from incubator.core.text import Text, text
from incubator.questionnaires.pages import Typing
from incubator.questionnaires.rules import Form, Kind, Raw, Section, answers_from_form, base_versions, without_row
from incubator.questionnaires.rules.posting import resolution, row_act
from incubator.questionnaires.usecases.save_answers import Origin, Refusal, Saved


@dataclass(frozen=True)
class Posted:
    """`add_row` and `stay_at` name the question whose row or conflict button was pressed, or are empty."""

    changes: dict[str, Raw]
    base: dict[str, int]
    file_keys: tuple[str, ...]
    add_row: str
    stay_at: str
    origin: Origin | None

    @property
    def added_rows(self) -> dict[str, int]:
        return {self.add_row: 1} if self.add_row else {}

    def attach_files(self, *, actor: Actor, application_id: UUID, now: datetime) -> dict[str, Refusal]:
        """Store files that came with the form; those that were refused, by question."""
        refused: dict[str, Refusal] = {}
        for key in self.file_keys:
            for upload in request.files.getlist(f"a.{key}"):
                if not upload.filename:
                    continue
                try:
                    attach_file(
                        actor=actor,
                        application_id=application_id,
                        question_key=key,
                        stream=upload.stream,  # type: ignore[arg-type]  # werkzeug says IO[bytes]
                        filename=upload.filename,
                        now=now,
                    )
                except DomainError as error:
                    refused[key] = Refusal(error.message, error.how)
        return refused

    def next_address(self, application_id: UUID, section: Section, form: Form) -> str:
        """The next section, or the same one when a row or a choice was the matter."""
        here = url_for("applications.section", application_id=application_id, key=section.key)
        if self.add_row:
            return f"{here}?more={self.add_row}#question-{self.add_row}"
        if self.stay_at:
            return f"{here}#question-{self.stay_at}"
        index = list(form.section).index(section.key) + 1
        if index == len(form.sections):
            return url_for("applications.detail", application_id=application_id)
        return url_for("applications.section", application_id=application_id, key=form.sections[index].key)


def said(error: DomainError) -> Text:
    return text("%(message)s %(how)s", message=error.message, how=error.how) if error.how else error.message


def posted_section(application: Application, section: Section) -> Posted:
    """Only fields named like answers are read; status, owner, amount and the like have no field here."""
    form = form_used(application)
    changes, base = answers_from_form(form, request.form), base_versions(request.form)
    keys = tuple(question.key for question in section.questions if question.kind is Kind.FILE)
    for key in keys:
        changes.pop(key, None)
    add_row, stay_at = "", ""
    act = row_act(request.form)
    if act and act[0] == "add" and act[1] in form.questions:
        add_row = act[1]
    elif act and act[1] in changes and act[2] is not None:
        changes[act[1]], stay_at = without_row(changes[act[1]], act[2]), act[1]
    chosen = resolution(request.form)
    if chosen and chosen[0] in changes:
        stay_at = chosen[0]
        if chosen[1] == "theirs":
            changes.pop(chosen[0])
    return Posted(changes, base, keys, add_row, stay_at, _origin())


def _origin() -> Origin | None:
    tab, number = request.form.get("tab", ""), request.form.get("n", "")
    if not tab or not (number.isascii() and number.isdigit() and len(number) <= 9):
        return None
    return Origin(tab[:40], int(number))


def typed_after(saved: Saved, posted: Posted, refused_files: dict[str, Refusal]) -> Typing | None:
    """None when everything was stored and can be read; otherwise what to show again."""
    if not (saved.conflicts or saved.refused or refused_files or saved.problems):
        return None
    return Typing(
        raw=posted.changes,
        conflicts=saved.conflicts,
        refused={**saved.refused, **refused_files},
        added_rows=posted.added_rows,
    )


def refused_whole(posted: Posted) -> Typing:
    """Nothing was stored: every typed text is shown again; why not is said once, on top."""
    return Typing(raw=posted.changes, unstored=frozenset(posted.changes), added_rows=posted.added_rows)
