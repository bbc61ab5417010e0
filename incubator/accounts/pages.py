"""What the pages of the entrance and the account show."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.accounts import queries
from incubator.accounts.actor import Actor
from incubator.accounts.models import Consent, ConsentText, User, UserSession
from incubator.accounts.rules import ConsentWords, GrantTerm
from incubator.core.errors import or_not_found

_CODE = re.compile(r"[a-z_]{1,20}")
"""A choice of a list, by its code."""
MARKS = (
    ("Edg/", "Edge"),
    ("Whale/", "Whale"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def device_name(agent: str) -> str:
    """`Chrome · Windows`; what the browser says of itself, shortened, when it is not known."""
    browser = next((name for mark, name in MARKS if mark in agent), agent.partition(" ")[0][:40] or "?")
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    return f"{browser} · {system}" if system else browser


@dataclass(frozen=True)
class Words:
    """A consent text in the reader's language, `lines` being its sentences."""

    id: UUID
    key: str
    title: str
    lines: tuple[str, ...]
    is_required: bool

    @classmethod
    def of(cls, words: ConsentText, locale: str) -> Words:
        english = locale == "en" and words.body_en
        title, body = (words.title_en, words.body_en) if english else (words.title, words.body)
        return cls(words.id, words.key, title, tuple(body.splitlines()), words.is_required)


@dataclass(frozen=True)
class KeptText:
    """What a form sent before the session ended: where it was going and what it said."""

    path: str
    fields: tuple[tuple[str, str], ...]
    has_lost_files: bool = False

    @property
    def shown(self) -> tuple[tuple[str, ...], ...]:
        """What a person typed, as lines: ids, versions and ticks are left out."""
        return tuple(tuple(value.splitlines()) for name, value in self.fields if _is_typed(name, value))


def _is_typed(name: str, value: str) -> bool:
    if name.startswith(("v.", "_")) or name in ("version", "next", "shown") or value in ("", "y", "on", "true"):
        return False
    if _CODE.fullmatch(value):
        return False
    try:
        UUID(value)
    except ValueError:
        return True
    return False


@dataclass(frozen=True)
class SignInPage:
    """`kept`: text waits to be sent after signing in; `may_resend`: the address is not proven yet."""

    kept: KeptText | None = None
    may_resend: bool = False


@dataclass(frozen=True)
class SignUpPage:
    """`onward`: the page to go to once the address is proven, or empty."""

    consents: tuple[Words, ...]
    onward: str = ""


@dataclass(frozen=True)
class Device:
    id: UUID
    name: str
    address: str
    created_at: datetime
    seen_at: datetime
    is_present: bool


@dataclass(frozen=True)
class ConsentLine:
    """A text with the person's consent to it, if any; `is_newer` when the consent was to an earlier version."""

    words: Words
    consent_id: UUID | None
    given_at: datetime | None
    is_newer: bool


@dataclass(frozen=True)
class AccountPage:
    user: User
    devices: tuple[Device, ...] = field(default_factory=tuple)
    consents: tuple[ConsentLine, ...] = field(default_factory=tuple)


def account_page(session: Session, actor: Actor, locale: str, now: datetime) -> AccountPage:
    texts = queries.list_consent_texts_in_force(session, now)
    held = queries.list_consents_in_force(session, actor.user_id)
    versions = {words.id: words for words in queries.list_consent_texts(session, [row.consent_text_id for row in held])}
    return AccountPage(
        user=queries.get_user(session, actor.user_id),
        devices=tuple(_device(row, actor) for row in queries.list_open_sessions(session, actor.user_id)),
        consents=tuple(_consent_line(words, held, versions, locale) for words in texts),
    )


def _device(row: UserSession, actor: Actor) -> Device:
    return Device(
        row.id, device_name(row.agent), row.address, row.created_at, row.seen_at, is_present=row.id == actor.session_id
    )


def _consent_line(
    words: ConsentText, held: Sequence[Consent], versions: dict[UUID, ConsentText], locale: str
) -> ConsentLine:
    mine = [row for row in held if versions[row.consent_text_id].key == words.key]
    newest = max(mine, key=lambda row: row.given_at, default=None)
    return ConsentLine(
        Words.of(words, locale),
        newest.id if newest else None,
        newest.given_at if newest else None,
        is_newer=newest is not None and newest.consent_text_id != words.id,
    )


@dataclass(frozen=True)
class Version:
    """One version of a consent text: `term` says whether it is in force, to come, or replaced."""

    number: int
    title: str
    lines: tuple[str, ...]
    is_required: bool
    effective_at: datetime
    people: int
    term: GrantTerm


@dataclass(frozen=True)
class ConsentHistory:
    key: str
    versions: tuple[Version, ...]

    @property
    def present(self) -> Version:
        """The one in force, else the first to come."""
        return next((one for one in self.versions if one.term is GrantTerm.PRESENT), self.versions[-1])


@dataclass(frozen=True)
class ConsentPage:
    history: ConsentHistory
    theirs: ConsentWords | None


def consents_page(session: Session, now: datetime) -> tuple[ConsentHistory, ...]:
    """Every text with its versions, newest first; two statements."""
    rows, counts = queries.list_consent_versions(session), queries.count_consents(session)
    keys = dict.fromkeys(row.key for row in rows)
    return tuple(ConsentHistory(key, _versions([row for row in rows if row.key == key], counts, now)) for key in keys)


def consent_page(session: Session, key: str, now: datetime, *, theirs: ConsentWords | None) -> ConsentPage:
    found = (history for history in consents_page(session, now) if history.key == key)
    return ConsentPage(or_not_found(next(found, None)), theirs)


def _versions(rows: Sequence[ConsentText], counts: dict[UUID, int], now: datetime) -> tuple[Version, ...]:
    present = max((row.number for row in rows if row.effective_at <= now), default=0)
    return tuple(
        Version(
            row.number,
            row.title,
            tuple(row.body.splitlines()),
            row.is_required,
            row.effective_at,
            counts.get(row.id, 0),
            GrantTerm.PRESENT
            if row.number == present
            else GrantTerm.OVER
            if row.number < present
            else GrantTerm.COMING,
        )
        for row in rows
    )
