"""Full texts of pages, over a real server, worker and library."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from reader.desk import Desk
from reader.desk.fulltext import PageError
from reader.model import Listing, Source
from reader.store.protocol import StorageError
from tests.desk.server import FeedServer, serve

pytestmark = pytest.mark.slow

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title><link>{host}/</link>
{items}</channel></rss>"""
ITEM = """<item><title>Ferry {n}</title><guid>{n}</guid><link>{host}/story/{n}</link>
<pubDate>Sun, 15 Feb 2026 1{n}:00:00 GMT</pubDate><description>The ferry is late.</description></item>"""
PAGE = """<html><head><title>Ferry {n}</title></head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Ferry {n}</h1><p>Fog held the ferry in the harbour of Lindvik for two hours on Sunday morning.</p>
<p>About 340 passengers waited on board until the captain was given leave to sail, the port said.</p>
<p>It was the third such delay this month, and the owner has promised to pay for missed trains.</p></article>
<footer>All rights reserved</footer></body></html>"""


@pytest.fixture
def feeds() -> Iterator[FeedServer]:
    with serve() as server:
        yield server


async def source_with(desk: Desk, feeds: FeedServer, stories: int, pages: int) -> Source:
    """A feed of so many teasers, of which the first so many have a page."""
    items = "".join(ITEM.format(n=n, host=feeds.address) for n in range(stories))
    source = desk.add(feeds.add("/feed", FEED.format(host=feeds.address, items=items)))
    for n in range(pages):
        feeds.add(f"/story/{n}", PAGE.format(n=n))
    await desk.refresh()
    feeds.asked.clear()
    return source


async def test_a_page_replaces_the_teaser_and_nothing_else_is_asked_for(desk: Desk, feeds: FeedServer) -> None:
    await source_with(desk, feeds, 1, 1)
    (article_id,) = desk.storage.ids(Listing())
    article = await desk.fetch_page(article_id)
    assert article.from_page
    assert "About 340 passengers waited" in article.document.text
    assert "Sport" not in article.document.text
    assert [path for path, _ in feeds.asked] == ["/story/0"]
    assert "The ferry is late." in desk.storage.show_page(article_id, False).document.text
    assert any(figure.value == 340 for figure in desk.findings(article_id).figures) is False
    desk.storage.show_page(article_id, True)
    assert any(figure.value == 340 for figure in desk.findings(article_id).figures)


async def test_a_page_that_cannot_be_had_is_a_sentence_and_the_teaser_stays(desk: Desk, feeds: FeedServer) -> None:
    await source_with(desk, feeds, 1, 0)
    (article_id,) = desk.storage.ids(Listing())
    with pytest.raises(PageError, match="404"):
        await desk.fetch_page(article_id)
    article = desk.article(article_id)
    assert not article.has_page
    assert "The ferry is late." in article.document.text


async def test_an_article_without_a_link_has_no_page(desk: Desk, feeds: FeedServer) -> None:
    desk.add(feeds.rss("wire"))
    await desk.refresh()
    without = [row.id for row in desk.storage.rows(desk.storage.ids(Listing())) if not row.link]
    for article_id in without:
        with pytest.raises(PageError, match="no link"):
            await desk.fetch_page(article_id)


async def test_sources_that_want_pages_get_those_of_new_articles_once(desk: Desk, feeds: FeedServer) -> None:
    source = await source_with(desk, feeds, 3, 2)
    assert await desk.fetch_wanted() == 0
    desk.edits.change(replace(source, full_text=True))
    seen: list[tuple[int, int]] = []
    assert await desk.fetch_wanted(lambda done, total: seen.append((done, total))) == 2
    assert seen[-1] == (3, 3)
    texts = [desk.article(id_).from_page for id_ in desk.storage.ids(Listing())]
    assert sorted(texts) == [False, True, True]
    feeds.asked.clear()
    assert await desk.fetch_wanted() == 0
    assert feeds.asked == [], "a page that cannot be had is not asked for again by itself"


async def test_a_page_on_a_private_address_is_not_reached_for_a_public_feed(desk: Desk, feeds: FeedServer) -> None:
    source = await source_with(desk, feeds, 1, 1)
    (article_id,) = desk.storage.ids(Listing())
    desk.edits.change(replace(source, address="https://wire.example/feed"))
    with pytest.raises(PageError, match=r"private|not public|this machine"):
        await desk.fetch_page(article_id)
    assert feeds.asked == []


async def test_a_full_disk_is_one_sentence_whatever_is_on_its_way(
    desk: Desk, feeds: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = await source_with(desk, feeds, 3, 3)
    desk.edits.change(replace(source, full_text=True))

    def full(*_: object, **__: object) -> None:
        raise StorageError("The disk is full.")

    monkeypatch.setattr(desk.storage, "save_page", full)
    with pytest.raises(StorageError, match="disk is full"):
        await desk.fetch_wanted()
