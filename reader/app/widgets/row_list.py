"""A list drawn line by line, so that a million rows cost what sixty do: the cursor, its movement, and the drawing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.app.widgets.wrap import fit

ROW_HEIGHT = 2
EMPTY_HINT = "Nothing here."
KEPT_STRIPS = 512


class RowList(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows of two lines. Posts `Moved` when the cursor changes and `Chosen` on a click of the cursor's row.

    A subclass draws a row in `draw_row` and tells of more or fewer of them by `set_count`.
    """

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

    def __init__(self, *, hint: tuple[str, ...] = (EMPTY_HINT,), id: str | None = None) -> None:
        super().__init__(id=id)
        self._count = 0
        self._hint = hint
        self._strips: dict[tuple[int, int, bool], Strip] = {}

    def draw_row(self, index: int, line: int, base: Style, width: int) -> list[Segment]:
        """The segments of a row's first or second line, `width` cells together, on the style `base`."""
        raise NotImplementedError

    # data

    def set_count(self, count: int, *, cursor: int = 0, hint: tuple[str, ...] = (EMPTY_HINT,)) -> None:
        """Show other rows with the cursor on one of them; `hint` is what an empty list says."""
        self._hint = hint
        self._strips.clear()
        self.grow(count)
        self.set_reactive(RowList.cursor, max(0, min(cursor, self._count - 1)))
        self._reveal_cursor()
        self.post_message(self.Moved(self.cursor if self._count else -1))

    def grow(self, count: int) -> None:
        """There are rows behind those that were there."""
        self._count = count
        self.virtual_size = Size(0, count * ROW_HEIGHT)
        self.refresh()

    def redraw(self) -> None:
        """Draw all rows again, after they changed."""
        self._strips.clear()
        self.refresh()

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
        if index >= self._count:
            return self._hint_line(y, width)
        is_cursor = index == self.cursor
        key = (index, line, is_cursor)
        if (strip := self._strips.get(key)) is None:
            if len(self._strips) > KEPT_STRIPS:
                self._strips.clear()
            strip = self._strips[key] = self._row_strip(index, line, is_cursor, width)
        return strip

    def _row_strip(self, index: int, line: int, is_cursor: bool, width: int) -> Strip:
        base = self.rich_style
        if is_cursor:
            base += self.look("cursor")
        gutter = Segment("▌" if is_cursor else " ", base)
        return Strip([gutter, *self.draw_row(index, line, base, width - 1)], width).adjust_cell_length(width, base)

    def _hint_line(self, y: int, width: int) -> Strip:
        text = self._hint[y - 1] if self._count == 0 and 0 < y <= len(self._hint) else ""
        style = self.rich_style + self.look("detail")
        return Strip([Segment(set_cell_size(" " + fit(text, width - 2), width), style)], width)

    def look(self, name: str) -> Style:
        """The style of a part of a row: "row", "unread", "detail", "cursor", "star" or "warning"."""
        return self.get_component_rich_style(f"list--{name}", partial=True)
