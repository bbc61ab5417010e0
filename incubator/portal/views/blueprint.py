"""The blueprint the doors of the administration hang on."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("people", __name__)
ADMINISTRATOR = "administrator (accounts.policy)"
REVIEWERS = "administrator, auditor, privacy officer (accounts.policy)"
