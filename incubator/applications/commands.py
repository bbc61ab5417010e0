"""Doors for operators: make what was handed in found by its answers."""

from __future__ import annotations

import click
from flask import Flask
from flask.cli import AppGroup

from incubator.applications.queries.answers import list_without_index
from incubator.applications.usecases.index_answers import index_answers
from incubator.db.session import session_now
from incubator.web import clock

BATCH = 500
applications_group = AppGroup("applications", help="What was handed in.")


@applications_group.command("index-answers")
def index_command() -> None:
    """Index answers that were handed in before there was an index; the worker does so with every new one.

    May be stopped and started again.
    """
    count = 0
    while waiting := list_without_index(session_now(), most=BATCH):
        for application_id in waiting:
            index_answers(application_id=application_id, now=clock.now())
        count += len(waiting)
    click.echo(f"{count}건의 답변을 찾을 수 있게 했습니다.")


def init_app(app: Flask) -> None:
    app.cli.add_command(applications_group)
