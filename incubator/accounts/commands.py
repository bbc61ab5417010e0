"""Doors for operators: the first people of the house, the consent texts."""

from __future__ import annotations

import json
from uuid import UUID

import click
from flask import Flask
from flask.cli import AppGroup

from incubator.accounts.actor import by_the_clock
from incubator.accounts.queries import get_branch_by_code
from incubator.accounts.roles import ORGANISATION_ROLES, Role
from incubator.accounts.rules import SHIPPED
from incubator.accounts.usecases.invite_user import invite_user
from incubator.accounts.usecases.open_branch import open_branch
from incubator.accounts.usecases.publish_consent_text import publish_consent_text
from incubator.core.errors import DomainError
from incubator.db.session import session_now
from incubator.web import clock
from incubator.web.books import books

group = AppGroup("accounts", help="People and what they agree to.")
ROLES = [role.value for role in Role if role not in ORGANISATION_ROLES]


@group.command("invite")
@click.argument("email")
@click.argument("name")
@click.argument("role", type=click.Choice(ROLES))
@click.option("--reason", required=True, help="Why this person gets this role; it stays on record.")
@click.option("--branch", default="", help="Code of the branch the role is bounded to; everything when left out.")
@click.option("--program", default="", help="Code of the program the role is bounded to; everything when left out.")
def invite_command(**typed: str) -> None:
    """Make an account with a role; its owner gets a mail and chooses the password."""
    try:
        branch_id = get_branch_by_code(session_now(), typed["branch"]).id if typed["branch"] else None
        user_id = invite_user(
            email=typed["email"],
            name=typed["name"],
            role=Role(typed["role"]),
            reason=typed["reason"],
            branch_id=branch_id,
            program_id=_program(typed["program"]) if typed["program"] else None,
            now=clock.now(),
        )
    except DomainError as error:
        raise click.ClickException(f"{error.message} {error.how or ''}".strip()) from error
    click.echo(json.dumps({"user_id": str(user_id), "role": typed["role"]}))


def _program(code: str) -> UUID:
    """The one program of this code; programs belong to a slice above, so its book is asked."""
    found = books()["program"].find(session_now(), code)
    if len(found) != 1:
        raise click.BadParameter(f"{len(found)} programs are called so", param_hint="--program")
    return found[0]


@group.command("open-branch")
@click.argument("code")
@click.argument("name")
@click.argument("name_en")
def open_branch_command(code: str, name: str, name_en: str) -> None:
    """Enter a site of the centre; an installation begins with one."""
    try:
        branch_id = open_branch(code=code, name=name, name_en=name_en, now=clock.now())
    except DomainError as error:
        raise click.ClickException(str(error.message)) from error
    click.echo(json.dumps({"branch_id": str(branch_id), "code": code}))


@group.command("publish-consents")
def publish_command() -> None:
    """Put the shipped consent texts into force where they differ from the latest versions."""
    now = clock.now()
    ids = [publish_consent_text(words=words, stamp=by_the_clock(now), effective_at=now) for words in SHIPPED]
    click.echo(json.dumps({"consent_texts": [str(one) for one in ids]}))


def init_app(app: Flask) -> None:
    app.cli.add_command(group)
