"""Noticing that local files changed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from reader.desk import Desk
from reader.desk.watch import REST, watch
from reader.model import Listing, Source

pytestmark = pytest.mark.slow
STORY = "A boat sank\n\nTwelve people were saved by a trawler on Sunday morning.\n"


class Watching:
    """Watches sources; `after` is what was noticed of a change."""

    def __init__(self, sources: list[Source]) -> None:
        self._noticed: asyncio.Queue[list[Source]] = asyncio.Queue()
        self._task = asyncio.ensure_future(watch(sources, self._noticed.put))

    async def after(self, change: Callable[[], object]) -> list[Source]:
        """The change is made until it is noticed: nothing tells when the watching has begun."""
        async with asyncio.timeout(20):
            while self._noticed.empty():
                change()
                await asyncio.wait([self._task], timeout=0.2)
        return await self._noticed.get()

    async def end(self) -> None:
        self._task.cancel()
        await asyncio.wait([self._task])


async def test_new_changed_and_removed_files_of_a_folder_are_noticed(desk: Desk, tmp_path: Path) -> None:
    wire, other = tmp_path / "wire", tmp_path / "other"
    for folder in (wire, other):
        folder.mkdir()
        (folder / "old.txt").write_text(STORY, "utf-8")
    (wire / "deep").mkdir()
    sources = [desk.add(str(wire)), desk.add(str(other))]
    watching = Watching(sources)
    number = iter(range(1000))

    def write() -> None:
        (wire / "deep" / "new.txt").write_text(f"{STORY}{next(number)}", "utf-8")

    assert await watching.after(write) == [sources[0]]
    while sources[1] not in (noticed := await watching.after(lambda: (other / "old.txt").unlink(missing_ok=True))):
        assert noticed == [sources[0]], "what was written last may be noticed late"
    await watching.end()


async def test_a_file_that_an_editor_replaces_is_noticed_and_its_neighbours_are_not(desk: Desk, tmp_path: Path) -> None:
    story, neighbour = tmp_path / "story.txt", tmp_path / "neighbour.txt"
    story.write_text(STORY, "utf-8")
    neighbour.write_text(STORY, "utf-8")
    source, other = desk.add(str(story)), desk.add(str(neighbour))
    watching = Watching([source, other])
    number = iter(range(1000))

    def replace() -> None:
        draft = tmp_path / "draft"
        draft.write_text(f"{STORY}{next(number)}", "utf-8")
        draft.rename(story)

    assert await watching.after(replace) == [source]
    await watching.end()


async def test_with_nothing_to_watch_it_ends(desk: Desk, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    sources = [desk.add("https://wire.example/feed"), desk.add(str(gone))]
    gone.rmdir()
    async with asyncio.timeout(20):
        await watch(sources, lambda changed: pytest.fail("nothing was there to change"))


async def test_files_that_change_all_the_time_are_not_read_all_the_time(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(STORY, "utf-8")
    source = desk.add(str(tmp_path))
    clock, rests = iter(range(0, 10_000, 10)), list[float]()
    monkeypatch.setattr("reader.desk.watch.monotonic", lambda: next(clock))  # ten seconds for each reading
    sleep = asyncio.sleep

    async def rest(seconds: float) -> None:
        rests.append(seconds)
        await sleep(0)

    monkeypatch.setattr("reader.desk.watch.asyncio.sleep", rest)

    async def read(_: list[Source]) -> None:
        pass

    task = asyncio.ensure_future(watch([source], read))
    async with asyncio.timeout(20):
        number = 0
        while not rests:
            (tmp_path / "a.txt").write_text(f"{STORY}{(number := number + 1)}", "utf-8")
            await asyncio.wait([task], timeout=0.2)
    task.cancel()
    await asyncio.wait([task])
    assert rests[0] == 10 * REST


async def test_when_folders_cannot_be_watched_files_are_not_watched_unseen(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(STORY, "utf-8")
    sources = [desk.add(str(tmp_path)), desk.add(str(tmp_path / "a.txt"))]
    begun, ended = asyncio.Event(), asyncio.Event()

    async def changes(*_: Path, recursive: bool, **__: object) -> AsyncIterator[set[tuple[int, str]]]:
        if recursive:
            await begun.wait()
            raise RuntimeError("No more files can be watched.")
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()
        yield set()

    monkeypatch.setattr("watchfiles.awatch", changes)

    async def read(_: list[Source]) -> None:
        pass

    with pytest.raises(OSError, match="No more files"):
        await watch(sources, read)
    assert ended.is_set()


async def test_the_article_of_a_removed_file_stays_and_says_so_until_it_is_back(desk: Desk, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(STORY.replace("boat", f"{name} boat"), "utf-8")
    source = desk.add(str(tmp_path))
    await desk.refresh([source])
    (tmp_path / "one.txt").unlink()
    await desk.refresh([source])

    def vanished() -> dict[str, bool]:
        return {row.title: row.vanished for row in desk.storage.rows(desk.storage.ids(Listing()))}

    assert vanished() == {"A one boat sank": True, "A two boat sank": False}
    (tmp_path / "two.txt").write_bytes(b"\0")  # while it is being written, say
    await desk.refresh([source])
    assert vanished() == {"A one boat sank": True, "A two boat sank": False}
    (tmp_path / "two.txt").unlink()
    await desk.refresh([source])
    assert set(vanished().values()) == {True}
    (tmp_path / "one.txt").write_text(STORY.replace("boat", "one boat"), "utf-8")
    await desk.refresh([source])
    assert vanished() == {"A one boat sank": False, "A two boat sank": True}
