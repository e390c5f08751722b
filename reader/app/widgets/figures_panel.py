"""The panel beside the text: what stands in the story, one row a thing, in the order that matters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import set_cell_size
from rich.segment import Segment
from textual import events
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.app.widgets.panel_rows import Line, Row, Section, Target, figure_section, voice_sections
from reader.app.widgets.wrap import fit
from reader.model import Findings

if TYPE_CHECKING:
    from reader.figures import SumCheck

MARGIN = 3  # cells: the cursor's mark and the indent of a row's further lines
LINES_A_ROW = 3  # as a rule


@dataclass(frozen=True, slots=True)
class PanelLine:
    """One line of the panel; `row` is the index of its row, None for a heading or a gap."""

    row: int | None
    parts: Line
    first: bool = False


class FiguresPanel(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows the key figures. Posts `Chosen` with the place in the text to be lit."""

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
        """A row was chosen; `target` is the next of its places."""

        target: Target

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._findings = Findings()
        self._sums: Sequence[SumCheck] = ()
        self._sentences: Sequence[tuple[int, int]] = ()
        self._text = ""
        self._hint: tuple[str, ...] = ()
        self._rows: list[Row] = []
        self._lines: list[PanelLine] = []
        self._first_line: list[int] = []
        self._turn = 0  # which place of the cursor's row is shown next
        self.text_order = False

    # data

    def show(
        self,
        findings: Findings,
        text: str,
        *,
        sums: Sequence[SumCheck] = (),
        sentences: Sequence[tuple[int, int]] = (),
    ) -> None:
        """Show what was found in an article whose document has this text and these sentences."""
        self._findings, self._text, self._sums, self._sentences = findings, text, sums, sentences
        self._hint = ("No figures in this article.",)
        self._start()

    def show_hint(self, *lines: str) -> None:
        """Show what to do, or what goes on, instead."""
        self.show(Findings(), "")
        self._hint = lines

    def _start(self) -> None:
        self.set_reactive(FiguresPanel.cursor, 0)
        self._turn = 0
        self._lay_out()
        self.scroll_to(0, 0, animate=False, immediate=True, force=True)

    def toggle_order(self) -> bool:
        """Change between the order that matters and the text's; True when it is the text's now."""
        self.text_order = not self.text_order
        self._start()
        return self.text_order

    @property
    def rows(self) -> Sequence[Row]:
        """The rows in the order shown."""
        return self._rows

    # movement

    def move(self, rows: int) -> None:
        """Move the cursor by rows, staying inside the panel."""
        if self._rows:
            self.cursor = max(0, min(self.cursor + rows, len(self._rows) - 1))

    def scroll_page(self, pages: float) -> None:
        """Move by pages."""
        height = max(1, self.scrollable_content_region.height // LINES_A_ROW)
        self.move(round(height * pages) or (1 if pages > 0 else -1))

    def to_edge(self, end: bool) -> None:
        """Move to the first row, or to the last."""
        self.move(len(self._rows) if end else -len(self._rows))

    def choose(self) -> None:
        """Choose the row under the cursor; choosing it again goes on to its next place."""
        if self._rows:
            targets = self._rows[self.cursor].targets
            target = targets[self._turn % len(targets)]
            self._turn += 1
            self.post_message(self.Chosen(target))

    def point_at(self, figure: int) -> None:
        """Put the cursor on the row that holds a figure, without choosing it."""
        for number, row in enumerate(self._rows):
            places = [target.figure for target in row.targets]
            if figure in places:
                self.cursor = number
                self._turn = places.index(figure) + 1
                return

    @property
    def chosen_figure(self) -> int | None:
        """The index of the figure under the cursor."""
        return self._rows[self.cursor].targets[0].figure if self._rows else None

    @property
    def chosen_name(self) -> str:
        """The name under the cursor, "" on a row of another kind."""
        return self._rows[self.cursor].name if self._rows else ""

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

    def _sections(self) -> list[Section]:
        width = max(1, self.scrollable_content_region.width - MARGIN)
        sections = voice_sections(self._findings.voices, self._text, self._sentences, width=width)
        if self._findings.figures:
            section = figure_section(self._findings, self._sums, self._text, width=width, text_order=self.text_order)
            sections.insert(0, section)
        return sections

    def _lay_out(self) -> None:
        self._rows, self._lines, self._first_line = [], [], []
        for section in self._sections():
            if self._lines:
                self._lines.append(PanelLine(None, ()))
            self._lines.append(PanelLine(None, section.heading))
            for row in section.rows:
                self._first_line.append(len(self._lines))
                number = len(self._rows)
                self._rows.append(row)
                self._lines += [PanelLine(number, parts, not place) for place, parts in enumerate(row.lines)]
        self.virtual_size = Size(0, len(self._lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        y += int(self.scroll_offset.y)
        base = self.rich_style
        if y >= len(self._lines):
            return self._hint_line(y, width)
        line = self._lines[y]
        is_cursor = line.row is not None and line.row == self.cursor
        if is_cursor:
            base += self.get_component_rich_style("panel--cursor", partial=True)
        indent = "" if line.row is None or line.first else "  "
        segments = [Segment(("▌" if is_cursor else " ") + indent, base)]
        for words, look in line.parts:
            style = base + self.get_component_rich_style(look, partial=True) if look else base
            segments.append(Segment(words, style))
        return Strip(segments).adjust_cell_length(width, base)

    def _hint_line(self, y: int, width: int) -> Strip:
        text = self._hint[y - 1] if not self._lines and 0 < y <= len(self._hint) else ""
        style = self.rich_style + self.get_component_rich_style("panel--detail", partial=True)
        return Strip([Segment(set_cell_size(" " + fit(text, width - 2), width), style)], width)
