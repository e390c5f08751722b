"""Reading sources anew beside the keys: as many readings at a time as are asked for, no source in two of them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

from reader.app.actions import LIST
from reader.desk.refresh import Progress, Refreshed
from reader.model import Source

if TYPE_CHECKING:
    from reader.app.screens.main import MainScreen

GROUP = "refresh"  # the workers that read sources
AFRESH = 1.5  # seconds at the least between two fillings of the list with what came
SHARE = 10  # and so many times as long as the last filling took


@dataclass(slots=True, eq=False)
class _Reading:
    """One reading under way."""

    sources: frozenset[int]
    progress: Progress
    over: asyncio.Event = field(default_factory=asyncio.Event)


class Reloads:
    """What is being read. The status line shows all of it as one; what came goes into the list while it comes."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._readings: list[_Reading] = []
        self._ended: list[Progress] = []  # of readings that are over while others go on
        self._top: int | None = None  # the article that the cursor was put on when the list had been empty
        self._new = 0  # articles that the list has not been filled with
        self._next_filling = 0.0  # by the monotonic clock

    @property
    def under_way(self) -> bool:
        """Whether sources are just being read."""
        return bool(self._readings)

    async def read(self, sources: Sequence[Source], *, named: bool = False) -> Refreshed | None:
        """Read those of these sources that are not just being read; None when all are. See `Desk.refresh`."""
        taken = frozenset().union(*(reading.sources for reading in self._readings))
        free = [source for source in sources if source.id not in taken]
        if sources and not free:
            return None
        reading = _Reading(frozenset(source.id for source in free), Progress(0, len(free), 0, 0))
        self._readings.append(reading)  # before anything is awaited: another one must find these taken

        def report(progress: Progress) -> None:
            self._new += progress.new - reading.progress.new
            reading.progress = progress
            self._show()
            self._fill()

        try:
            result = await self._screen.desk.refresh(free, report, named=named)
        finally:
            self._readings.remove(reading)
            self._ended = [*self._ended, reading.progress] if self._readings else []
            reading.over.set()
            self._show()
        if result.new or result.updated:
            self._new = 0
            await self._reload()
        if not self._readings:
            self._top = None
        return result

    async def until_free(self, sources: Iterable[Source]) -> None:
        """Wait until none of these sources is being read."""
        wanted = frozenset(source.id for source in sources)
        while taken := [reading for reading in self._readings if reading.sources & wanted]:
            await taken[0].over.wait()

    def stop(self) -> bool:
        """Stop reading sources; what was read stays. Whether there was something to stop."""
        if not self._readings:
            return False
        done, total, _ = self._sums()
        self._screen.workers.cancel_group(self._screen, GROUP)
        self._screen.run("list", self._screen.lists.reload)
        self._screen.tell(f"Stopped: {done} of {total} sources were read.")
        return True

    def _sums(self) -> tuple[int, int, int]:
        """Sources read, sources in all, sources failed."""
        each = [*self._ended, *(reading.progress for reading in self._readings)]
        return sum(one.done for one in each), sum(one.total for one in each), sum(one.failed for one in each)

    def _show(self) -> None:
        done, total, failed = self._sums()
        if not self._readings:
            self._screen.status.show_progress("")
            return
        slowest = next((reading.progress.slowest[0] for reading in self._readings if reading.progress.slowest), "")
        waiting = f" · waiting for {slowest}" if slowest and done else ""
        self._screen.status.show_progress(f"{done}/{total}{waiting}", share=done / max(1, total), failed=failed)

    def _fill(self) -> None:
        """Show what came so far, seldom enough that the keys do not notice."""
        if self._new and monotonic() >= self._next_filling:
            self._new = 0
            self._next_filling = float("inf")
            self._screen.run("list", self._filled)

    async def _filled(self) -> None:
        started = monotonic()
        try:
            await self._reload()
        finally:
            ended = monotonic()
            self._next_filling = ended + max(AFRESH, SHARE * (ended - started))

    async def _reload(self) -> None:
        """Show what came. Where nothing was, the cursor stays on the newest until a person moves it."""
        lists = self._screen.lists
        left_there = self._top is not None and lists.cursor_id == self._top and self._screen.pane == LIST
        to_top = left_there or not self._screen.list.count
        await lists.reload(to_top=to_top)
        self._top = lists.cursor_id if to_top else None
