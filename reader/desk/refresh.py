"""Read sources anew: fetched many at a time, parsed in the worker, each saved on its own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import zip_longest
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.desk.schedule import held_back
from reader.desk.threads import in_thread
from reader.model import Source, SourceKind
from reader.store.protocol import NotFoundError, Saved, Storage, StorageError
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from reader.sources.fetch import Fetcher
    from reader.sources.load import Loaded
    from reader.sources.pool import Parser

AT_ONCE = 32  # sources in flight; the HTTP client gets slower with more
SAVING = 2  # sources that are stored: one writes, the other prepares; more would take the screen's turns
PATIENCE = 2.0  # seconds after which a source gives its place to the next one and goes on beside it
IN_FLIGHT = 256  # sources at the most, slow ones included: each holds a socket and a file
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

    `damaged` are feeds that were read, with a sentence on what is wrong with them. `held` are those that were not
    asked, with why: paused, gone, or their server wants to be left alone for a while.
    """

    new: int = 0
    updated: int = 0
    failed: tuple[tuple[Source, str], ...] = ()
    damaged: tuple[tuple[Source, str], ...] = ()
    not_modified: int = 0
    held: tuple[tuple[Source, str], ...] = ()


async def refresh(
    storage: Storage,
    sources: Sequence[Source],
    on_progress: Callable[[Progress], None] | None = None,
    *,
    named: bool = False,
) -> Refreshed:
    """Read sources anew, many at a time, each saved in its own transaction.

    A failure is stored on its source as one sentence and stops no other. When cancelled, what was saved stays saved
    and nothing is written after the cancellation came through. `on_progress` is called at the start and after every
    source, on the event loop. `named` sources are read though they are paused or gone; what a server asked for is
    heeded all the same.
    """
    from reader.sources.fetch import Fetcher
    from reader.sources.pool import ParserPool

    known = {source.id: source for source in await in_thread(storage.sources)}  # a list on a screen may be older
    fresh = [known[source.id] for source in sources if source.id in known]
    chosen, held = _choose(fresh, datetime.now(UTC), named=named)
    run = _Run(storage, len(chosen), on_progress)
    run.report()
    places = _Places()

    async def take(source: Source, fetcher: Fetcher, parser: ParserPool) -> None:
        async with places.one() as give:
            await run.one(source, fetcher, parser, give)

    fetcher = Fetcher(at_once=IN_FLIGHT)  # the places keep it narrow; those that gave theirs up must not count
    async with AsyncExitStack() as stack:
        if any(source.kind is SourceKind.FEED for source in chosen):
            await stack.enter_async_context(fetcher)  # slow to open, and files need none
        parser = await stack.enter_async_context(ParserPool())
        group = await stack.enter_async_context(asyncio.TaskGroup())
        for source in _by_turns(chosen):
            group.create_task(take(source, fetcher, parser))
    return Refreshed(run.new, run.updated, tuple(run.failed), tuple(run.damaged), run.not_modified, tuple(held))


def _choose(sources: Sequence[Source], now: datetime, *, named: bool) -> tuple[list[Source], list[tuple[Source, str]]]:
    """The sources to be read, and those that are not, with why."""
    chosen, held = [], []
    for source in sources:
        asked = replace(source, paused=False, gone=False) if named else source
        if why := held_back(asked, now):
            held.append((source, why))
        else:
            chosen.append(source)
    return chosen, held


def _by_turns(sources: Sequence[Source]) -> list[Source]:
    """The sources so that those of one host, of which two at a time are asked, do not stand behind each other."""
    hosts: dict[str, list[Source]] = {}
    for source in sources:
        hosts.setdefault(urlsplit(source.address).netloc if source.kind is SourceKind.FEED else "", []).append(source)
    return [source for turn in zip_longest(*hosts.values()) for source in turn if source is not None]


class _Places:
    """So many sources are asked at a time; one that takes long gives its place to the next and goes on.

    A fifth of all servers may hang until their time is up: with a place each, everything behind them would wait for
    as many deadlines as there are hanging servers to a place.
    """

    def __init__(self) -> None:
        self._free = asyncio.Semaphore(AT_ONCE)
        self._all = asyncio.Semaphore(IN_FLIGHT)

    @asynccontextmanager
    async def one(self) -> AsyncIterator[Callable[[], None]]:
        """A place, held for the block, or until it is given up by calling what this yields, or patience is out.

        What was fetched waits for the parser without one: else the last servers would be asked when the parser is
        through with nearly everything, and a slow one among them would be waited for then.
        """
        async with self._all:
            await self._free.acquire()
            held = True

            def give() -> None:
                nonlocal held
                if held:
                    held = False
                    self._free.release()

            patience = asyncio.get_running_loop().call_later(PATIENCE, give)
            try:
                yield give
            finally:
                patience.cancel()
                give()


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
        self._saving = asyncio.Semaphore(SAVING)

    def report(self) -> None:
        if self.on_progress is not None:
            slowest = tuple(name for _, name in sorted(self.since.values())[:SLOWEST])
            self.on_progress(Progress(self.done, self.total, len(self.failed), self.new, slowest))

    async def one(self, source: Source, fetcher: Fetcher, parser: Parser, fetched: Callable[[], None]) -> None:
        """Load and save one source; whatever goes wrong is counted, stored and over."""
        from reader.sources.load import load

        self.since[source.id] = (monotonic(), source.title or clean_line(source.address))
        try:
            source = await in_thread(self.storage.source, source.id)  # it may have waited long for its place
            loaded = await load(source, fetcher=fetcher, parser=parser, fetched=fetched)
            async with self._saving:
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
        saved = Saved()
        if loaded.entries or loaded.complete:
            saved = self.storage.save(source.id, loaded.entries, when=now, complete=loaded.complete)
        unchanged = loaded.status == "not_modified"
        error = loaded.error
        if unchanged and source.last_tried == source.last_success:
            error = source.error  # still the damaged document that was read the last time
        if unchanged or loaded.status == "new":
            title = "" if source.title else loaded.title  # what a person called it stays
            self.storage.record_success(
                source.id,
                state=loaded.state,
                title=title,
                link=loaded.link,
                when=now,
                not_before=loaded.retry_at,
                error=error,
            )
        else:
            error = error or "It could not be read."
            gone = loaded.status == "gone"
            self.storage.record_failure(source.id, error, when=now, not_before=loaded.retry_at, gone=gone)
        # The sentence beside what was read tells of damage to a feed, but of files that are missing to a folder.
        read = source.kind in (SourceKind.FEED, SourceKind.FILE) and (unchanged or loaded.status == "new")
        return _Outcome(saved, error, read=read, not_modified=unchanged)

    async def _blame(self, source: Source, failure: Exception) -> _Outcome:
        """Store what went wrong that should not have."""
        error = clean_line(str(failure) if isinstance(failure, StorageError) else f"It could not be read: {failure!r}.")
        with suppress(StorageError):  # the library itself fails: the sentence still reaches the person by the result
            await in_thread(self.storage.record_failure, source.id, error, when=datetime.now(UTC))
        return _Outcome(error=error)
