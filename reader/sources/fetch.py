"""Feeds and the pages that they link, over HTTP: polite, bounded, and every failure one sentence."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from reader import __version__
from reader.model.source import Access, FetchState
from reader.sources.errors import FeedError
from reader.sources.fetched import NO_STATE, Fetched
from reader.sources.hosts import GAP, Hosts

if TYPE_CHECKING:
    import httpcore
    import httpx

    from reader.sources.dialling import Resolve
    from reader.sources.exchange import Exchange
    from reader.sources.network import Network

# The contact that a server's owner finds in the log: the name under which the program is published.
USER_AGENT = f"newsroom/{__version__} (feed reader; +newsroom-reader)"
MAX_WIRE = 15_000_000  # bytes of a feed as sent
MAX_BODY = 50_000_000  # bytes of a feed unpacked
MAX_PAGE_WIRE = 5_000_000  # of a page
MAX_PAGE_BODY = 20_000_000
DEADLINE = 30.0  # seconds for one feed, from the first byte sent to the last received, redirects included
# Requests at a time. 300 feeds that each take 100 ms to answer: 2.9 s with 16, 2.0 s with 32, the same 1 s of processor
# time; wider than that httpx's bookkeeping grows.
CONCURRENCY = 32
_ACCEPT = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
_ACCEPT_PAGE = "text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1"
_PAGE_TYPES = ("text/", "application/xhtml", "application/xml")
_NO_ACCESS = Access()


class Fetcher:
    """Fetches feeds and pages, at most 32 at a time and 2 of one host; an asynchronous context manager.

    `deadline` is in seconds for one fetch, `gap` in seconds between two requests to one host. `transport`, or
    `resolve` (a name to its addresses) and `backend` (which connects to an address), take the place of the network in
    tests.
    """

    def __init__(
        self,
        *,
        deadline: float = DEADLINE,
        gap: float = GAP,
        at_once: int = CONCURRENCY,
        transport: httpx.AsyncBaseTransport | None = None,
        resolve: Resolve | None = None,
        backend: httpcore.AsyncNetworkBackend | None = None,
    ) -> None:
        self._deadline = deadline
        self._gap = gap
        self._at_once = at_once
        self._transport = transport
        self._resolve = resolve
        self._backend = backend
        self._network: Network | None = None
        self._exchange: Exchange | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    async def __aenter__(self) -> Self:
        # In a thread: importing httpx and reading the certificates takes a few tenths of a second.
        await asyncio.to_thread(self._open)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._network is not None:
            await self._network.aclose()
        if self._folder is not None:
            self._folder.cleanup()

    async def fetch(
        self, url: str, state: FetchState = NO_STATE, access: Access = _NO_ACCESS, *, trusted: bool = True
    ) -> Fetched:
        """Ask for a feed once, where it has moved to, and conditionally where `state` allows.

        `trusted`: a person named this address, so it may lie on a private network, and redirects may lead to what
        else is at its host's addresses; everything else that is not public is refused. `access` goes to the origin of
        `url` alone. What there is to be parsed may still be no feed: see `moves.fetch_feed`. Never raises but when it
        is cancelled.
        """
        from reader.sources.exchange import Errand, Kind
        from reader.sources.redirects import read_address, shown

        try:
            named = read_address(url)
            target = read_address(state.moved_to) if state.moved_to else named
        except FeedError as error:
            return Fetched("error", shown(url), state=state, error=str(error), missing=bool(state.moved_to))
        kind = Kind("The feed", _ACCEPT, MAX_WIRE, MAX_BODY)
        return await self._opened().run(Errand(target, kind, named, trusted, access, state))

    async def page(self, url: str, *, feed: str = "", access: Access = _NO_ACCESS) -> Fetched:
        """Ask once for a web page that a feed links, smaller than a feed may be, and whatever was asked before.

        Nothing that is not public is reached, unless it is at an address of the host of `feed`, the feed's own address
        as a person named it. `access` is the feed's and goes to its origin alone. Never raises but when it is
        cancelled.
        """
        from reader.sources.exchange import Errand, Kind
        from reader.sources.redirects import read_address, shown

        try:
            target = read_address(url).copy_with(userinfo=None)
            named = read_address(feed) if feed else target
        except FeedError as error:
            return Fetched("error", shown(url), error=str(error))
        kind = Kind("The page", _ACCEPT_PAGE, MAX_PAGE_WIRE, MAX_PAGE_BODY, _PAGE_TYPES)
        return await self._opened().run(Errand(target, kind, named, bool(feed), access))

    def _open(self) -> None:
        from reader.sources.dialling import Resolver, look_up
        from reader.sources.exchange import Exchange
        from reader.sources.network import Network

        self._folder = tempfile.TemporaryDirectory(prefix="newsroom-")
        resolver = Resolver(self._resolve or look_up)
        self._network = Network(resolver, self._backend, self._transport, self._at_once)
        self._exchange = Exchange(
            self._network,
            Path(self._folder.name),
            hosts=Hosts(self._gap),
            at_once=self._at_once,
            deadline=self._deadline,
            user_agent=USER_AGENT,
        )

    def _opened(self) -> Exchange:
        assert self._exchange is not None, "a Fetcher is used inside `async with`"
        return self._exchange
