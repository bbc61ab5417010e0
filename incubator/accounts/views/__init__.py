"""Doors of the entrance and of one's own account."""

from flask import Blueprint

from incubator.accounts.views import account, entrance, house, refusal, resume, sign_up

bp = Blueprint("accounts", __name__)
for room in (entrance, sign_up, account, house, resume, refusal):
    room.register(bp)

__all__ = ["bp"]
