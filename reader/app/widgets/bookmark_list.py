"""The list of bookmarks: the article, and below it what was written on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style

from reader.app.widgets.row_list import RowList
from reader.app.widgets.when import short_moment
from reader.app.widgets.wrap import fit
from reader.desk.bookmarks import Marked


class BookmarkList(RowList):
    """Bookmarked articles in the person's order."""

    def __init__(self, *, now: datetime, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Sequence[Marked] = ()
        self._now = now

    def show(self, rows: Sequence[Marked], *, cursor: int, hint: tuple[str, ...]) -> None:
        """Show these bookmarks; `hint` is what an empty list says."""
        self._rows = rows
        self.set_count(len(rows), cursor=cursor, hint=hint)

    @property
    def chosen(self) -> Marked | None:
        """The bookmark under the cursor."""
        return self._rows[self.cursor] if self._rows else None

    def draw_row(self, index: int, line: int, base: Style, width: int) -> list[Segment]:
        marked = self._rows[index]
        row = marked.row
        detail = base + self.look("detail")
        if line == 0:
            moment = short_moment(row.published or row.sorted_at, self._now)
            room = width - 3 - cell_len(moment) - 2
            look = "row" if row.read else "unread"
            return [
                Segment("★ ", base + self.look("star")),
                Segment(set_cell_size(fit(row.title, room), room), base + self.look(look)),
                Segment(f"  {moment} ", detail),
            ]
        tags = " ".join(f"#{tag}" for tag in marked.tags)
        note = " ".join(marked.bookmark.note.split())
        words = " · ".join(part for part in (tags, note, row.source) if part)
        return [Segment(set_cell_size("  " + fit(words, width - 3), width), detail)]
