"""Feeds behind a page's address, over a real server and worker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from reader.desk import Desk
from reader.desk.discovery import DiscoveryError, FoundFeed, leads_inside
from reader.sources.fetch import Fetcher
from reader.sources.fetched import Fetched
from tests.desk.server import FeedServer, serve

LINK = '<link rel="alternate" type="application/rss+xml" title="{title}" href="{href}">'
PAGE = "<html><head><title>The Wire</title>{links}</head><body><p>News.</p></body></html>"


@pytest.fixture
def feeds() -> Iterator[FeedServer]:
    with serve() as server:
        yield server


@pytest.mark.slow
async def test_a_feed_is_itself(desk: Desk, feeds: FeedServer) -> None:
    address = feeds.rss("wire")
    assert await desk.discover(address) == [FoundFeed(address, "wire")]
    assert len(feeds.asked) == 1


@pytest.mark.slow
async def test_a_page_names_its_feeds_and_nothing_but_the_page_is_asked_for(desk: Desk, feeds: FeedServer) -> None:
    links = [("All \x1b[31m[b]news", "/all.xml"), ("Files", "file:///etc/passwd"), ("Script", "javascript:alert(1)")]
    written = "".join(LINK.format(title=title, href=href) for title, href in links)
    page = feeds.add("/", PAGE.format(links=written))
    assert await desk.discover(page) == [FoundFeed(f"{feeds.address}/all.xml", "All [b]news")]
    assert [path for path, _ in feeds.asked] == ["/"]


@pytest.mark.slow
async def test_where_there_is_none_a_sentence_says_why(desk: Desk, feeds: FeedServer) -> None:
    with pytest.raises(DiscoveryError, match=r"^No feed was found at http://.*/page: .*page"):
        await desk.discover(feeds.add("/page", PAGE.format(links="")))
    with pytest.raises(DiscoveryError, match=r"could not be read: .*404"):
        await desk.discover(f"{feeds.address}/nowhere")
    with pytest.raises(DiscoveryError, match="local file or folder"):
        await desk.discover("/")


@pytest.mark.slow
async def test_a_page_of_the_internet_names_its_feeds_but_none_inside(
    desk: Desk, feeds: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetch = Fetcher.fetch

    async def from_the_internet(*args: Any) -> Fetched:
        return replace(await fetch(*args), url="https://news.example/")

    monkeypatch.setattr(Fetcher, "fetch", from_the_internet)
    inside = LINK.format(title="Router", href="http://192.168.1.1/reboot")
    page = feeds.add("/", PAGE.format(links=inside + LINK.format(title="All", href="/all.xml")))
    assert await desk.discover(page) == [FoundFeed("https://news.example/all.xml", "All")]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/feed",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/feed",
        "http://2130706433/feed",
        "http://user:pw@192.168.1.1:8080/feed",
        "http://localhost:631/feed",
        "http://printer.local./feed",
        "http://router/feed",
    ],
)
def test_a_page_of_the_internet_names_nothing_inside(url: str) -> None:
    assert leads_inside(url, "https://news.example/")
    assert not leads_inside(url, "http://10.0.0.1/"), "a page inside may"


def test_a_page_of_the_internet_names_feeds_elsewhere() -> None:
    assert not leads_inside("https://feeds.example/wire", "https://news.example/")
    assert not leads_inside("http://93.184.216.34/feed", "https://news.example/")
