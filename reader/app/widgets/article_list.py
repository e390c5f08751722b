"""The list of articles: two lines a row, drawn line by line, so that a million rows cost what sixty do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Protocol

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.app.widgets.when import short_moment
from reader.app.widgets.wrap import fit
from reader.model import ArticleRow

ROW_HEIGHT = 2
EMPTY_HINT = "No articles."
LEAST_SOURCE = 12  # cells of a source's name that stay before its figures are told in fewer words


class RowSource(Protocol):
    """Where the rows come from; a row is asked for only when it is drawn."""

    def __len__(self) -> int: ...

    def row(self, index: int) -> ArticleRow | None:
        """The row at `index`, or None when its article is gone."""
        ...


class ArticleList(ScrollView, can_focus=True, inherit_bindings=False):
    """Articles, newest first. Posts `Moved` when the cursor changes and `Chosen` on a click of the cursor's row."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "list--row",
        "list--unread",
        "list--detail",
        "list--cursor",
        "list--star",
        "list--warning",
    }

    cursor: reactive[int] = reactive(0, repaint=False)

    @dataclass
    class Moved(Message):
        """The cursor stands on another row; `index` is -1 in an empty list."""

        index: int

    @dataclass
    class Chosen(Message):
        """The row was clicked while the cursor stood on it."""

        index: int

    def __init__(self, *, now: datetime, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: RowSource | None = None
        self._count = 0
        self._now = now
        self._hint: tuple[str, ...] = (EMPTY_HINT,)
        self._strips: dict[tuple[int, int, bool], Strip] = {}

    # data

    def show(self, rows: RowSource, *, cursor: int = 0, hint: tuple[str, ...] = (EMPTY_HINT,)) -> None:
        """Show another list with the cursor on a row of it; `hint` is what an empty one says."""
        self._rows, self._hint = rows, hint
        self._strips.clear()
        self._resize_content()
        self.set_reactive(ArticleList.cursor, max(0, min(cursor, self._count - 1)))
        self._reveal_cursor()
        self.refresh()
        self.post_message(self.Moved(self.cursor if self._count else -1))

    def grown(self) -> None:
        """The row source has gained rows at its end."""
        self._resize_content()
        self.refresh()

    def redraw(self, now: datetime | None = None) -> None:
        """Draw all rows again, after marks changed or time went on."""
        self._now = now or self._now
        self._strips.clear()
        self.refresh()

    def _resize_content(self) -> None:
        self._count = len(self._rows) if self._rows is not None else 0
        self.virtual_size = Size(0, self._count * ROW_HEIGHT)

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._count

    # movement

    @property
    def page_rows(self) -> int:
        """How many whole rows fit on the screen."""
        return max(1, self.scrollable_content_region.height // ROW_HEIGHT)

    def move(self, rows: int) -> None:
        """Move the cursor by a number of rows, staying inside the list."""
        self.move_to(self.cursor + rows)

    def move_to(self, index: int) -> None:
        """Put the cursor on a row, or on the nearest one there is."""
        if self._count:
            self.cursor = max(0, min(index, self._count - 1))

    def scroll_page(self, pages: float) -> None:
        """Move by pages; 0.5 is half a page."""
        self.move(round(self.page_rows * pages) or (1 if pages > 0 else -1))

    def to_edge(self, end: bool) -> None:
        """Move to the first row, or to the last."""
        self.move_to(self._count - 1 if end else 0)

    def watch_cursor(self, old: int, new: int) -> None:
        for index in (old, new):
            self.refresh_lines(index * ROW_HEIGHT - self.scroll_offset.y, ROW_HEIGHT)
        self._reveal_cursor()
        self.post_message(self.Moved(new))

    def _reveal_cursor(self) -> None:
        row = Region(0, self.cursor * ROW_HEIGHT, 1, ROW_HEIGHT)
        self.scroll_to_region(row, animate=False, force=True, immediate=True)
        if self.has_focus:
            self._place_terminal_cursor()

    def _place_terminal_cursor(self) -> None:
        # The terminal's own cursor follows, hidden: braille displays and screen readers track it.
        region = self.content_region
        self.app.cursor_position = Offset(region.x, region.y + self.cursor * ROW_HEIGHT - self.scroll_offset.y)

    # events

    def on_focus(self) -> None:
        self.redraw()
        self._place_terminal_cursor()

    def on_blur(self) -> None:
        self.redraw()

    def on_resize(self) -> None:
        self._strips.clear()
        self._reveal_cursor()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._strips.clear()

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            return
        index = (self.scroll_offset.y + offset.y) // ROW_HEIGHT
        if index < self._count:
            again = index == self.cursor
            self.move_to(index)
            if again or event.chain > 1:
                self.post_message(self.Chosen(index))

    # drawing

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        index, line = divmod(self.scroll_offset.y + y, ROW_HEIGHT)
        if self._rows is None or index >= self._count:
            return self._hint_line(y, width)
        is_cursor = index == self.cursor
        key = (index, line, is_cursor)
        if (strip := self._strips.get(key)) is None:
            if len(self._strips) > 512:
                self._strips.clear()
            row = self._rows.row(index)
            strip = self._row_line(row, line, is_cursor, width) if row else Strip.blank(width, self.rich_style)
            self._strips[key] = strip
        return strip

    def _hint_line(self, y: int, width: int) -> Strip:
        text = self._hint[y - 1] if self._count == 0 and 0 < y <= len(self._hint) else ""
        style = self.rich_style + self.get_component_rich_style("list--detail", partial=True)
        return Strip([Segment(set_cell_size(" " + fit(text, width - 2), width), style)], width)

    def _row_line(self, row: ArticleRow, line: int, is_cursor: bool, width: int) -> Strip:
        base = self.rich_style
        if is_cursor:
            base += self.get_component_rich_style("list--cursor", partial=True)
        gutter = Segment("▌" if is_cursor else " ", base)
        draw = self._title_line if line == 0 else self._detail_line
        return Strip([gutter, *draw(row, base, width - 1)], width)

    def _title_line(self, row: ArticleRow, base: Style, width: int) -> list[Segment]:
        look = "list--row" if row.read else "list--unread"
        style = base + self.get_component_rich_style(look, partial=True)
        star = base + self.get_component_rich_style("list--star", partial=True)
        title = set_cell_size(fit(row.title, width - 4), max(0, width - 3))
        return [
            Segment(" " if row.read else "●", style),
            Segment("★" if row.bookmarked else " ", star),
            Segment(title + " ", style),
        ]

    def _detail_line(self, row: ArticleRow, base: Style, width: int) -> list[Segment]:
        detail = base + self.get_component_rich_style("list--detail", partial=True)
        warning = base + self.get_component_rich_style("list--warning", partial=True)
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
    updated = " · updated" if row.updated else ""
    if not row.figures:
        return [updated]
    return [f" · {row.figures} figure{'s' * (row.figures != 1)}{updated}", f" · {row.figures} fig.{updated}", updated]
