"""Links with a secret: the secret is made from the installation's key and an id, so that no table has to hold it."""

from __future__ import annotations

import base64
import hashlib
import hmac
from uuid import UUID


class _Desk:
    key: bytes | None = None


def configure(secret_key: str) -> None:
    _Desk.key = hashlib.sha256(b"links\0" + secret_key.encode()).digest()


def link_token(purpose: str, subject_id: UUID) -> str:
    """256 bits nobody without the key can make; the same each time for the same purpose and id.

    Store only its hash (`accounts.rules.token_hash`) and let the row say until when and how often it works.
    """
    if _Desk.key is None:
        raise RuntimeError("the keys are not configured")
    digest = hmac.new(_Desk.key, f"{purpose}\0{subject_id}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
