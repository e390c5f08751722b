"""What holds for every test: nothing leaves this machine."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

import pytest

HERE = ("127.0.0.1", "::1", "localhost", "", None)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """No name but this machine's own is looked up; tests that press a reload key meet a network that is down."""
    look_up: Callable[..., Any] = socket.getaddrinfo

    def refused(host: Any, *rest: Any, **options: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name not in HERE:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return look_up(host, *rest, **options)

    monkeypatch.setattr(socket, "getaddrinfo", refused)
