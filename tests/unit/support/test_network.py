"""The way out is closed while the suite runs."""

import socket

import pytest

from tests.support.network import OutsideConnection


@pytest.mark.parametrize("host", ["example.org", "10.0.0.1", "203.0.113.9"])
def test_a_connection_to_another_machine_fails_at_once(host: str) -> None:
    with pytest.raises(OutsideConnection, match=host):
        socket.create_connection((host, 80), timeout=1)


def test_a_connection_to_this_machine_works() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        assert client.getpeername() == server.getsockname()
