"""`flask seed`: the demo centre and the small deterministic set of the test contract.  Refused in production."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from incubator.core.events import Bus
from incubator.db.session import session_now
from incubator.demo.centre import describe, has_people, make_centre
from incubator.demo.contract import make_contract_set
from incubator.web import clock

group = AppGroup("seed", help="Rows to try the program with; never in production.")
Made = dict[str, Any]
AS_JSON = click.option("--json", is_flag=True, expose_value=False, help="What is printed is JSON in any case.")


@group.command("demo")
@click.option("--if-empty", is_flag=True, help="Do nothing when somebody has an account already.")
@AS_JSON
def demo_command(*, if_empty: bool) -> None:
    """Make the demo centre in an empty database and print its sign-ins."""
    _refuse_production()
    if if_empty and has_people(session_now()):
        _print(describe(session_now()))
        return
    _seed(make_centre)


@group.command("test")
@AS_JSON
def contract_command() -> None:
    """Make two programs, three companies and everybody of the access matrix; print ids and credentials."""
    _refuse_production()
    _seed(make_contract_set)


def _seed(make: Callable[[Bus, datetime], Made]) -> None:
    if has_people(session_now()):
        raise click.ClickException(
            "사람이 이미 있는 데이터베이스에는 시연 자료를 넣지 않습니다. 빈 데이터베이스에서 실행해 주세요. "
            "(The database is not empty: nothing was changed.)"
        )
    _print(make(current_app.extensions["incubator"].bus, clock.now()))


def _refuse_production() -> None:
    if current_app.extensions["incubator"].settings.is_production:
        raise click.ClickException(
            "운영 중인 시스템에는 시연 자료를 넣을 수 없습니다. (Refused in production: set INCUBATOR_MODE=demo.)"
        )


def _print(made: Made) -> None:
    click.echo(json.dumps(made, ensure_ascii=False))


def init_app(app: Flask) -> None:
    app.cli.add_command(group)
