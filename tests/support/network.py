"""Tests talk to this machine only: a connection to anywhere else fails with its address."""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

LOCAL_NAMES = {"localhost", "", None}


class OutsideConnection(AssertionError):
    """A test tried to reach another machine."""


def guard() -> None:
    """Put the guard into the socket module of this process, for as long as it lives."""
    connect, connect_ex, resolve = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any) -> None:
        _check(self.family, address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        _check(self.family, address)
        return connect_ex(self, address)

    def guarded_resolve(host: Any, *args: Any, **kwargs: Any) -> Any:
        _check_host(host)
        return resolve(host, *args, **kwargs)

    socket.socket.connect = guarded_connect  # type: ignore[method-assign] -- that is the guard
    socket.socket.connect_ex = guarded_connect_ex  # type: ignore[method-assign] -- that is the guard
    socket.getaddrinfo = guarded_resolve


def _check(family: int, address: Any) -> None:
    if family in {socket.AF_INET, socket.AF_INET6}:
        _check_host(address[0])


def _check_host(host: Any) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    if name in LOCAL_NAMES:
        return
    try:
        local = ipaddress.ip_address(name).is_loopback
    except ValueError:
        local = False
    if not local:
        raise OutsideConnection(f"a test tried to reach {name}; only this machine is allowed")
