"""Fetching against a transport in memory."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx

from reader.model import FetchState
from reader.sources.fetch import Fetcher
from reader.sources.fetched import Fetched

URL = "https://quay.example/feed"
NO_STATE = FetchState()
Handler = Callable[[httpx.Request], httpx.Response]


def opening(handler: Handler, **settings: Any) -> Fetcher:
    """A fetcher that asks `handler` and knows no pause between two requests."""
    return Fetcher(transport=httpx.MockTransport(handler), gap=0, **settings)


async def fetch(handler: Handler, url: str = URL, state: FetchState = NO_STATE, **more: Any) -> tuple[Fetched, bytes]:
    """What came, and the body."""
    async with opening(handler) as fetcher:
        fetched = await fetcher.fetch(url, state, **more)
        return fetched, fetched.path.read_bytes() if fetched.path else b""


async def stream(body: bytes) -> AsyncIterator[bytes]:
    yield body


def reply(code: int, body: bytes = b"", headers: Any = None) -> httpx.Response:
    """A response as a network would give it: not read yet."""
    return httpx.Response(code, headers=headers, content=stream(body))


def steady(code: int = 200, body: bytes = b"", **headers: str) -> Handler:
    """The same answer to every request; `_` in a header's name stands for "-"."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda request: reply(code, body, named)


class Site:
    """Answers by address: (code, Location) for a redirect, bytes for a body, a number for a bare code.

    `asked` holds the requests in order.
    """

    def __init__(self, answers: dict[str, tuple[int, str] | bytes | int]) -> None:
        self.answers = answers
        self.asked: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        found = self.answers.get(str(request.url), 404)
        if isinstance(found, tuple):
            return reply(found[0], headers={"location": found[1]})
        return reply(200, found) if isinstance(found, bytes) else reply(found)

    @property
    def addresses(self) -> list[str]:
        return [str(request.url) for request in self.asked]
