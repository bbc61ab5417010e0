"""A form as one round uses it: some limits are the round's, and the smaller one holds."""

from __future__ import annotations

from dataclasses import replace

from incubator.questionnaires.rules.definition import Form, Question, Section


def within_pages(form: Form, most: int) -> Form:
    """The form in which no question that counts pages takes more than `most`; questions that count none keep so."""
    sections = tuple(_section(section, most) for section in form.sections)
    return form if sections == form.sections else replace(form, sections=sections)


def _section(section: Section, most: int) -> Section:
    return replace(section, questions=tuple(_question(question, most) for question in section.questions))


def _question(question: Question, most: int) -> Question:
    accept = question.accept
    if accept is None or accept.max_pages is None or accept.max_pages <= most:
        return question
    return replace(question, accept=replace(accept, max_pages=most))
