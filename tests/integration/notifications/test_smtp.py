"""Over a real SMTP conversation."""

from __future__ import annotations

import socket
from dataclasses import replace

import pytest
from aiosmtpd.controller import Controller

from incubator.ports import mailbox
from incubator.ports.mailbox import Enclosure, Mail


class Keeper:
    def __init__(self):
        self.envelopes = []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 -- aiosmtpd's name
        self.envelopes.append(envelope)
        return "250 kept"


@pytest.fixture
def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


@pytest.fixture
def post(app, free_port):
    """Mail goes to a server at `free_port`; given back afterwards."""
    before = mailbox._Office.post
    mailbox.configure(replace(before, folder=None, host="127.0.0.1", port=free_port, timeout_seconds=5))
    yield
    mailbox.configure(before)


def a_mail(**changes):
    values = {
        "to": "hong@example.kr",
        "subject": "접수증 2016-IGEN-03-0042",
        "text": "본문",
        "html": "",
        "message_id": "<1@x>",
    }
    return Mail(**values | changes)


def test_a_letter_arrives_with_one_recipient_and_its_file(post, free_port):
    keeper = Keeper()
    server = Controller(keeper, hostname="127.0.0.1", port=free_port)
    server.start()
    try:
        mailbox.send(a_mail(enclosures=[Enclosure("접수증.pdf", "application/pdf", b"%PDF")]))
        mailbox.send(a_mail(subject="x\r\nBcc: evil@example.kr"))
    finally:
        server.stop()

    assert [envelope.rcpt_tos for envelope in keeper.envelopes] == [["hong@example.kr"]] * 2


def test_a_server_that_is_away_is_an_error_that_passes(post):
    with pytest.raises(OSError, match="refused"):
        mailbox.send(a_mail())
