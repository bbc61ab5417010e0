"""Several acts begin together, each on a connection of its own."""

from __future__ import annotations

import contextvars
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from flask import Flask

from incubator.core.errors import DomainError
from incubator.db.session import db


def at_once(app: Flask, *acts: Callable[[], Any]) -> list[Any]:
    """What each gave back, or the refusal it met, in the order of the acts."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        with app.app_context():
            start.wait()
            try:
                return act()
            except DomainError as error:
                return error
            finally:
                db.session.remove()

    db.session.rollback()  # this thread holds nothing the others would wait for
    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(lambda act: contextvars.Context().run(run, act), acts))
