"""What runs beside the keys: reading sources anew, finding figures, filling the list."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import timedelta
from time import monotonic
from typing import TYPE_CHECKING

from reader.app.reloads import GROUP, Reloads
from reader.app.screens.sources import SourcesScreen, ask_for_source
from reader.desk.refresh import Refreshed
from reader.desk.sources import name_of
from reader.desk.threads import in_thread
from reader.desk.watch import watch, watchable
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
        self.reloads = Reloads(screen)
        self._watched: frozenset[tuple[int, str]] = frozenset()  # ids and paths of the sources being watched
        self._completing = False  # whether pages are just being fetched and figures found
        self._again = self._pages = False  # whether that is to be done once more; with the pages
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
            self._screen.run_beside(GROUP, self._refresh, self._screen.lists.visiting)
        else:
            self.complete(pages=False)
        self._screen.run("rewatch", self._rewatch)
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
        if not self.reloads.under_way:
            self._screen.run("look", self._read_due)

    async def _read_due(self) -> None:
        due = await in_thread(self._screen.desk.due, self._every)
        if due:
            self._screen.run_beside(GROUP, self._refresh, due, quietly=True)

    async def _rewatch(self) -> None:
        """Watch the local files of the sources there are now; what is watched already goes on being watched."""
        sources = list(self._screen.lists.visiting) or await in_thread(self._screen.desk.sources)
        there = await in_thread(watchable, sources)
        if _places(there) != self._watched:
            self._screen.run("watch", self._watch, there)

    async def _watch(self, sources: Sequence[Source]) -> None:
        """Read local files anew when they change."""
        watched = self._watched = _places(sources)
        try:
            await watch(sources, self._read_changed)
        except OSError as error:
            words = clean_line(str(error), 200)
            self._screen.tell(f"Changes of local files are not noticed ({words}); R reads them.", error=True)
        finally:
            if self._watched is watched:
                self._watched = frozenset()

    async def _read_changed(self, sources: list[Source]) -> None:
        """Read sources whose files changed, after whatever reads them now; ends with that."""
        over = asyncio.Event()

        async def read() -> None:
            try:
                await self.reloads.until_free(sources)
                await self._refresh(sources, quietly=True)
            finally:
                over.set()

        # A worker of its own: Esc stops it as any other, and it outlives this watch when other files are watched.
        worker = self._screen.run_beside(GROUP, read)
        while not worker.is_finished:  # one that is stopped before it begins sets nothing
            with suppress(TimeoutError):
                async with asyncio.timeout(1):
                    await over.wait()
                    return

    def stop(self) -> bool:
        """Stop reading sources; what was read stays. Whether there was something to stop."""
        return self.reloads.stop()

    def reload_all(self) -> None:
        """Read every source of this list anew."""
        self._screen.run_beside(GROUP, self._reload_all)

    async def _reload_all(self) -> None:
        await self._refresh(list(self._screen.lists.visiting) or await in_thread(self._screen.desk.sources))

    def reload_one(self) -> None:
        """Read the source of the article under the cursor anew."""
        self._screen.run_beside(GROUP, self._reload_one)

    async def _reload_one(self) -> None:
        rows = self._screen.lists.rows
        row = rows.row(self._screen.list.cursor) if rows is not None else None
        if row is None:
            self._screen.tell("There is no article here whose source could be reloaded; R reloads all.")
            return
        source = await in_thread(self._screen.desk.storage.source, row.source_id)
        await self._refresh((source,), named=True)

    def reload_named(self, source: Source) -> None:
        """Read one source anew and say by its name what came."""
        self._screen.run_beside(GROUP, self._refresh, (source,), named=True, by_name=True)

    async def _refresh(
        self, sources: Sequence[Source], *, named: bool = False, quietly: bool = False, by_name: bool = False
    ) -> None:
        """Read sources; `quietly` says nothing of what went wrong but in the status line and among the sources."""
        result = await self.reloads.read(sources, named=named)
        for screen in self._screen.app.screen_stack:
            if isinstance(screen, SourcesScreen):
                screen.renew()
        if result is None:
            if not quietly:
                which = f"{name_of(sources[0])} is among the sources" if len(sources) == 1 else "All sources are just"
                self._screen.tell(f"{which} being read; Esc in the list stops that.")
            return
        if not quietly:
            self._say(result, name_of(sources[0]) if by_name else "")
        self.complete()

    def complete(self, *, pages: bool = True) -> None:
        """Fetch the `pages` that sources want, find the figures; once more when that is just being done."""
        self._again, self._pages = True, self._pages or pages
        if not self._completing:
            self._screen.run("annotate", self._complete)

    async def _complete(self) -> None:
        # Not begun anew by each reading: a page on its way would be thrown away, and asked for a second time.
        self._completing = True
        try:
            while self._again:
                pages, self._again, self._pages = self._pages, False, False
                if pages:
                    await self._fetch_pages()
                await self._annotate()
        finally:
            self._completing = False

    async def _fetch_pages(self) -> None:
        try:
            await self._screen.desk.fetch_wanted(lambda done, total: self.show_doing(f"pages {done}/{total}"))
        finally:
            self.show_doing("")

    def show_doing(self, words: str) -> None:
        """Say in the status line what goes on, unless sources are being read: then it is theirs. "" clears it."""
        if not self.reloads.under_way:
            self._screen.status.show_progress(words)

    def _say(self, result: Refreshed, name: str = "") -> None:
        """Say what came, or what went wrong; of the one source called `name` where it is given."""
        said = f"{result.new:,} new" + (f", {result.updated:,} updated" if result.updated else "") + "."
        if name:
            troubles = [why for _, why in (*result.failed, *result.held)]
            self._screen.tell(f"{name}: {troubles[0] if troubles else said}", error=bool(troubles))
            return
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
            self._screen.run("rewatch", self._rewatch)
            self._screen.run_beside(GROUP, self._refresh, (source,), named=True)

    def show_sources(self) -> None:
        """Show every source with its state."""
        self._screen.run("sources", self._show_sources)

    async def _show_sources(self) -> None:
        chosen = await self._screen.newsroom.ask(SourcesScreen(self._screen.desk, self.reload_named))
        self._screen.run("rewatch", self._rewatch)
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
            self.show_doing("")
            self._screen.lists.redraw_visible()
        if self._screen.desk.notice != known:  # the recogniser was there, but it could not be used
            self._screen.newsroom.warn(self._screen.desk.notice)

    def _show_annotated(self, done: int, total: int) -> None:
        # A hundred articles a second may come; a person sees two changes a second well, and the keys come first.
        if monotonic() - self._shown_at < SHOWN_EVERY:
            return
        self._shown_at = monotonic()
        if total - done > 0:
            self.show_doing(f"figures {done:,}/{total:,}")
        self._screen.lists.redraw_visible()


def _places(sources: Iterable[Source]) -> frozenset[tuple[int, str]]:
    return frozenset((source.id, source.address) for source in sources)
