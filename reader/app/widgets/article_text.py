"""The reading pane: a document drawn line by line, with spans that can be lit."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset, Region, Size, Spacing
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from reader.app.widgets.layout import TextLine, lay_out
from reader.model import BlockKind, Document, MarkKind

Span = tuple[int, int]
MAX_COLUMN = 84  # cells; longer lines are hard to follow from one end to the next
MARGIN = 2

_BLOCK_CLASS = {
    BlockKind.TITLE: "text--title",
    BlockKind.STANDFIRST: "text--standfirst",
    BlockKind.HEADING: "text--heading",
    BlockKind.QUOTE: "text--quote",
    BlockKind.CAPTION: "text--caption",
    BlockKind.CODE: "text--code",
    BlockKind.TABLE: "text--code",
}
_MARK_CLASS = {
    MarkKind.STRONG: "text--strong",
    MarkKind.EMPHASIS: "text--emphasis",
    MarkKind.CODE: "text--code",
}


class ArticleText(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows a `Document`. Offsets in and out are offsets into its text."""

    ALLOW_SELECT = True
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *_BLOCK_CLASS.values(),
        *_MARK_CLASS.values(),
        "text--meta",
        "text--folded",
        "text--link",
        "text--figure",
        "text--hit",
        "text--sentence",
        "text--active",
    }

    class OffsetClicked(Message):
        """The text was clicked at an offset of the document."""

        def __init__(self, offset: int) -> None:
            super().__init__()
            self.offset = offset

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.document = Document()
        self._meta: tuple[str, ...] = ()
        self._hint: tuple[str, ...] = ()
        self._figures: list[Span] = []
        self._hits: list[Span] = []
        self._spans: list[tuple[int, int, int, str]] = []  # start, end, order of drawing, look
        self._span_starts: list[int] = []
        self._longest = 0
        self._active: Span | None = None
        self._sentence: Span | None = None
        self._folded_shown = False
        self._lines: list[TextLine] = []
        self._starts: list[int] = []
        self._strips: dict[int, Strip] = {}
        self._width = 0

    # data

    def show(self, document: Document, *, meta: Sequence[str] = ()) -> None:
        """Show a document from its top; `meta` are lines drawn under the title."""
        self.document, self._meta, self._hint = document, tuple(meta), ()
        self._figures, self._hits = [], []
        self._active = self._sentence = None
        self._folded_shown = False
        self._collect_spans()
        self._lay_out()
        self.scroll_to(0, 0, animate=False, immediate=True, force=True)

    def show_hint(self, *lines: str) -> None:
        """Show what to do instead of an article."""
        self.show(Document())
        self._hint = lines
        self._lay_out()

    def mark_figures(self, spans: Iterable[Span]) -> None:
        """Mark where the figures stand."""
        self._figures = list(spans)
        self._collect_spans()

    def mark_hits(self, spans: Iterable[Span]) -> None:
        """Mark where searched words stand."""
        self._hits = list(spans)
        self._collect_spans()

    def reveal(self, start: int, end: int, sentence: Span | None = None) -> None:
        """Light `text[start:end]` and its sentence, and scroll so that both can be read."""
        self._active, self._sentence = (start, end), sentence
        self._strips.clear()
        first, last = self._line_at(start), self._line_at(max(start, end - 1))
        if sentence:
            first, last = min(first, self._line_at(sentence[0])), max(last, self._line_at(sentence[1] - 1))
        # A sentence taller than the pane would scroll its figure away: then the figure alone is what is shown.
        if last - first >= self.scrollable_content_region.height:
            first, last = self._line_at(start), self._line_at(max(start, end - 1))
        region = Region(0, first, 1, last - first + 1)
        self.scroll_to_region(region, spacing=Spacing(3, 0, 3, 0), animate=False, force=True, immediate=True)
        self.refresh()

    def unlight(self) -> None:
        """Put out what `reveal` lit."""
        if self._active or self._sentence:
            self._active = self._sentence = None
            self._strips.clear()
            self.refresh()

    def toggle_folded(self) -> bool:
        """Show or fold page furniture where it stood; True when it is shown now."""
        self._folded_shown = not self._folded_shown
        place = self._top_offset()
        self._lay_out()
        self._scroll_to_offset(place)
        return self._folded_shown

    # movement

    @property
    def at_end(self) -> bool:
        """Whether the last line can be seen."""
        return self.scroll_offset.y >= self.max_scroll_y

    def move(self, lines: int) -> None:
        """Scroll by lines."""
        self._scroll_lines(self.scroll_offset.y + lines)

    def scroll_page(self, pages: float) -> None:
        """Scroll by pages, two lines of the last page staying in sight."""
        height = self.scrollable_content_region.height
        lines = max(1, height - 2 if abs(pages) == 1 else round(height * abs(pages)))
        self.move(lines if pages > 0 else -lines)

    def to_edge(self, end: bool) -> None:
        """Scroll to the first line, or to the last."""
        self._scroll_lines(self.max_scroll_y if end else 0)

    def _scroll_lines(self, y: float) -> None:
        self.scroll_to(y=y, animate=False, immediate=True, force=True)

    # layout

    def _lay_out(self) -> None:
        self._width = self.scrollable_content_region.width
        column = max(10, min(MAX_COLUMN, self._width - 2 * MARGIN))
        self._lines = lay_out(self.document, column, meta=self._meta, hint=self._hint, folded_shown=self._folded_shown)
        self._starts = [line.start for line in self._lines]
        self._strips.clear()
        self.virtual_size = Size(0, len(self._lines))
        self.refresh()

    def _line_at(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)

    def _top_offset(self) -> int:
        y = int(self.scroll_offset.y)
        return self._lines[y].start if 0 < y < len(self._lines) else 0

    def _scroll_to_offset(self, offset: int) -> None:
        self._scroll_lines(self._line_at(offset) if offset else 0)

    def on_resize(self) -> None:
        if self.scrollable_content_region.width != self._width:
            place = self._top_offset()
            self._lay_out()
            self._scroll_to_offset(place)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._strips.clear()

    # events

    def on_focus(self) -> None:
        region = self.content_region
        self.app.cursor_position = Offset(region.x, region.y)

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            return
        y = int(self.scroll_offset.y) + offset.y
        if y >= len(self._lines):
            return
        line = self._lines[y]
        cells = offset.x - self._left - cell_len(line.prefix)
        for position in range(line.start, line.end):
            cells -= cell_len(self.document.text[position])
            if cells < 0:
                self.post_message(self.OffsetClicked(position))
                return

    # selection by mouse, copied with ctrl+c

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        pad = " " * self._left
        return selection.extract("\n".join(pad + line.text(self.document) for line in self._lines)), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        self._strips.clear()
        self.refresh()

    # drawing

    @property
    def _left(self) -> int:
        column = max(10, min(MAX_COLUMN, self._width - 2 * MARGIN))
        return max(MARGIN if self._width > 24 else 0, (self._width - column) // 2)

    def render_line(self, y: int) -> Strip:
        width, y = self.scrollable_content_region.width, y + int(self.scroll_offset.y)
        base = self.rich_style
        if y >= len(self._lines):
            return Strip.blank(width, base)
        if (strip := self._strips.get(y)) is None:
            left = Segment(" " * self._left, base)
            strip = Strip([left, *self._segments(y, base)]).adjust_cell_length(width, base)
            self._strips[y] = strip
        return strip.apply_offsets(int(self.scroll_offset.x), y)

    def _look(self, name: str) -> Style:
        return self.get_component_rich_style(name, partial=True)

    def _segments(self, y: int, base: Style) -> list[Segment]:
        line = self._lines[y]
        style = base
        if line.role:
            style += self._look(f"text--{line.role}")
        elif line.kind in _BLOCK_CLASS:
            style += self._look(_BLOCK_CLASS[line.kind])
        segments = [Segment(line.prefix + line.shown, style)] if line.prefix or line.shown else []
        spans = self._spans_on(line.start, line.end)
        if selected := self._selected(y, line):
            spans.append((*selected, self.screen.get_component_rich_style("screen--selection")))
        cuts = sorted({line.start, line.end, *(edge for start, end, _ in spans for edge in (start, end))})
        for start, end in pairwise(cuts):
            look = style
            for span_start, span_end, span_style in spans:
                if span_start <= start and end <= span_end:
                    look += span_style
            segments.append(Segment(self.document.text[start:end], look))
        return segments

    def _selected(self, y: int, line: TextLine) -> Span | None:
        selection = self.text_selection
        if selection is None or (span := selection.get_span(y)) is None:
            return None
        start, end = span
        skip = self._left + len(line.prefix)
        first = line.start + max(0, start - skip)
        last = line.end if end == -1 else line.start + max(0, end - skip)
        return (first, min(last, line.end)) if first < min(last, line.end) else None

    def _collect_spans(self) -> None:
        """Put every lasting span into one list by place, so that a line finds its own by bisection."""
        document = self.document
        found = [(mark.start, mark.end, 0, _MARK_CLASS[mark.kind]) for mark in document.marks]
        found += [(link.start, link.end, 1, "text--link") for link in document.links]
        found += [(start, end, 2, "text--figure") for start, end in self._figures]
        found += [(start, end, 3, "text--hit") for start, end in self._hits]
        self._spans = sorted(found)
        self._span_starts = [span[0] for span in self._spans]
        self._longest = max((end - start for start, end, _, _ in self._spans), default=0)
        self._strips.clear()
        self.refresh()

    def _spans_on(self, start: int, end: int) -> list[tuple[int, int, Style]]:
        """What lies on a line, in drawing order: later looks win. Clipped to the line."""
        first = bisect_left(self._span_starts, start - self._longest)
        last = bisect_left(self._span_starts, end)
        found = [(*self._sentence, -1, "text--sentence")] if self._sentence else []
        found += sorted(self._spans[first:last], key=lambda span: span[2])
        if self._active:
            found.append((*self._active, 4, "text--active"))
        return [
            (max(start, span_start), min(end, span_end), self._look(look))
            for span_start, span_end, _, look in found
            if span_start < end and span_end > start
        ]
