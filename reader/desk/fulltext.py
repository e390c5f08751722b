"""Full texts: the pages of articles of which a feed gives a teaser."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reader.desk.threads import in_thread
from reader.model import Access, Article, SourceKind
from reader.store.protocol import NotFoundError, Storage, StorageError

if TYPE_CHECKING:
    from reader.model import Entry
    from reader.sources.fetch import Fetcher
    from reader.sources.pool import Parser

AT_ONCE = 8  # pages; the fetcher spaces those of one host
AFTER_A_REFRESH = 100  # pages at the most; the rest after the next one, or when an article is asked for


class PageError(Exception):
    """The full text cannot be had. The message is one clear sentence; the article stays as it is."""


async def fetch_page(storage: Storage, article_id: int) -> Article:
    """Fetch the page of an article and show its text instead of what the source gave, which is kept.

    Nothing but the page is asked for. Raises PageError, NotFoundError and StorageError.
    """
    from reader.sources.fetch import Fetcher
    from reader.sources.parser import ParserProcess

    async with Fetcher() as fetcher, ParserProcess() as parser:
        return await _fetch(storage, article_id, fetcher, parser)


async def fetch_wanted(storage: Storage, on_progress: Callable[[int, int], None] | None = None) -> int:
    """Fetch the pages of new articles whose sources want full texts; returns how many were had.

    A page that cannot be had is not asked for again by itself. `on_progress(done, all)` is called after each. Raises
    StorageError.
    """
    wanted = await in_thread(storage.pages_wanted, limit=AFTER_A_REFRESH)
    if not wanted:
        return 0
    from reader.sources.fetch import Fetcher
    from reader.sources.pool import ParserPool

    places = asyncio.Semaphore(AT_ONCE)
    done = had = 0

    async def one(article_id: int, fetcher: Fetcher, parser: Parser) -> None:
        nonlocal done, had
        async with places:
            try:
                await _fetch(storage, article_id, fetcher, parser)
                had += 1
            except (PageError, NotFoundError):  # told when a person asks for it
                pass
        done += 1
        if on_progress is not None:
            on_progress(done, len(wanted))

    try:
        async with Fetcher() as fetcher, ParserPool() as parser, asyncio.TaskGroup() as group:
            for article_id, _ in wanted:
                group.create_task(one(article_id, fetcher, parser))
    except* StorageError as failures:  # as one: a full disk fails for all of them alike
        raise failures.exceptions[0] from None
    return had


async def _fetch(storage: Storage, article_id: int, fetcher: Fetcher, parser: Parser) -> Article:
    article = await in_thread(storage.article, article_id)
    link = article.row.link
    if not link:
        raise PageError("This article has no link to fetch a page from.")
    source = await in_thread(storage.source, article.row.source_id)
    feed = source.address if source.kind is SourceKind.FEED else ""
    try:
        page = await _read(link, feed, source.access, fetcher, parser)
    except PageError:
        await in_thread(storage.save_page, article_id, None, when=datetime.now(UTC))
        raise
    return await in_thread(storage.save_page, article_id, page, when=datetime.now(UTC))


async def _read(link: str, feed: str, access: Access, fetcher: Fetcher, parser: Parser) -> Entry:
    from reader.sources.errors import SourceError
    from reader.sources.wire import article_from_json

    fetched = await fetcher.page(link, feed=feed, access=access)
    if fetched.path is None:
        raise PageError(f"The page could not be had: {fetched.error}")
    try:
        headers = dict(fetched.headers)
        reply = await parser.ask("article", path=str(fetched.path), url=fetched.url, kind="html", headers=headers)
        return article_from_json(reply)
    except SourceError as error:
        raise PageError(f"The page could not be read: {error}") from error
    finally:
        fetched.discard()
