"""What a use case may refuse with.  Doors turn each into one status and one page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from incubator.core.text import Text, text

T = TypeVar("T")


class DomainError(Exception):
    """A refusal with a sentence for the person: what happened, and how to go on.

    `field` names the form field it belongs to; `how` is the way on, shown after the message.
    """

    status = 409

    def __init__(self, message: Text, *, field: str | None = None, how: Text | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.field = field
        self.how = how


class NotFound(DomainError):
    """Not there, or not for this person: both look the same from outside."""

    status = 404

    def __init__(self, message: Text | None = None) -> None:
        super().__init__(
            message or text("찾으시는 내용이 없거나 볼 수 없는 내용입니다."),
            how=text("주소를 확인하시거나 목록에서 다시 찾아 주세요."),
        )


def or_not_found(row: T | None) -> T:
    """What was looked for.  Raises NotFound when it is not there."""
    if row is None:
        raise NotFound
    return row


class Forbidden(DomainError):
    """This person may not do this."""

    status = 403


class RuleBroken(DomainError):
    """The person may, but the circumstances forbid it."""


class StepNotAllowed(DomainError):
    """The workflow has no such step from the present state."""


class Stale(DomainError):
    """Somebody saved in between.  `theirs` is what is stored now, for showing both texts."""

    def __init__(self, message: Text, *, theirs: object = None, how: Text | None = None) -> None:
        super().__init__(message, how=how)
        self.theirs = theirs


class Invalid(DomainError):
    """The input has the wrong shape.  `problems` maps a field to its sentences."""

    status = 422

    def __init__(
        self,
        message: Text,
        *,
        field: str | None = None,
        how: Text | None = None,
        problems: Mapping[str, tuple[Text, ...]] | None = None,
    ) -> None:
        super().__init__(message, field=field, how=how)
        self.problems: Mapping[str, tuple[Text, ...]] = problems or ({field: (message,)} if field else {})


class TooMany(DomainError):
    """Asked too often; `retry_after` is in seconds."""

    status = 429

    def __init__(self, message: Text, *, retry_after: int, how: Text | None = None) -> None:
        super().__init__(message, how=how)
        self.retry_after = retry_after


class Unavailable(DomainError):
    """The machine cannot do it just now (disk full, database away); nothing was lost."""

    status = 503
