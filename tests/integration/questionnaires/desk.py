"""A manager's desk with a draft on it, for the tests of the builder's doors."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from incubator.questionnaires import queries
from tests.support.client import Client


class Desk:
    """A manager with a draft of `a_definition`."""

    def __init__(self, client: Client, version_id: UUID, session: Any) -> None:
        self.client, self.version_id, self.session = client, version_id, session
        self.url = f"/staff/forms/versions/{version_id}"

    @property
    def definition(self) -> dict[str, Any]:
        self.session.rollback()
        return queries.get_version(self.session, self.version_id).definition

    def submit(self, place: str, **changes: Any) -> Any:
        """Fill in the page's own form and press."""
        return self.client.submit(f"{self.url}/{place}", **changes)

    def order(self, **fields: str) -> Any:
        base = self.client.get(self.url).html.form(f"{self.url}/order").fields["base"]
        return self.client.post(f"{self.url}/order", data={"base": base, **fields})
