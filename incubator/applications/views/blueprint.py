"""The blueprint all doors of applications hang on."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("applications", __name__)
MEMBER = "a member of the applying organisation (applications.queries.get_own)"
WRITER = "an owner or editor of the applying organisation (applications.policy)"
REPRESENTATIVE = "the representative of the applying organisation (applications.policy)"
ANYBODY = "any signed-in person; the organisation that applies is asked by applications.policy"
