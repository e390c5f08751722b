"""Readings beside each other, beside a page on its way and beside the person: none cuts another off."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from reader.app.screens.sources import SourcesScreen
from reader.desk.articles import Articles
from reader.desk.desk import Desk
from reader.model import Listing, SourceKind
from tests.app.conftest import NOW, TITLES, Opener, Reader, entries
from tests.app.driving import DEADLINE
from tests.desk.server import FeedServer, serve

pytestmark = pytest.mark.slow
PAGE = "<article><h1>Ferry fire</h1>" + "<p>The port of Lindvik said 412 people were led ashore that night.</p>" * 6


class Held:
    """A feed server that keeps whoever asks for one of some paths waiting until it is told to let them go."""

    def __init__(self, server: FeedServer) -> None:
        self._gate = threading.Event()
        self._server = server
        self.address, self.pages, self.add, self.rss = server.address, server.pages, server.add, server.rss

    def hold(self, *paths: str) -> None:
        def wait(path: str) -> None:
            if path in paths:
                self._gate.wait(DEADLINE)

        self._server.before = wait

    def release(self) -> None:
        self._gate.set()

    def times(self, path: str) -> int:
        """How often a path was asked for."""
        return sum(asked == path for asked, _ in self._server.asked)


@pytest.fixture
def feeds() -> Iterator[Held]:
    with serve() as server:
        held = Held(server)
        yield held
        held.release()


async def until(reader: Reader, condition: Callable[[], object]) -> None:
    """Wait for what a reading brings about."""
    async with asyncio.timeout(DEADLINE):
        while not condition():
            await reader.pilot.pause()


def stored(desk: Desk) -> int:
    return len(desk.storage.ids(Listing()))


async def test_the_reload_of_one_source_does_not_end_that_of_all(
    empty_desk: Desk, reading: Opener, feeds: Held
) -> None:
    quick, _ = empty_desk.add(feeds.rss("Quick")), empty_desk.add(feeds.rss("Slow"))
    await empty_desk.refresh([quick])
    feeds.hold("/Slow")
    async with reading(empty_desk) as reader:
        await reader.pilot.press("R")
        await until(reader, lambda: feeds.times("/Slow") and "1/2" in reader.lines()[0])
        await reader.pilot.press("r")
        await until(reader, lambda: reader.said)
        assert reader.said == ["Quick is among the sources being read; Esc in the list stops that."]
        feeds.release()
        await reader.settle()
        assert stored(empty_desk) == 4
        assert feeds.times("/Slow") == 1


async def test_what_is_being_read_is_not_read_a_second_time_beside(
    empty_desk: Desk, reading: Opener, feeds: Held
) -> None:
    empty_desk.add(feeds.rss("Wire"))
    feeds.hold("/Wire")
    async with reading(empty_desk) as reader:
        await reader.press("S")
        await reader.pilot.press(*"rrrr")
        await until(reader, lambda: len(reader.said) == 3)
        assert set(reader.said) == {
            f"{feeds.address}/Wire is among the sources being read; Esc in the list stops that."
        }
        feeds.release()
        await until(reader, lambda: "2 of 2" in reader.text())
        assert feeds.times("/Wire") == 1
        assert reader.said[-1].endswith("/Wire: 2 new.")


async def test_a_reload_goes_on_when_the_sources_are_left(empty_desk: Desk, reading: Opener, feeds: Held) -> None:
    empty_desk.add(feeds.rss("Wire"))
    feeds.hold("/Wire")
    async with reading(empty_desk) as reader:
        await reader.press("S")
        await reader.pilot.press("r")
        await until(reader, lambda: feeds.times("/Wire"))
        await reader.pilot.press("escape")
        await until(reader, lambda: not isinstance(reader.app.screen, SourcesScreen))
        feeds.release()
        await reader.settle()
        assert reader.screen.list.count == 2


async def test_articles_are_in_the_list_before_the_last_source_is_read(
    empty_desk: Desk, reading: Opener, feeds: Held
) -> None:
    empty_desk.add(feeds.rss("Quick"))
    empty_desk.add(feeds.add("/late", feeds.pages["/Quick"].replace("15 Feb", "16 Feb").replace("Quick", "late")))
    feeds.hold("/late")
    async with reading(empty_desk) as reader:
        await reader.pilot.press("R")
        await until(reader, lambda: reader.screen.list.count == 2)
        feeds.release()
        await reader.settle()
        assert reader.screen.list.count == 4
        assert reader.screen.list.cursor == 0, "nobody has moved it, so it stays on the newest"
        await until(reader, lambda: "late" in reader.pane("text"))


async def test_a_cursor_that_was_moved_stays_on_its_article(empty_desk: Desk, reading: Opener, feeds: Held) -> None:
    empty_desk.add(feeds.rss("Quick"))
    empty_desk.add(feeds.add("/late", feeds.pages["/Quick"].replace("15 Feb", "16 Feb").replace("Quick", "late")))
    feeds.hold("/late")
    async with reading(empty_desk) as reader:
        await reader.pilot.press("R")
        await until(reader, lambda: reader.screen.list.count == 2)
        await reader.pilot.press("j")
        here = reader.screen.lists.cursor_id
        feeds.release()
        await reader.settle()
        assert reader.screen.list.count == 4
        assert reader.screen.lists.cursor_id == here


async def test_what_is_being_read_stays_in_the_list_of_the_unread(desk: Desk, reading: Opener) -> None:
    async with reading(desk) as reader:
        await reader.press("full_stop", "j", "j", "enter")
        assert reader.title == TITLES[2]
        new = replace(entries()[0], guid="new", title="Brand new", link="https://news.example/new")
        desk.storage.save(desk.sources()[0].id, [new], when=NOW)
        reader.screen.run("list", reader.screen.lists.reload)
        await reader.settle()
        assert reader.screen.list.count == 7
        assert (reader.cursor_title, reader.title) == (TITLES[2], TITLES[2])
        assert reader.screen.list.cursor == 3, "at its place among the others"
        unread = reader.screen.lists.view
        await reader.press("full_stop")
        reader.screen.lists.show_view(unread)
        await reader.settle()
        assert reader.screen.list.count == 6, "a list that is asked for holds what it says"


async def test_a_page_on_its_way_is_not_thrown_away(empty_desk: Desk, reading: Opener, feeds: Held) -> None:
    source = empty_desk.storage.add_source(f"{feeds.address}/feed", SourceKind.FEED, title="Wire")
    stories = [replace(entry, link=feeds.add(f"/page{n}", PAGE)) for n, entry in enumerate(entries()[:2])]
    empty_desk.storage.save(source.id, stories, when=NOW)
    feeds.hold("/page0")
    async with reading(empty_desk) as reader:
        await reader.pilot.press("d")
        await until(reader, lambda: feeds.times("/page0"))
        assert "fetching the page" in reader.lines()[0]
        reader.screen.run("list", reader.screen.lists.reload)
        await reader.pilot.press("d", "j")
        await until(reader, lambda: reader.title == TITLES[1])
        feeds.release()
        await reader.settle()
        assert reader.title == TITLES[1], "who has gone on reads on"
        await reader.press("k")
        await until(reader, lambda: "led ashore" in reader.pane("text"))
        assert feeds.times("/page0") == 1


async def test_a_list_that_comes_late_does_not_replace_a_newer_one(
    desk: Desk, reading: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, begun, articles = threading.Event(), threading.Event(), desk.articles

    def first_is_late(listing: Listing, limit: int | None = None) -> Articles:
        found = articles(listing, limit)
        if not begun.is_set():
            begun.set()
            gate.wait(DEADLINE)
        return found

    async with reading(desk) as reader:
        monkeypatch.setattr(desk, "articles", first_is_late)
        reader.screen.run_beside("early", reader.screen.lists.reload)
        await until(reader, begun.is_set)
        new = replace(entries()[0], guid="new", title="Brand new", link="https://news.example/new")
        desk.storage.save(desk.sources()[0].id, [new], when=NOW)
        reader.screen.run_beside("late", reader.screen.lists.reload)
        await until(reader, lambda: reader.screen.list.count == 7)
        gate.set()
        await reader.settle()
        assert reader.screen.list.count == 7


async def test_a_list_that_was_left_does_not_come_back(
    desk: Desk, reading: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, begun, articles = threading.Event(), threading.Event(), desk.articles

    def all_is_late(listing: Listing, limit: int | None = None) -> Articles:
        if not listing.query:
            begun.set()
            gate.wait(DEADLINE)
        return articles(listing, limit)

    async with reading(desk) as reader:
        monkeypatch.setattr(desk, "articles", all_is_late)
        reader.screen.run_beside("early", reader.screen.lists.reload)
        await until(reader, begun.is_set)
        reader.screen.lists.search("herons", "herons")
        await until(reader, lambda: reader.screen.list.count == 1)
        gate.set()
        await reader.settle()
        assert reader.cursor_title == TITLES[2]


async def test_what_a_refresh_found_meanwhile_stays(empty_desk: Desk, reading: Opener, feeds: Held) -> None:
    source = empty_desk.add(feeds.rss("Wire"))
    async with reading(empty_desk) as reader:
        await reader.press("S")
        await empty_desk.refresh((source,))
        await reader.press("p")
        (source,) = empty_desk.sources()
        assert (source.title, source.paused) == ("Wire", True)


async def test_delete_pressed_twice_removes_one(desk: Desk, reading: Opener) -> None:
    desk.storage.add_source("https://other.example/", SourceKind.FEED, title="Northgate")
    async with reading(desk) as reader:
        await reader.press("S")
        screen = reader.app.screen
        assert isinstance(screen, SourcesScreen)
        screen.action_delete()
        screen.action_delete()
        await reader.settle()
        assert len(reader.said) == 1
        assert [source.title for source in desk.sources()] == ["Northgate"]


async def test_what_comes_while_a_list_is_completed_leaves_the_cursor_on_its_article(
    desk: Desk, reading: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    complete = Articles.ids

    def late(articles: Articles) -> object:
        """A newer article comes after the first rows are shown and before the others are read."""
        new = replace(entries()[0], guid="new", title="Brand new", link="https://news.example/new")
        desk.storage.save(desk.sources()[0].id, [new], when=NOW)
        return complete(articles)

    async with reading(desk) as reader:
        await reader.press("j", "j")
        assert reader.cursor_title == TITLES[2]
        monkeypatch.setattr(Articles, "ids", late)
        reader.screen.run("list", reader.screen.lists.reload)
        await reader.settle()
        assert reader.screen.list.count == len(TITLES) + 1
        assert reader.cursor_title == TITLES[2]
        assert reader.screen.list.cursor == 3
