"""Delivers what waits in the outbox, as the worker would."""

from __future__ import annotations

import contextvars

from flask import Flask

from incubator.db import relay
from incubator.web import clock


def drain(app: Flask) -> int:
    """Hand every due message to its listener, in a context of its own; returns how many."""

    def deliver() -> int:
        with app.app_context():
            return relay.drain(app.extensions["incubator"].bus, clock.now())

    return contextvars.Context().run(deliver)
