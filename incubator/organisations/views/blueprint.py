"""The blueprint all doors of companies hang on."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("organisations", __name__)
MEMBER = "a member of the organisation (organisations.policy)"
STAFF = "staff of the organisation's branch (organisations.policy)"
