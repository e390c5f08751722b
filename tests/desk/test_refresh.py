"""Reading sources anew, over a real server, worker and library."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from reader.desk import Desk, Progress
from reader.model import Entry, Listing, Source
from reader.store.protocol import Saved, StorageError
from tests.desk.server import ATOM, JSON_FEED, RDF, FeedServer, serve

pytestmark = pytest.mark.slow


@pytest.fixture
def feeds() -> Iterator[FeedServer]:
    with serve() as server:
        yield server


def titles(desk: Desk) -> list[str]:
    return [row.title for row in desk.storage.rows(desk.storage.ids(Listing()))]


async def test_every_kind_of_feed_arrives_and_is_then_asked_for_changes_alone(desk: Desk, feeds: FeedServer) -> None:
    for address in (
        feeds.rss("wire"),
        feeds.add("/atom", ATOM),
        feeds.add("/rdf", RDF),
        feeds.add("/json", JSON_FEED),
    ):
        desk.add(address)
    first = await desk.refresh()
    assert (first.new, first.updated, first.failed, first.not_modified) == (5, 0, (), 0)
    assert set(titles(desk)) == {"Harbour empties", "[red]x[/nosuch] é世", "Rate rise", "One in five", "Profit"}
    assert {source.title for source in desk.sources()} == {"wire", "Northgate", "Remedy", "Ledger"}
    assert all(source.last_success and not source.error for source in desk.sources())

    feeds.asked.clear()
    second = await desk.refresh()
    assert (second.new, second.updated, second.failed, second.not_modified) == (0, 0, (), 4)
    assert all(tag for _, tag in feeds.asked)


async def test_a_changed_text_is_a_new_version(desk: Desk, feeds: FeedServer) -> None:
    desk.add(feeds.rss("wire"))
    await desk.refresh()
    feeds.rss("wire", "Some 600,000 people left.")
    assert (await desk.refresh()).updated == 1
    (changed,) = (row for row in desk.storage.rows(desk.storage.ids(Listing())) if row.updated)
    assert "600,000" in desk.article(changed.id).document.text


async def test_broken_feeds_say_why_and_stop_no_other(desk: Desk, feeds: FeedServer, tmp_path: Path) -> None:
    for number in range(20):
        desk.add(feeds.rss(f"wire{number}"))
    missing = desk.add(f"{feeds.address}/missing")
    page = desk.add(feeds.add("/page", "<html><title>x</title><p>no feed here</p></html>"))
    (tmp_path / "gone.txt").write_text("A story")
    gone = desk.add(str(tmp_path / "gone.txt"))
    (tmp_path / "gone.txt").unlink()

    result = await desk.refresh()
    assert result.new == 40
    assert {source.id for source, _ in result.failed} == {missing.id, page.id, gone.id}
    for source, error in result.failed:
        stored = desk.storage.source(source.id)
        assert stored.error == error
        assert error.isprintable()
        assert stored.last_tried is not None
        assert stored.last_success is None
    assert "404" in desk.storage.source(missing.id).error

    feeds.rss("missing")
    again = await desk.refresh([missing])
    assert (again.new, again.failed) == (2, ())
    assert desk.storage.source(missing.id).error == ""


async def test_a_damaged_feed_is_read_and_says_so(desk: Desk, feeds: FeedServer) -> None:
    whole = feeds.rss("wire")
    page = feeds.pages["/wire"]
    feeds.add("/wire", page.replace("</channel>", "<item><title>A & B</item>"))
    source = desk.add(whole)
    for attempt in ("new", "not modified"):
        result = await desk.refresh()
        assert (result.failed, len(result.damaged)) == ((), 1), attempt
        stored = desk.storage.source(source.id)
        assert stored.error == result.damaged[0][1] != ""
        assert stored.last_success is not None
    assert "Harbour empties" in titles(desk)
    feeds.add("/wire", page)
    assert (await desk.refresh()).damaged == ()
    assert desk.storage.source(source.id).error == ""


async def test_an_old_list_of_sources_is_asked_for_changes_alone_as_well(desk: Desk, feeds: FeedServer) -> None:
    sources = [desk.add(feeds.rss("wire"))]
    await desk.refresh(sources)
    assert (await desk.refresh(sources)).not_modified == 1


async def test_a_title_that_was_given_stays(desk: Desk, feeds: FeedServer) -> None:
    source = desk.add(feeds.rss("wire"), title="My wire")
    await desk.refresh()
    assert desk.storage.source(source.id).title == "My wire"


async def test_only_kept_sources_unless_they_are_named(desk: Desk, feeds: FeedServer) -> None:
    desk.add(feeds.rss("kept"))
    (visited,) = desk.visit([feeds.rss("visited")])
    await desk.refresh()
    assert [path for path, _ in feeds.asked] == ["/kept"]
    await desk.refresh([visited])
    assert [path for path, _ in feeds.asked] == ["/kept", "/visited"]


async def test_nothing_to_refresh(desk: Desk) -> None:
    result = await desk.refresh()
    assert (result.new, result.updated, result.failed, result.not_modified) == (0, 0, (), 0)


async def test_progress_tells_what_is_waited_for(desk: Desk, feeds: FeedServer) -> None:
    for number in range(3):
        desk.add(feeds.rss(f"wire{number}"))
    desk.add(f"{feeds.address}/missing")
    desk.add(feeds.rss("slow"), title="Slow wire")
    others_are_done = threading.Event()
    feeds.before = lambda path: others_are_done.wait(30) if path == "/slow" else None
    seen: list[Progress] = []

    def follow(progress: Progress) -> None:
        seen.append(progress)
        if progress.done == 4:
            others_are_done.set()

    await desk.refresh(on_progress=follow)
    assert [progress.done for progress in seen] == [0, 1, 2, 3, 4, 5]
    assert {progress.total for progress in seen} == {5}
    assert seen[4].slowest == ("Slow wire",)
    assert (seen[5].failed, seen[5].new, seen[5].slowest) == (1, 8, ())


async def test_what_came_before_a_cancellation_stays(desk: Desk, feeds: FeedServer) -> None:
    desk.add(feeds.rss("quick"))
    slow = desk.add(feeds.rss("slow"))
    let_go, quick_is_done = threading.Event(), asyncio.Event()
    feeds.before = lambda path: let_go.wait(30) if path == "/slow" else None

    def follow(progress: Progress) -> None:
        if progress.done == 1:
            quick_is_done.set()

    task = asyncio.create_task(desk.refresh(on_progress=follow))
    await quick_is_done.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    let_go.set()
    assert len(titles(desk)) == 2
    assert desk.storage.source(slow.id).error == "", "nobody is to blame"
    assert (await desk.refresh()).failed == ()
    assert len(titles(desk)) == 4


async def test_a_cancelled_refresh_waits_for_the_write_under_way(
    desk: Desk, feeds: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.add(feeds.rss("wire"))
    saving, go_on, written = threading.Event(), threading.Event(), threading.Event()
    save = desk.storage.save

    def slowly(source_id: int, entries: Sequence[Entry], **how: Any) -> Saved:
        saving.set()
        go_on.wait(30)
        saved = save(source_id, entries, **how)
        written.set()
        return saved

    monkeypatch.setattr(desk.storage, "save", slowly)
    task = asyncio.create_task(desk.refresh())
    await asyncio.to_thread(saving.wait, 30)
    task.cancel()
    asyncio.get_running_loop().call_soon(go_on.set)
    with pytest.raises(asyncio.CancelledError):
        await task
    assert written.is_set()


async def test_a_library_that_fails_for_one_source_goes_on_with_the_others(
    desk: Desk, feeds: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlucky = desk.add(feeds.rss("unlucky"))
    desk.add(feeds.rss("lucky"))
    save = desk.storage.save
    threads: set[threading.Thread] = set()

    def save_some(source_id: int, entries: Sequence[Entry], **how: Any) -> Saved:
        threads.add(threading.current_thread())
        if source_id == unlucky.id:
            raise StorageError("The disk is full.")
        return save(source_id, entries, **how)

    monkeypatch.setattr(desk.storage, "save", save_some)
    result = await desk.refresh()
    assert [(source.id, error) for source, error in result.failed] == [(unlucky.id, "The disk is full.")]
    assert result.new == 2
    assert desk.storage.source(unlucky.id).error == "The disk is full."
    assert threading.current_thread() not in threads, "the event loop does not wait for the disk"


async def test_a_source_that_is_removed_meanwhile_is_no_failure(desk: Desk, feeds: FeedServer) -> None:
    source = desk.add(feeds.rss("wire"))
    feeds.before = lambda _: desk.remove(source.id) and None
    result = await desk.refresh()
    assert (result.new, result.failed) == (0, ())
    assert titles(desk) == []


async def test_a_folder_with_a_broken_file_gives_the_others(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "one.txt").write_text("Port reopens\n\nThe port reopened on Monday with 12 ships waiting outside.\n")
    (folder / "two.json").write_text("{")
    source: Source = desk.add(str(folder))
    result = await desk.refresh()
    assert result.new == 1
    assert titles(desk) == ["Port reopens"]
    assert [failed.id for failed, _ in result.failed] == [source.id]
    stored = desk.storage.source(source.id)
    assert "two.json" in stored.error
    assert stored.last_success is not None


async def test_servers_that_hang_give_their_places_to_the_next(
    desk: Desk, feeds: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.desk.refresh.AT_ONCE", 1)
    monkeypatch.setattr("reader.desk.refresh.PATIENCE", 0.05)
    release = threading.Event()
    feeds.before = lambda path: release.wait(20) and None
    seen: list[Progress] = []

    def report(progress: Progress) -> None:
        seen.append(progress)
        if progress.done == 1:  # the last one in, while all others hang
            assert titles(desk)
            assert not release.is_set()
            release.set()

    with serve() as other:  # a host of its own: of one host two feeds are asked at a time
        sources = [desk.add(feeds.rss(f"hanging{number}")) for number in range(6)] + [desk.add(other.rss("wire"))]
        result = await desk.refresh(sources, report)
        assert desk.storage.source(sources[-1].id).articles == 2
        first = min(desk.sources(), key=lambda source: source.last_success or datetime.max.replace(tzinfo=UTC))
        assert first.id == sources[-1].id
    assert result.new == 14
    assert seen[-1].done == 7


async def test_paused_gone_and_resting_sources_are_held_back_and_read_by_name(desk: Desk, feeds: FeedServer) -> None:
    paused, gone, resting, _ = (desk.add(feeds.rss(name)) for name in ("paused", "gone", "resting", "well"))
    desk.storage.set_source(replace(paused, paused=True))
    now = datetime.now(UTC)
    desk.storage.record_failure(gone.id, "It is gone (410).", when=now, gone=True)
    later = now + timedelta(hours=1)
    desk.storage.record_failure(resting.id, "Too busy.", when=now, not_before=later)
    result = await desk.refresh()
    assert result.new == 2
    assert {source.id: why.split(" before")[0] for source, why in result.held} == {
        paused.id: "It is paused.",
        gone.id: "It is gone (410).",
        resting.id: "Its server asks not to be asked",
    }
    assert [path for path, _ in feeds.asked] == ["/well"]
    named = await desk.refresh([paused, gone, resting], named=True)
    assert named.new == 4
    assert [source.id for source, _ in named.held] == [resting.id]
    assert not desk.storage.source(gone.id).gone
    assert desk.storage.source(paused.id).paused, "reading it once does not end the pause"
