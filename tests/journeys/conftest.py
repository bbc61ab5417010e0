"""A busy machine is slow, not wrong: every wait of a journey is patient."""

from __future__ import annotations

from playwright.sync_api import expect

PATIENCE_MS = 30_000

expect.set_options(timeout=PATIENCE_MS)
