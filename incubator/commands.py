"""Doors for operators that belong to no slice: the house itself and its outbox."""

from __future__ import annotations

import json
import signal
import time
from types import FrameType

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from incubator.db.relay import deliver_next, drain
from incubator.web import clock
from incubator.web.access import manifest

outbox_group = AppGroup("outbox", help="Messages that wait for their listeners.")
house_group = AppGroup("house", help="What the house looks like.")
IDLE_SECONDS = 0.5


@outbox_group.command("drain")
def drain_command() -> None:
    """Deliver everything that is due, then stop."""
    handled = drain(current_app.extensions["incubator"].bus, clock.now())
    click.echo(json.dumps({"handled": handled}))


@outbox_group.command("deliver")
@click.option("--forever", is_flag=True, help="Keep on until SIGTERM or Ctrl-C.")
def deliver_command(*, forever: bool) -> None:
    """Deliver what is due; with --forever keep waiting for more."""
    stopping = _stop_on_signal()
    bus = current_app.extensions["incubator"].bus
    while not stopping:
        if deliver_next(bus, clock.now()):
            continue
        if not forever:
            return
        time.sleep(IDLE_SECONDS)


def _stop_on_signal() -> list[int]:
    """A list that a signal fills, so that the message in hand is finished first."""
    received: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        received.append(number)

    signal.signal(signal.SIGTERM, note)
    signal.signal(signal.SIGINT, note)
    return received


@house_group.command("manifest")
def manifest_command() -> None:
    """Print the route manifest as JSON, from the live URL map."""
    click.echo(json.dumps(manifest(current_app), ensure_ascii=False, indent=1))


def init_app(app: Flask) -> None:
    app.cli.add_command(outbox_group)
    app.cli.add_command(house_group)
