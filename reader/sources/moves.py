"""A feed where it lives now: asked there first, and where it was added when there is none any more."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from reader.model.source import Access, FetchState
from reader.sources.errors import SourceError
from reader.sources.fetch import Fetcher
from reader.sources.fetched import Fetched

_NO_ACCESS = Access()
_Feed = TypeVar("_Feed")


async def fetch_feed(
    fetcher: Fetcher,
    url: str,
    state: FetchState,
    parse: Callable[[Fetched], Awaitable[_Feed]],
    access: Access = _NO_ACCESS,
) -> tuple[Fetched, _Feed | None]:
    """Fetch the feed that a person added under `url` and parse it; None for the feed where nothing new came.

    `parse` raises SourceError for what is no feed. The `state` that comes back is to be kept in any case: validators
    and a permanent move count only once the answer was a feed. Where a remembered move leads to nothing (404, 410, no
    such host, no feed), the address in `url` is asked once, without the other's validators; what it answers counts
    unless it fails too.
    """
    first, feed = await _fetch_and_parse(fetcher, url, state, parse, access)
    if not (state.moved_to and first.missing):
        return first, feed
    second, feed = await _fetch_and_parse(fetcher, url, FetchState(), parse, access)
    return (first, None) if second.status == "error" else (second, feed)


async def _fetch_and_parse(
    fetcher: Fetcher,
    url: str,
    state: FetchState,
    parse: Callable[[Fetched], Awaitable[_Feed]],
    access: Access,
) -> tuple[Fetched, _Feed | None]:
    fetched = await fetcher.fetch(url, state, access)
    if fetched.path is None:
        return fetched, None
    try:
        return fetched, await parse(fetched)
    except SourceError as error:
        return Fetched("error", fetched.url, state=state, error=str(error), missing=True), None
    finally:
        fetched.discard()
