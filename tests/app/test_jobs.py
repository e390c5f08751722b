"""Reading sources anew from the screen: progress, failures, what changes in the list."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from reader.app.screens.dialogs import Question
from reader.desk.desk import Desk
from reader.model import Listing, SourceKind
from reader.resources import resource_dir
from tests.app.conftest import NOW, TITLES, Opener, entries
from tests.desk.server import serve
from tests.recognisers import broken_model, hollow_spacy

__all__ = ["hollow_spacy"]

STORY = "A boat sank\n\nTwelve people were saved by a trawler on Sunday morning.\n"


async def test_the_seeds_fill_all_three_panes(empty_desk: Desk, reading: Opener) -> None:
    async with reading(empty_desk, visiting=(empty_desk.seeds(),), first_run=True) as reader:
        assert reader.screen.list.count >= 14
        assert len(reader.screen.text.document.text) > 400
        assert len(reader.screen.panel.rows) >= 3
        assert any("Press a to add" in words for words in reader.said)
        assert empty_desk.sources() == []


async def test_a_folder_is_added_read_and_kept(empty_desk: Desk, reading: Opener, tmp_path: Path) -> None:
    folder = tmp_path / "copy [b] \x1b]0;pwn\x07"
    folder.mkdir()
    (folder / "one.txt").write_text(
        "A boat sank\n\nTwelve people were saved by a trawler on Sunday morning.\n", "utf-8"
    )
    async with reading(empty_desk) as reader:
        await reader.press("a")
        question = reader.app.screen
        assert isinstance(question, Question)
        question.query_one("Input").value = str(folder)  # type: ignore[attr-defined]
        # What a person can type has no escape character; the path is found by its clean part only if it is one.
        question.dismiss(str(folder))
        await reader.settle()
        assert "A boat sank" in reader.pane("list")
        assert [source.kind for source in empty_desk.sources()] == [SourceKind.FOLDER]
        assert "\x1b" not in reader.text()


async def test_a_wrong_address_is_one_sentence(empty_desk: Desk, reading: Opener) -> None:
    async with reading(empty_desk) as reader:
        await reader.press("a", *"/no/such/place", "enter")
        await reader.settle()
        assert "/no/such/place" in reader.said[-1]
        assert empty_desk.sources() == []


async def test_a_failing_source_is_said_and_listed(empty_desk: Desk, reading: Opener, tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(STORY, "utf-8")
    bad = tmp_path / "bad.xml"
    bad.write_text("<html><body>no feed</body></html>", "utf-8")
    empty_desk.add(str(good))
    empty_desk.add(str(bad))
    async with reading(empty_desk) as reader:
        await reader.press("R")
        assert "A boat sank" in reader.pane("list")
        assert "bad.xml" in reader.said[-1]
        await reader.press("S")
        assert "⚠" in reader.text()
        assert "bad.xml holds no article" in reader.text()


async def test_reload_keeps_the_cursor_on_its_article(desk: Desk, reading: Opener, tmp_path: Path) -> None:
    late = tmp_path / "late.txt"
    late.write_text("Late news\n\n21 November 2026\n\nA trawler came home with forty crates of herring.\n", "utf-8")
    async with reading(desk) as reader:
        await reader.press("j", "j")
        desk.add(str(late))
        source = desk.find(str(late))
        assert source is not None
        desk.storage.save(source.id, entries()[:1], when=NOW)
        await reader.screen.lists.reload()
        await reader.settle()
        assert reader.cursor_title == TITLES[2]
        assert reader.screen.list.count == len(desk.storage.ids(Listing()))


async def test_a_source_is_read_by_itself_when_it_is_due(empty_desk: Desk, reading: Opener, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(STORY, "utf-8")
    source = empty_desk.add(str(story))
    async with reading(empty_desk, refresh_minutes=30) as reader:
        assert reader.cursor_title == "A boat sank"
        assert reader.said == [], "what nobody asked for is not announced"
    empty_desk.edits.remove(source.id)
    paused = empty_desk.add(str(story))
    empty_desk.edits.change(replace(paused, paused=True))
    async with reading(empty_desk, refresh_minutes=30) as reader:
        assert empty_desk.sources()[0].last_tried == paused.last_tried


async def test_a_new_file_in_a_folder_appears_by_itself(empty_desk: Desk, reading: Opener, tmp_path: Path) -> None:
    folder = tmp_path / "wire"
    folder.mkdir()
    empty_desk.add(str(folder))
    async with reading(empty_desk) as reader, asyncio.timeout(20):
        number = iter(range(1000))
        while reader.screen.list.count == 0:
            (folder / "new.txt").write_text(f"{STORY}{next(number)}", "utf-8")  # until the watching has begun
            await asyncio.wait([asyncio.ensure_future(reader.pilot.pause(0.2))])
        await reader.settle()
        assert "A boat sank" in reader.pane("list")
        (folder / "new.txt").unlink()
        while "file gone" not in reader.pane("list"):
            await reader.pilot.pause(0.1)
        assert empty_desk.storage.ids(Listing())


async def test_what_another_newsroom_does_is_seen(desk: Desk, reading: Opener, tmp_path: Path) -> None:
    async with reading(desk) as reader:
        reader.screen.jobs.glance()
        await reader.settle()
        with Desk.open(tmp_path / "data") as other:
            other.marks.set_read(other.storage.ids(Listing())[:2], True)
            other.storage.save(1, [replace(entries()[0], guid="late", title="Late news")], when=NOW)
        reader.screen.jobs.glance()
        await reader.settle()
        assert "5 unread of 7" in reader.lines()[0]
        assert "Late news" in reader.pane("list")


async def test_escape_stops_a_reload_and_keeps_what_came(empty_desk: Desk, reading: Opener, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(STORY, "utf-8")
    with serve() as feeds:
        held, asked = threading.Event(), threading.Event()

        def hold(_: str) -> None:
            asked.set()
            held.wait(20)

        feeds.before = hold
        empty_desk.add(feeds.rss("hanging"))
        empty_desk.add(str(story))
        async with reading(empty_desk) as reader:
            await reader.pilot.press("R")
            while not (asked.is_set() and empty_desk.storage.ids(Listing())):
                await reader.pilot.pause()
            while "1/2" not in reader.lines()[0]:
                await reader.pilot.pause()
            assert "waiting for" in reader.lines()[0]
            await reader.press("escape")
            assert reader.said[-1] == "Stopped: 1 of 2 sources were read."
            assert reader.cursor_title == "A boat sank"
            assert "1/2" not in reader.lines()[0]
            held.set()


async def test_a_recogniser_that_is_missing_is_said_once(reading: Opener, tmp_path: Path) -> None:
    with Desk.open(tmp_path / "data", spacy="en_core_web_none") as desk:
        async with reading(desk) as reader:
            await reader.press("R")
            (words,) = [words for words in reader.said if "spacy" in words]
            assert words.startswith("The setting “spacy” asks for the model “en_core_web_none”, ")


@pytest.mark.slow
@pytest.mark.usefixtures("hollow_spacy")
async def test_a_recogniser_breaks_in_the_worker_and_is_said_once(
    reading: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here: list[str] = []
    monkeypatch.setattr("reader.voices.recogniser.ask", lambda folder, text: here.append(folder))
    with Desk.open(tmp_path / "data", spacy=broken_model(tmp_path / "mine")) as desk:
        source = desk.storage.add_source("https://news.example/feed", SourceKind.FEED, title="Harbour Wire")
        desk.storage.save(source.id, entries()[:2], when=NOW)
        async with reading(desk) as reader:
            (words,) = [words for words in reader.said if "spaCy" in words]
            assert "numpy is missing" in words
            assert "11" in reader.pane("figures")
            await reader.press("R")
            assert [words for words in reader.said if "spaCy" in words] == [words]
            assert here == [], "no key waits for a model"


def test_the_resources_are_found() -> None:
    assert (resource_dir("styles") / "app.tcss").is_file()
    assert list(resource_dir("seeds").iterdir())
