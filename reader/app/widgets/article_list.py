"""The list of articles: two lines a row."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style

from reader.app.widgets.row_list import RowList
from reader.app.widgets.when import short_moment
from reader.app.widgets.wrap import fit
from reader.model import ArticleRow

LEAST_SOURCE = 12  # cells of a source's name that stay before its figures are told in fewer words


class RowSource(Protocol):
    """Where the rows come from; a row is asked for only when it is drawn."""

    def __len__(self) -> int: ...

    def row(self, index: int) -> ArticleRow | None:
        """The row at `index`, or None when its article is gone."""
        ...


class ArticleList(RowList):
    """Articles, newest first. What is said of time is said of the moment `now`."""

    def __init__(self, *, now: datetime, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: RowSource | None = None
        self._now = now

    def show(self, rows: RowSource, *, hint: tuple[str, ...], cursor: int = 0) -> None:
        """Show another list with the cursor on a row of it; `hint` is what an empty one says."""
        self._rows = rows
        self.set_count(len(rows), cursor=cursor, hint=hint)

    def grown(self) -> None:
        """The row source has gained rows at its end."""
        self.grow(len(self._rows) if self._rows is not None else 0)

    def at(self, now: datetime) -> None:
        """Draw all rows again, as they are at this moment."""
        self._now = now
        self.redraw()

    def draw_row(self, index: int, line: int, base: Style, width: int) -> list[Segment]:
        row = self._rows.row(index) if self._rows is not None else None
        if row is None:
            return [Segment(" " * width, base)]
        return (self._title_line if line == 0 else self._detail_line)(row, base, width)

    def _title_line(self, row: ArticleRow, base: Style, width: int) -> list[Segment]:
        style = base + self.look("row" if row.read else "unread")
        star = base + self.look("star")
        title = set_cell_size(fit(row.title, width - 4), max(0, width - 3))
        return [
            Segment(" " if row.read else "●", style),
            Segment("★" if row.bookmarked else " ", star),
            Segment(title + " ", style),
        ]

    def _detail_line(self, row: ArticleRow, base: Style, width: int) -> list[Segment]:
        detail = base + self.look("detail")
        warning = base + self.look("warning")
        moment = short_moment(row.published or row.sorted_at, self._now)
        alert = f" ⚠ {row.disagreements}" if row.disagreements else ""
        room = width - 2 - cell_len(moment) - cell_len(alert) - 2
        left = fit(row.source, room)
        for rest in _details(row):
            if cell_len(rest) <= room - min(cell_len(row.source), LEAST_SOURCE):
                left = fit(row.source, room - cell_len(rest)) + rest
                break
        gap = max(1, width - 2 - cell_len(left) - cell_len(alert) - cell_len(moment) - 1)
        return [
            Segment("  " + left, detail),
            Segment(alert, warning),
            Segment(" " * gap + moment + " ", detail),
        ]


def _details(row: ArticleRow) -> list[str]:
    """What stands behind the source's name, from the fullest wording to the shortest."""
    updated = " · file gone" if row.vanished else " · updated" if row.updated else ""
    if not row.figures:
        return [updated]
    return [f" · {row.figures} figure{'s' * (row.figures != 1)}{updated}", f" · {row.figures} fig.{updated}", updated]
