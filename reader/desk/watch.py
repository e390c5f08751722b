"""Noticing that local files changed, so that a folder's new copy is in the list a moment later."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from pathlib import Path
from time import monotonic

from reader.model import Source, SourceKind

SETTLED = 400  # milliseconds without a further change after which files are read: a writer has finished by then
LONGEST = 3000  # milliseconds after which they are read all the same
REST = 4  # times as long as the last reading took passes before the next
LONGEST_REST = 60  # seconds

OnChange = Callable[[list[Source]], Awaitable[None]]


async def watch(sources: Sequence[Source], on_change: OnChange) -> None:
    """Call `on_change` with the sources whose files were made, changed or removed, each time that some were.

    What is not `watchable` is passed over; it ends at once when nothing is left to watch, else when it is cancelled.
    After each call there is a pause in proportion to what it took. Raises OSError when the system cannot watch any
    more files; they are still read when they are due.
    """
    there = watchable(sources)
    folders = {source: Path(source.address) for source in there if source.kind is SourceKind.FOLDER}
    files = {source: Path(source.address) for source in there if source.kind is SourceKind.FILE}
    both = [
        asyncio.ensure_future(_follow(folders, on_change, recursive=True)),
        asyncio.ensure_future(_follow(files, on_change, recursive=False)),
    ]
    try:
        await asyncio.gather(*both)
    finally:  # when one fails the other would go on, seen by nobody
        for each in both:
            each.cancel()
        await asyncio.wait(both)


def watchable(sources: Iterable[Source]) -> list[Source]:
    """The folders among these sources, and the files, that are there to be watched."""
    found = []
    for source in sources:
        path = Path(source.address)
        # Files by their folders: an editor writes beside a file and then puts the new one in its place.
        if (source.kind is SourceKind.FOLDER and path.is_dir()) or (
            source.kind is SourceKind.FILE and path.parent.is_dir()
        ):
            found.append(source)
    return found


async def _follow(watched: Mapping[Source, Path], on_change: OnChange, *, recursive: bool) -> None:
    if not watched:
        return
    from watchfiles import awatch

    # Resolved: that is how the system names what changed.
    places = {source: path.resolve() for source, path in watched.items()}
    roots = {path if recursive else path.parent for path in places.values()}
    changes = awatch(
        *roots,
        watch_filter=_visible,
        debounce=LONGEST,
        step=SETTLED,
        recursive=recursive,
        ignore_permission_denied=True,
    )
    while True:
        try:
            paths = [Path(name) for _, name in await anext(changes)]
        except StopAsyncIteration:
            return
        except RuntimeError as error:  # what the watcher raises where the system has no more room for it
            raise OSError(str(error)) from error
        touched = [
            source
            for source, place in places.items()
            if any(path == place or (recursive and place in path.parents) for path in paths)
        ]
        if touched:
            started = monotonic()
            await on_change(touched)
            # Files that change all the time would else be read all the time. What changes meanwhile is not lost.
            await asyncio.sleep(min(LONGEST_REST, REST * (monotonic() - started)))


def _visible(_: object, path: str) -> bool:
    """Whether a file counts: hidden ones, among them the half-written ones of many programs, do not."""
    return not Path(path).name.startswith(".")
