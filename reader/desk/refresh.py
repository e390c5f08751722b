"""Read sources anew: fetched many at a time, parsed in the worker, each saved on its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING

from reader.desk.threads import in_thread
from reader.model import Source, SourceKind
from reader.store.protocol import NotFoundError, Saved, Storage, StorageError
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from reader.sources.fetch import Fetcher
    from reader.sources.load import Loaded
    from reader.sources.parser import ParserProcess

AT_ONCE = 16  # sources in flight: enough to hide slow servers, few enough for a small machine
SLOWEST = 3  # names shown of what is still being waited for


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a refresh is: `done` of `total` sources, `failed` among these, `new` articles so far.

    `slowest` names the sources waited for the longest, longest first.
    """

    done: int
    total: int
    failed: int
    new: int
    slowest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh brought: articles `new` and `updated`, sources `failed` (with why) and `not_modified`.

    `damaged` are feeds that were read, with a sentence on what is wrong with them.
    """

    new: int = 0
    updated: int = 0
    failed: tuple[tuple[Source, str], ...] = ()
    damaged: tuple[tuple[Source, str], ...] = ()
    not_modified: int = 0


async def refresh(
    storage: Storage, sources: Sequence[Source], on_progress: Callable[[Progress], None] | None = None
) -> Refreshed:
    """Read sources anew, up to 16 at a time, each saved in its own transaction.

    A failure is stored on its source as one sentence and stops no other. When cancelled, what was saved stays saved
    and nothing is written after the cancellation came through. `on_progress` is called at the start and after every
    source, on the event loop.
    """
    from reader.sources.fetch import Fetcher
    from reader.sources.parser import ParserProcess

    run = _Run(storage, len(sources), on_progress)
    run.report()
    waiting = iter(sources)

    async def take(fetcher: Fetcher, parser: ParserProcess) -> None:
        for source in waiting:
            await run.one(source, fetcher, parser)

    fetcher = Fetcher()
    async with AsyncExitStack() as stack:
        if any(source.kind is SourceKind.FEED for source in sources):
            await stack.enter_async_context(fetcher)  # slow to open, and files need none
        parser = await stack.enter_async_context(ParserProcess())
        group = await stack.enter_async_context(asyncio.TaskGroup())
        for _ in range(min(AT_ONCE, len(sources))):
            group.create_task(take(fetcher, parser))
    return Refreshed(run.new, run.updated, tuple(run.failed), tuple(run.damaged), run.not_modified)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of one source; it was read though there is an error when `read` says so."""

    saved: Saved = field(default_factory=Saved)
    error: str = ""
    read: bool = False
    not_modified: bool = False


class _Run:
    """The counts of one refresh, and what is in flight."""

    def __init__(self, storage: Storage, total: int, on_progress: Callable[[Progress], None] | None) -> None:
        self.storage = storage
        self.total = total
        self.on_progress = on_progress
        self.done = self.new = self.updated = self.not_modified = 0
        self.failed: list[tuple[Source, str]] = []
        self.damaged: list[tuple[Source, str]] = []
        self.since: dict[int, tuple[float, str]] = {}

    def report(self) -> None:
        if self.on_progress is not None:
            slowest = tuple(name for _, name in sorted(self.since.values())[:SLOWEST])
            self.on_progress(Progress(self.done, self.total, len(self.failed), self.new, slowest))

    async def one(self, source: Source, fetcher: Fetcher, parser: ParserProcess) -> None:
        """Load and save one source; whatever goes wrong is counted, stored and over."""
        from reader.sources.load import load

        self.since[source.id] = (monotonic(), source.title or clean_line(source.address))
        try:
            source = await in_thread(self.storage.source, source.id)  # a list on a screen may be older
            loaded = await load(source, fetcher=fetcher, parser=parser)
            outcome = await in_thread(self._save, source, loaded)
        except NotFoundError:  # removed while it was being fetched
            outcome = _Outcome()
        except Exception as failure:  # a fault of ours or of the disk; the other sources go on
            outcome = await self._blame(source, failure)
        finally:
            del self.since[source.id]
        self.done += 1
        self.new += outcome.saved.new
        self.updated += outcome.saved.updated
        self.not_modified += outcome.not_modified
        if outcome.error:
            (self.damaged if outcome.read else self.failed).append((source, outcome.error))
        self.report()

    def _save(self, source: Source, loaded: Loaded) -> _Outcome:
        """Store what came; runs in a thread, so it counts nothing."""
        now = datetime.now(UTC)
        saved = self.storage.save(source.id, loaded.entries, when=now) if loaded.entries else Saved()
        unchanged = loaded.status == "not_modified"
        error = loaded.error
        if unchanged and source.last_tried == source.last_success:
            error = source.error  # still the damaged document that was read the last time
        if unchanged or loaded.status == "new":
            title = "" if source.title else loaded.title  # what a person called it stays
            self.storage.record_success(
                source.id, state=loaded.state, title=title, link=loaded.link, when=now, error=error
            )
        else:
            error = error or "It could not be read."
            self.storage.record_failure(source.id, error, when=now)
        # The sentence beside what was read tells of damage to a feed, but of files that are missing to a folder.
        read = source.kind in (SourceKind.FEED, SourceKind.FILE) and (unchanged or loaded.status == "new")
        return _Outcome(saved, error, read=read, not_modified=unchanged)

    async def _blame(self, source: Source, failure: Exception) -> _Outcome:
        """Store what went wrong that should not have."""
        error = clean_line(str(failure) if isinstance(failure, StorageError) else f"It could not be read: {failure!r}.")
        with suppress(StorageError):  # the library itself fails: the sentence still reaches the person by the result
            await in_thread(self.storage.record_failure, source.id, error, when=datetime.now(UTC))
        return _Outcome(error=error)
