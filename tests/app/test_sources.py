"""The screen of all sources."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.widgets import Input

from reader.app.screens.form import Form, YesNo
from reader.app.screens.sources import SourcesScreen
from reader.desk.desk import Desk
from reader.model import Listing, Source, SourceKind
from tests.app.conftest import NOW, Opener, Reader
from tests.desk.server import serve


def second(desk: Desk) -> Source:
    """A source that has failed, beside the one with articles."""
    source = desk.storage.add_source("https://other.example/", SourceKind.FEED, title="Northgate")
    desk.storage.record_failure(source.id, "The server answered 500 [red]Oh no[/red].", when=NOW)
    return desk.storage.source(source.id)


def rows(reader: Reader) -> list[str]:
    return [line.strip(" │┃▌") for line in reader.lines() if line.strip(" │┃▌")]


async def test_the_failing_come_first_with_their_sentence_as_it_is(desk: Desk, reading: Opener) -> None:
    second(desk)
    async with reading(desk) as reader:
        await reader.press("S")
        lines = rows(reader)
        assert lines[0].startswith("2 sources · 1 failing")
        assert lines[2].startswith("⚠ Northgate")
        assert "500 [red]Oh no[/red]" in lines[3]
        assert lines[4].split()[:2] == ["Harbour", "Wire"] or "Harbour Wire" in lines[4]
        assert "6 of 6" in lines[4]


async def test_enter_shows_the_articles_of_one_source_and_escape_all_again(desk: Desk, reading: Opener) -> None:
    second(desk)
    async with reading(desk) as reader:
        await reader.press("S", "enter")
        assert reader.screen.list.count == 0
        assert "Northgate" in reader.lines()[0]
        await reader.press("escape")
        assert reader.screen.list.count == 6
        assert "All" in reader.lines()[0]


async def test_pause_and_full_texts_and_taking_them_back(desk: Desk, reading: Opener) -> None:
    async with reading(desk) as reader:
        await reader.press("S", "p", "F")
        (source,) = desk.sources()
        assert (source.paused, source.full_text) == (True, True)
        assert "‖ Harbour Wire" in reader.text()
        assert "paused" in reader.text()
        await reader.press("u", "u")
        (source,) = desk.sources()
        assert (source.paused, source.full_text) == (False, False)
        await reader.press("ctrl+y")
        assert desk.sources()[0].paused


async def test_a_deleted_source_comes_back_with_its_articles(desk: Desk, reading: Opener) -> None:
    read = desk.storage.ids(Listing())[2]
    desk.marks.set_read([read], True)
    async with reading(desk) as reader:
        await reader.press("S", "d")
        assert desk.sources() == []
        assert "No sources yet." in reader.text()
        assert "6 articles" in reader.said[-1]
        await reader.press("u", "escape")
        assert reader.screen.list.count == 6
        assert desk.storage.rows([read])[0].read


async def test_the_form_changes_a_source(desk: Desk, reading: Opener) -> None:
    async with reading(desk) as reader:
        await reader.press("S", "e")
        form = reader.app.screen
        assert isinstance(form, Form)
        form.query_one("#field-title", Input).value = "Wire [b]"
        form.query_one("#field-folder", Input).value = "Europe"
        form.query_one("#field-interval", Input).value = "2h"
        form.query_one("#field-paused", YesNo).value = True
        await reader.press("enter")
        (source,) = desk.sources()
        assert (source.title, source.folder, source.interval, source.paused) == ("Wire [b]", "Europe", 7200, True)
        assert "Wire [b]" in reader.text()


async def test_a_wrong_field_is_told_in_the_form_and_nothing_is_lost(desk: Desk, reading: Opener) -> None:
    async with reading(desk) as reader:
        await reader.press("S", "e")
        form = reader.app.screen
        form.query_one("#field-title", Input).value = "New"
        form.query_one("#field-interval", Input).value = "soon"
        await reader.press("enter")
        assert reader.app.screen is form
        assert "15m, 2h or 1d" in reader.text()
        assert reader.app.focused is form.query_one("#field-interval")
        assert form.query_one("#field-title", Input).value == "New"
        await reader.press("escape")
        assert desk.sources()[0].title == "Harbour Wire"


async def test_an_address_that_another_source_has_is_told(desk: Desk, reading: Opener) -> None:
    other = second(desk)
    async with reading(desk) as reader:
        await reader.press("S", "j", "e")
        reader.app.screen.query_one("#field-address", Input).value = other.address
        await reader.press("enter")
        assert "Another source has the address" in reader.said[-1]


async def test_folders_and_orders(desk: Desk, reading: Opener) -> None:
    other = second(desk)
    desk.edits.change(replace(other, folder="Europe"))
    async with reading(desk, size=(80, 24)) as reader:
        await reader.press("S", "j", "f", *"Asia", "enter")
        assert {source.folder for source in desk.sources()} == {"Asia", "Europe"}
        assert isinstance(reader.app.screen, SourcesScreen)
        for order, first in (("title", "Harbour Wire"), ("folder", "Harbour Wire"), ("trouble", "Northgate")):
            await reader.press("t")
            assert f"by {order}" in reader.lines()[0]
            assert first in rows(reader)[2]
        assert "Esc" in reader.lines()[-1], "the way back is told however narrow the screen is"


@pytest.mark.slow
async def test_a_pages_feed_that_is_elsewhere_is_shown_before_it_is_kept(empty_desk: Desk, reading: Opener) -> None:
    link = '<link rel="alternate" type="application/rss+xml" title="Wire" href="{}">'
    with serve() as feeds, serve() as elsewhere:
        feed = elsewhere.rss("wire").replace("127.0.0.1", "localhost")
        near = feeds.add("/near", f"<html><head>{link.format(feeds.rss('near-feed'))}</head></html>")
        far = feeds.add("/far", f"<html><head>{link.format(feed)}</head></html>")
        async with reading(empty_desk) as reader:
            await reader.press("a")
            reader.app.screen.query_one(Input).value = far
            await reader.press("enter")
            assert feed in reader.text()
            assert empty_desk.sources() == []
            await reader.press("enter")
            assert [source.address for source in empty_desk.sources()] == [feed]
            await reader.press("a")
            reader.app.screen.query_one(Input).value = near
            await reader.press("enter")
            assert len(empty_desk.sources()) == 2
