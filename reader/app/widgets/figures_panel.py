"""The key figures of an article: one row a quantity, in the order that matters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual import events
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.app.widgets.wrap import fit, wrap
from reader.desk.display import context, qualified_value, what_it_counts
from reader.figures import FigureGroup, group_figures
from reader.model import Figure

CONTEXT_LINES = 2
Part = tuple[str, str]  # (words, component class or "")


@dataclass(frozen=True, slots=True)
class PanelLine:
    """One line of the panel; `row` is the index of the row it belongs to, None for a heading."""

    row: int | None
    parts: tuple[Part, ...]


class FiguresPanel(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows figures grouped by quantity. Posts `Chosen` with the mention to be lit."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "panel--heading",
        "panel--value",
        "panel--counted",
        "panel--detail",
        "panel--warning",
        "panel--up",
        "panel--down",
        "panel--cursor",
    }

    cursor: reactive[int] = reactive(0, repaint=False)

    @dataclass
    class Chosen(Message):
        """A figure was chosen; `index` counts in the list of figures that `show` was given."""

        index: int

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._figures: Sequence[Figure] = ()
        self._text = ""
        self._groups: list[FigureGroup] = []
        self._lines: list[PanelLine] = []
        self._first_line: list[int] = []
        self._hint: tuple[str, ...] = ()
        self._turn = 0  # which mention of the cursor's row Enter shows next
        self.text_order = False

    # data

    def show(self, figures: Sequence[Figure], text: str, *, hint: tuple[str, ...] = ()) -> None:
        """Show the figures of an article whose document has this text; `hint` is what an empty panel says."""
        self._figures, self._text, self._hint = figures, text, hint
        self.set_reactive(FiguresPanel.cursor, 0)
        self._turn = 0
        self._group()
        self.scroll_to(0, 0, animate=False, immediate=True, force=True)

    def toggle_order(self) -> bool:
        """Change between the order that matters and the text's; True when it is the text's now."""
        self.text_order = not self.text_order
        self.set_reactive(FiguresPanel.cursor, 0)
        self._group()
        return self.text_order

    def _group(self) -> None:
        self._groups = group_figures(self._figures, text_order=self.text_order)
        self._lay_out()

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self._groups)

    # movement

    def move(self, rows: int) -> None:
        """Move the cursor by rows, staying inside the panel."""
        if self._groups:
            self.cursor = max(0, min(self.cursor + rows, len(self._groups) - 1))

    def scroll_page(self, pages: float) -> None:
        """Move by pages; a row takes three lines as a rule."""
        height = max(1, self.scrollable_content_region.height // 3)
        self.move(round(height * pages) or (1 if pages > 0 else -1))

    def to_edge(self, end: bool) -> None:
        """Move to the first row, or to the last."""
        self.move(len(self._groups) if end else -len(self._groups))

    def choose(self) -> None:
        """Choose the row under the cursor; choosing it again goes on to its next mention."""
        if self._groups:
            mentions = self._groups[self.cursor].mentions
            index = mentions[self._turn % len(mentions)]
            self._turn += 1
            self.post_message(self.Chosen(index))

    def point_at(self, index: int) -> None:
        """Put the cursor on the row that holds a figure, without choosing it."""
        for row, group in enumerate(self._groups):
            if index in group.mentions:
                self.cursor = row
                self._turn = group.mentions.index(index) + 1
                return

    def chosen_figure(self) -> Figure | None:
        """The figure under the cursor."""
        return self._figures[self._groups[self.cursor].lead] if self._groups else None

    def watch_cursor(self, old: int, new: int) -> None:
        self._turn = 0
        if new < len(self._first_line):
            first = self._first_line[new]
            last = self._first_line[new + 1] if new + 1 < len(self._first_line) else len(self._lines)
            top = 0 if new == 0 else first
            region = Region(0, top, 1, last - top)
            self.scroll_to_region(region, animate=False, force=True, immediate=True)
            self._place_terminal_cursor()
        self.refresh()

    def _place_terminal_cursor(self) -> None:
        if self.has_focus and self._first_line:
            region = self.content_region
            line = self._first_line[min(self.cursor, len(self._first_line) - 1)]
            self.app.cursor_position = Offset(region.x, region.y + line - int(self.scroll_offset.y))

    # events

    def on_focus(self) -> None:
        self._place_terminal_cursor()

    def on_resize(self) -> None:
        self._lay_out()

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            return
        y = int(self.scroll_offset.y) + offset.y
        if y < len(self._lines) and (row := self._lines[y].row) is not None:
            self.cursor = row
            self.choose()

    # drawing

    def _lay_out(self) -> None:
        lines, self._first_line = [], []
        if self._figures:
            lines.append(self._heading())
        for row, group in enumerate(self._groups):
            self._first_line.append(len(lines))
            lines += [PanelLine(row, parts) for parts in self._row_parts(group)]
        self._lines = lines
        self.virtual_size = Size(0, len(lines))
        self.refresh()

    def _heading(self) -> PanelLine:
        disagreements = sum(1 for figure in self._figures if figure.disagrees)
        order = " in text order" if self.text_order else ""
        parts: list[Part] = [(f"Figures {len(self._figures)}{order}", "panel--heading")]
        if disagreements:
            parts.append((f"  ⚠ {disagreements} disagree", "panel--warning"))
        return PanelLine(None, tuple(parts))

    def _row_parts(self, group: FigureGroup) -> list[tuple[Part, ...]]:
        width = self.scrollable_content_region.width - 3
        lead = self._figures[group.lead]
        value, counted = qualified_value(lead), what_it_counts(lead)
        arrow = {"up": "▲ ", "down": "▼ "}.get(lead.change or "", "")
        first: list[Part] = []
        if arrow:
            first.append((arrow, f"panel--{lead.change}"))
        room = max(4, width - cell_len(arrow))
        first.append((fit(value, room), "panel--value"))
        alert = " ⚠" if group.disagrees else ""
        room -= cell_len(value) + 1 + cell_len(alert)
        if counted and room > 3:
            first.append((" " + fit(counted, room), "panel--counted"))
        if alert:
            first.append((alert, "panel--warning"))
        if len(group.mentions) > 1:
            times = f" ×{len(group.mentions)}"
            if sum(cell_len(words) for words, _ in first) + cell_len(times) <= width:
                first.append((times, "panel--detail"))
        rows: list[tuple[Part, ...]] = [tuple(first)]
        if lead.speaker:
            rows.append(((fit(lead.speaker, width), "panel--counted"),))
        words = context(self._text, lead)
        for start, end in wrap(words, 0, len(words), width)[:CONTEXT_LINES]:
            rows.append(((words[start:end].rstrip(), "panel--detail"),))
        if group.disagrees:
            others = ", ".join(dict.fromkeys(qualified_value(self._figures[index]) for index in group.disagrees))
            rows.append(((fit(f"⚠ also {others}", width), "panel--warning"),))
        return rows

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        y += int(self.scroll_offset.y)
        base = self.rich_style
        if y >= len(self._lines):
            return self._hint_line(y, width)
        line = self._lines[y]
        is_cursor = line.row == self.cursor and line.row is not None
        if is_cursor:
            base += self.get_component_rich_style("panel--cursor", partial=True)
        first = line.row is not None and self._first_line[line.row] == y
        indent = " " if line.row is None or first else "   "
        segments = [Segment(("▌" if is_cursor else " ") + indent[1:] if line.row is not None else " ", base)]
        for words, look in line.parts:
            style = base + self.get_component_rich_style(look, partial=True) if look else base
            segments.append(Segment(words, style))
        return Strip(segments).adjust_cell_length(width, base)

    def _hint_line(self, y: int, width: int) -> Strip:
        text = self._hint[y - 1] if not self._figures and 0 < y <= len(self._hint) else ""
        style = self.rich_style + self.get_component_rich_style("panel--detail", partial=True)
        return Strip([Segment(set_cell_size(" " + fit(text, width - 2), width), style)], width)
