"""Doors for operators: let the clock open and close rounds now."""

from __future__ import annotations

import json

import click
from flask import Flask
from flask.cli import AppGroup

from incubator.programs.usecases.close_due_rounds import close_due_rounds
from incubator.programs.usecases.open_due_rounds import open_due_rounds
from incubator.programs.usecases.publish_due_rounds import publish_due_rounds
from incubator.web import clock

rounds_group = AppGroup("rounds", help="Calls that open and close by the clock.")


@rounds_group.command("tick")
def tick_command() -> None:
    """Publish, open and close what is due; the worker does the same every few seconds."""
    now = clock.now()
    done = {"published": publish_due_rounds(now), "opened": open_due_rounds(now), "closed": close_due_rounds(now)}
    click.echo(json.dumps(done))


def init_app(app: Flask) -> None:
    app.cli.add_command(rounds_group)
