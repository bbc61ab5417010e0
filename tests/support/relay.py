"""Delivers what waits in the outbox, as the worker would."""

from __future__ import annotations

import contextvars

from flask import Flask

from incubator import commands
from incubator.web import clock


def drain(app: Flask) -> int:
    """Hand every due message to its listener and send every due mail, in a context of its own; returns how many."""

    def deliver() -> int:
        with app.app_context():
            return commands.deliver_all(app.extensions["incubator"].bus, clock.now())

    return contextvars.Context().run(deliver)
