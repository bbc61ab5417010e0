"""Log lines: one JSON object each, UTC, without the values of local variables (they hold what people typed)."""

from __future__ import annotations

import sys

import structlog


def configure() -> None:
    """Called once by the composition root."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),  # a command's own output is alone on stdout
        cache_logger_on_first_use=False,
    )
