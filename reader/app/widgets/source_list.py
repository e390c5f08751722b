"""The list of sources: what each is called and holds, and below it how it is doing, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style

from reader.app.widgets.row_list import RowList
from reader.app.widgets.when import short_moment
from reader.app.widgets.wrap import fit
from reader.desk.health import Health
from reader.desk.schedule import resting
from reader.desk.source_fields import show_interval
from reader.desk.sources import name_of
from reader.model import Source

Watched = tuple[Source, Health]


class SourceList(RowList):
    """Sources with their health. What is said of time is said of the moment `now`."""

    def __init__(self, *, now: datetime, id: str | None = None) -> None:
        super().__init__(hint=("No sources yet.", "a adds a feed, a file or a folder."), id=id)
        self._rows: Sequence[Watched] = ()
        self._now = now

    def show(self, rows: Sequence[Watched], *, cursor: int = 0) -> None:
        """Show these sources."""
        self._rows = rows
        self.set_count(len(rows), cursor=cursor, hint=self._hint)

    @property
    def chosen(self) -> Source | None:
        """The source under the cursor."""
        return self._rows[self.cursor][0] if self._rows else None

    def draw_row(self, index: int, line: int, base: Style, width: int) -> list[Segment]:
        source, health = self._rows[index]
        if line == 0:
            return self._name_line(source, health, base, width)
        words = state_in_words(source, health, self._now)
        look = "warning" if source.error or health.silent_since else "detail"
        return [Segment(set_cell_size("  " + fit(words, width - 3), width), base + self.look(look))]

    def _name_line(self, source: Source, health: Health, base: Style, width: int) -> list[Segment]:
        troubled = source.error or source.gone or health.silent_since
        sign = "‖" if source.paused else "⚠" if troubled else " "
        counts = f" {source.unread:,} of {source.articles:,} "
        folder = f"  {source.folder}" if source.folder else ""
        room = width - 2 - cell_len(counts)
        name = fit(name_of(source), max(8, room - cell_len(folder)))
        folder = fit(folder, max(0, room - cell_len(name)))
        gap = max(0, room - cell_len(name) - cell_len(folder))
        look = "row" if source.paused else "unread"
        return [
            Segment(f"{sign} ", base + self.look("warning" if sign == "⚠" else "detail")),
            Segment(name, base + self.look(look)),
            Segment(folder + " " * gap + counts, base + self.look("detail")),
        ]


def state_in_words(source: Source, health: Health, now: datetime) -> str:
    """How a source is doing, what is wrong with it first."""
    parts = []
    if source.error:
        times = f" ({source.failures} times in a row)" if source.failures > 1 else ""
        parts.append(source.error.rstrip(".") + times)
    if health.silent_since:
        parts.append(f"silent since {short_moment(health.silent_since, now)}, long for this source")
    if source.paused:
        parts.append("paused")
    if source.not_before is not None and resting(source, now):
        parts.append(f"its server wants peace until {short_moment(source.not_before, now)}")
    if health.a_day is not None:
        parts.append(f"{health.a_day:.1f} a day" if health.a_day < 100 else f"{health.a_day:,.0f} a day")
    parts.append(f"read {short_moment(source.last_success, now)}" if source.last_success else "not read yet")
    if source.interval is not None:
        parts.append("read by hand alone" if source.interval == 0 else f"every {show_interval(source.interval)}")
    if source.full_text:
        parts.append("full texts")
    return " · ".join(parts)
