"""Noticing that local files changed, so that a folder's new copy is in the list a moment later."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path

from reader.model import Source, SourceKind

SETTLED = 400  # milliseconds without a further change after which files are read: a writer has finished by then
LONGEST = 3000  # milliseconds after which they are read all the same


OnChange = Callable[[list[Source]], Awaitable[None]]


async def watch(sources: Sequence[Source], on_change: OnChange) -> None:
    """Call `on_change` with the sources whose files were made, changed or removed, each time that some were.

    Feeds, and files and folders that are not there, are passed over; it ends at once when nothing is left to watch,
    else when it is cancelled. Raises OSError when the system cannot watch any more files; they are still read when
    they are due.
    """
    folders = {source: Path(source.address) for source in sources if source.kind is SourceKind.FOLDER}
    files = {source: Path(source.address) for source in sources if source.kind is SourceKind.FILE}
    folders = {source: path for source, path in folders.items() if path.is_dir()}
    # Files by their folders: an editor writes beside a file and then puts the new one in its place.
    files = {source: path for source, path in files.items() if path.parent.is_dir()}
    await asyncio.gather(_follow(folders, on_change, recursive=True), _follow(files, on_change, recursive=False))


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
            await on_change(touched)


def _visible(_: object, path: str) -> bool:
    """Whether a file counts: hidden ones, among them the half-written ones of many programs, do not."""
    return not Path(path).name.startswith(".")
