"""Mail leaves through here: an SMTP server, or a folder of .eml files where there is none."""

from __future__ import annotations

import re
import smtplib
from collections.abc import Sequence
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from uuid import UUID

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class NoAddress(Exception):
    """The recipient is not an address mail can go to; trying again is of no use."""


@dataclass(frozen=True)
class Enclosure:
    """A file that goes along: its Korean name, media type and bytes."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Mail:
    """One message for one person.  `message_id` stays the same when a send is repeated."""

    to: str
    subject: str
    text: str
    html: str
    message_id: str
    enclosures: Sequence[Enclosure] = ()


@dataclass(frozen=True)
class Post:
    """Where mail goes: `folder` for the sink, else the SMTP server `host:port`."""

    sender: str
    folder: Path | None = None
    host: str = ""
    port: int = 25
    timeout_seconds: int = 20


class _Office:
    post: Post | None = None


def configure(post: Post) -> None:
    if post.folder:
        post.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _Office.post = post


def _post() -> Post:
    if _Office.post is None:
        raise RuntimeError("the mailbox is not configured")
    return _Office.post


def message_id_for(delivery_id: UUID) -> str:
    """The same for the same delivery, however often it is sent."""
    return f"<{delivery_id}@{_post().sender.rpartition('@')[2].strip('>') or 'localhost'}>"


def send(mail: Mail) -> None:
    """Hand the message over.

    Raises NoAddress, and OSError or smtplib.SMTPException when the server is away or refuses.
    """
    post = _post()
    message = compose(mail, post.sender)
    if post.folder:
        _put_into(post.folder, mail.message_id, message)
        return
    with smtplib.SMTP(post.host, post.port, timeout=post.timeout_seconds) as server:
        server.send_message(message, to_addrs=[message["To"].addresses[0].addr_spec])


def _put_into(folder: Path, message_id: str, message: EmailMessage) -> None:
    """Whole or not at all: a reader of the folder never meets half a message."""
    target = folder / f"{message_id.strip('<>').partition('@')[0]}.eml"
    fresh = target.with_suffix(".fresh")
    fresh.write_bytes(message.as_bytes(policy=SMTP))
    fresh.replace(target)


def compose(mail: Mail, sender: str) -> EmailMessage:
    """One recipient, one line for each header: what a person typed can open no further header.  Raises NoAddress."""
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = _address(mail.to)
    message["Subject"] = _one_line(mail.subject)
    message["Message-ID"] = mail.message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text)
    if mail.html:
        message.add_alternative(mail.html, subtype="html")
    for enclosure in mail.enclosures:
        main, _, sub = enclosure.media_type.partition("/")
        message.add_attachment(enclosure.content, maintype=main, subtype=sub, filename=_one_line(enclosure.name))
    return message


def _one_line(typed: str) -> str:
    """No control sign and no encoded word.

    `=?utf-8?q?=0D=0ABcc:…?=` is decoded by the library itself and would open a header (seen with Python 3.11.7).
    """
    return " ".join(_CONTROL.sub(" ", typed).replace("=?", "= ?").split())


def _address(raw: str) -> Address:
    """`raw` is the bare address; a domain in Hangul goes in its ASCII form."""
    local, at, domain = raw.rpartition("@")
    if not (at and local and domain) or _CONTROL.search(raw) or any(sign in raw for sign in ' ,;<>"()'):
        raise NoAddress(raw)
    try:
        local.encode("ascii")
        return Address(addr_spec=f"{local}@{domain.encode('idna').decode()}")
    except (ValueError, MessageError, IndexError) as error:
        raise NoAddress(raw) from error
