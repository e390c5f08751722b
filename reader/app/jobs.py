"""What runs beside the keys: reading sources anew, finding figures, filling the list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from reader.app.screens.sources import SourcesScreen, ask_for_source
from reader.desk.refresh import Progress, Refreshed
from reader.desk.sources import name_of
from reader.desk.threads import in_thread
from reader.desk.watch import watch
from reader.model import Source
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from reader.app.screens.main import MainScreen

GLANCE_EVERY = 0.8  # seconds between two looks for what other processes changed
LOOK_EVERY = 20.0  # seconds between two looks for sources that are due
SHOWN_EVERY = 0.5  # seconds between two drawings of how far the search for figures is


class Jobs:
    """Background work of the main screen; progress goes to the status line."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._progress: Progress | None = None  # of the sources that are just being read
        self._elsewhere: int | None = None  # the library's state but for our own changes
        self._shown_at = 0.0  # when progress was last drawn, by the monotonic clock

    def start(self) -> None:
        """Complete the list that start-up began, read what was named anew, then find the figures still missing.

        From then on kept sources are read when they are due, unless the settings say never.
        """
        self._screen.run("fill", self._fill)
        self._screen.set_interval(GLANCE_EVERY, self.glance)

    def glance(self) -> None:
        """Look whether another process has changed the library; show it when it has."""
        self._screen.run("glance", self._glance)

    async def _glance(self) -> None:
        state = await in_thread(self._screen.desk.storage.elsewhere)
        before, self._elsewhere = self._elsewhere, state
        if before not in (None, state):
            await self._screen.lists.reload()

    async def _fill(self) -> None:
        await self._screen.lists.complete()
        if self._screen.lists.visiting:
            self._screen.run("refresh", self._refresh, self._screen.lists.visiting)
        else:
            self._screen.run("annotate", self._annotate)
        self._screen.run("watch", self._watch)
        if self._every is not None and not self._screen.lists.visiting:
            self._screen.set_interval(LOOK_EVERY, self._look)
            self._look()

    # sources

    @property
    def _every(self) -> timedelta | None:
        minutes = self._screen.newsroom.settings.refresh_minutes
        return timedelta(minutes=minutes) if minutes else None

    def _look(self) -> None:
        """Read what is due, unless sources are just being read."""
        if self._progress is None:
            self._screen.run("refresh", self._read_due)

    async def _read_due(self) -> None:
        due = await in_thread(self._screen.desk.due, self._every)
        if due:
            await self._refresh(due, quietly=True)

    async def _watch(self) -> None:
        """Read local files anew when they change."""
        visiting = self._screen.lists.visiting
        try:
            await watch(visiting or await in_thread(self._screen.desk.sources), partial(self._refresh, quietly=True))
        except OSError as error:
            words = clean_line(str(error), 200)
            self._screen.tell(f"Changes of local files are not noticed ({words}); R reads them.", error=True)

    def stop(self) -> bool:
        """Stop reading sources; what was read stays. Whether there was something to stop."""
        if self._progress is None:
            return False
        done, total = self._progress.done, self._progress.total
        self._screen.workers.cancel_group(self._screen, "refresh")
        self._screen.run("list", self._screen.lists.reload)
        self._screen.tell(f"Stopped: {done} of {total} sources were read.")
        return True

    def reload_all(self) -> None:
        """Read every source of this list anew."""
        self._screen.run("refresh", self._refresh, self._screen.lists.visiting or None)

    def reload_one(self) -> None:
        """Read the source of the article under the cursor anew."""
        self._screen.run("refresh", self._reload_one)

    async def _reload_one(self) -> None:
        rows = self._screen.lists.rows
        row = rows.row(self._screen.list.cursor) if rows is not None else None
        if row is None:
            self._screen.tell("There is no article here whose source could be reloaded; R reloads all.")
            return
        source = await in_thread(self._screen.desk.storage.source, row.source_id)
        await self._refresh((source,), named=True)

    async def _refresh(self, sources: Sequence[Source] | None, *, named: bool = False, quietly: bool = False) -> None:
        """Read sources; `quietly` says nothing of what went wrong but in the status line and among the sources."""
        try:
            result = await self._screen.desk.refresh(sources, self._show_progress, named=named)
        finally:
            self._progress = None
            self._screen.status.show_progress("")
        if result.new or result.updated:
            await self._screen.lists.reload()
        if not quietly:
            self._say(result)
        self._screen.run("annotate", self._complete)

    async def _complete(self) -> None:
        """Fetch the pages that sources want, then find the figures."""
        try:
            await self._screen.desk.fetch_wanted(self._show_pages)
        finally:
            self._screen.status.show_progress("")
        await self._annotate()

    def _show_pages(self, done: int, total: int) -> None:
        self._screen.status.show_progress(f"pages {done}/{total}")

    def _show_progress(self, progress: Progress) -> None:
        self._progress = progress
        waiting = f" · waiting for {progress.slowest[0]}" if progress.slowest and progress.done else ""
        words = f"{progress.done}/{progress.total}{waiting}"
        self._screen.status.show_progress(words, share=progress.done / max(1, progress.total), failed=progress.failed)

    def _say(self, result: Refreshed) -> None:
        said = f"{result.new:,} new" + (f", {result.updated:,} updated" if result.updated else "") + "."
        if result.held and not result.new and not result.failed:
            source, why = result.held[0]
            said = (
                f"{name_of(source)}: {why}" if len(result.held) == 1 else f"{len(result.held)} left alone; S tells why."
            )
            self._screen.tell(said)
            return
        if not result.failed:
            if not self._screen.lists.visiting or result.new:
                self._screen.tell(said)
            return
        source, error = result.failed[0]
        more = f" And {len(result.failed) - 1} more; S shows all." if len(result.failed) > 1 else ""
        self._screen.tell(f"{said} {name_of(source)}: {error}{more}", error=True)

    def add(self) -> None:
        """Ask for an address, keep it as a source and read it."""
        self._screen.run("add", self._add)

    async def _add(self) -> None:
        source = await ask_for_source(self._screen.newsroom, self._screen.desk)
        if source is not None:
            self._screen.lists.show_library()
            self._screen.run("watch", self._watch)
            self._screen.run("refresh", self._refresh, (source,), named=True)

    def show_sources(self) -> None:
        """Show every source with its state."""
        self._screen.run("sources", self._show_sources)

    async def _show_sources(self) -> None:
        chosen = await self._screen.newsroom.ask(SourcesScreen(self._screen.desk))
        self._screen.run("watch", self._watch)
        if chosen is None:
            await self._screen.lists.reload()
        else:
            self._screen.lists.show_source(await in_thread(self._screen.desk.storage.source, chosen))

    # figures

    async def _annotate(self) -> None:
        known = self._screen.desk.notice
        try:
            await self._screen.desk.annotate(self._show_annotated)
        finally:
            self._screen.status.show_progress("")
            self._screen.lists.redraw_visible()
        if self._screen.desk.notice != known:  # the recogniser was there, but it could not be used
            self._screen.newsroom.warn(self._screen.desk.notice)

    def _show_annotated(self, done: int, total: int) -> None:
        # A hundred articles a second may come; a person sees two changes a second well, and the keys come first.
        if monotonic() - self._shown_at < SHOWN_EVERY:
            return
        self._shown_at = monotonic()
        if total - done > 0:
            self._screen.status.show_progress(f"figures {done:,}/{total:,}")
        self._screen.lists.redraw_visible()
