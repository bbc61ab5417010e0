"""The blueprint all doors of evaluation hang on."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("reviews", __name__)
