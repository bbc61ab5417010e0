"""Mail leaves through here: an SMTP server, or a folder of .eml files where there is none."""

from __future__ import annotations

import smtplib
from collections.abc import Sequence
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path


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


def send(mail: Mail) -> None:
    """Hand the message over.  Raises OSError or smtplib.SMTPException when the server is away or refuses."""
    post = _Office.post
    if post is None:
        raise RuntimeError("the mailbox is not configured")
    message = _compose(mail, post.sender)
    if post.folder:
        name = mail.message_id.strip("<>").split("@")[0]
        (post.folder / f"{name}.eml").write_bytes(message.as_bytes(policy=SMTP))
        return
    with smtplib.SMTP(post.host, post.port, timeout=post.timeout_seconds) as server:
        server.send_message(message)


def _compose(mail: Mail, sender: str) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = Address(addr_spec=mail.to)
    message["Subject"] = " ".join(mail.subject.split())
    message["Message-ID"] = mail.message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text)
    if mail.html:
        message.add_alternative(mail.html, subtype="html")
    for enclosure in mail.enclosures:
        main, _, sub = enclosure.media_type.partition("/")
        message.add_attachment(enclosure.content, maintype=main, subtype=sub, filename=enclosure.name)
    return message
