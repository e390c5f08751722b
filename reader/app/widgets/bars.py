"""The line on top that says where one is, and the line below that says which keys apply."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from reader.app.actions import ACTIONS, ALWAYS, LIST, Action, key_name
from reader.app.widgets.wrap import fit

BAR_CELLS = 16


class StatusLine(Widget):
    """Scope and counts on the left; on the right what is going on."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"status--name", "status--warning", "status--bar", "status--rest"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._where = ""
        self._doing = ""
        self._share: float | None = None
        self._failed = 0

    def show_where(self, words: str) -> None:
        """Say which list is shown."""
        self._where = words
        self.refresh()

    def show_progress(self, words: str, *, share: float | None = None, failed: int = 0) -> None:
        """Say what goes on; `share` (0 to 1) draws a bar. "" clears it."""
        self._doing, self._share, self._failed = words, share, failed
        self.refresh()

    def render_line(self, y: int) -> Strip:
        width, base = self.size.width, self.rich_style
        look = {name: base + self.get_component_rich_style(name, partial=True) for name in self.COMPONENT_CLASSES}
        right: list[Segment] = []
        if self._share is not None:
            filled = round(BAR_CELLS * max(0.0, min(1.0, self._share)))
            right.append(Segment("━" * filled, look["status--bar"]))
            right.append(Segment("━" * (BAR_CELLS - filled) + " ", look["status--rest"]))
        if self._doing:
            right.append(Segment(self._doing, base))
        if self._failed:
            right.append(Segment(f" · {self._failed} failed", look["status--warning"]))
        used = sum(cell_len(segment.text) for segment in right)
        if used > width - 20:
            right = [Segment(fit("".join(segment.text for segment in right), max(0, width - 20)), base)]
            used = cell_len(right[0].text)
        left = [Segment(" newsroom ", look["status--name"]), Segment(" ", base)]
        left.append(Segment(fit(self._where, width - used - 13), base))
        gap = width - used - 1 - sum(cell_len(segment.text) for segment in left)
        return Strip([*left, Segment(" " * max(1, gap), base), *right, Segment(" ", base)]).adjust_cell_length(
            width, base
        )


class KeyBar(Widget):
    """As many of the pane's keys as fit; help and quit always. A click does what the key does."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"keys--key"}

    def __init__(self, keys: Mapping[str, str], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._keys = keys
        self._pane = LIST

    def show_pane(self, pane: str) -> None:
        """Show the keys that apply in this pane."""
        if pane != self._pane:
            self._pane = pane
            self.refresh()

    def render_line(self, y: int) -> Strip:
        width, base = self.size.width, self.rich_style
        key = base + self.get_component_rich_style("keys--key", partial=True)
        last = [action for action in ACTIONS if action.id in ALWAYS]
        room = width - sum(self._cells(action) for action in last)
        shown = []
        for action in ACTIONS:
            if self._pane in action.bar and self._cells(action) <= room:
                shown.append(action)
                room -= self._cells(action)
        segments = []
        for action in [*shown, *last]:
            click = Style(meta={"@click": f"screen.{action.call}"})
            segments.append(Segment(f" {key_name(action, self._keys)}", key + click))
            segments.append(Segment(f" {action.label} ", base + click))
        return Strip(segments).adjust_cell_length(width, base)

    def _cells(self, action: Action) -> int:
        return cell_len(f" {key_name(action, self._keys)} {action.label} ")


class HintBar(Widget):
    """The keys of a screen: as many as fit, and the last one, which leads back, always."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"keys--key"}

    def __init__(self, keys: Sequence[tuple[str, str]], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._keys = keys

    def render_line(self, y: int) -> Strip:
        width, base = self.size.width, self.rich_style
        key_style = base + self.get_component_rich_style("keys--key", partial=True)
        *others, last = self._keys
        room = width - sum(map(len, last)) - 3
        shown = []
        for key, does in others:
            room -= len(key) + len(does) + 3
            if room < 0:
                break
            shown.append((key, does))
        segments = []
        for key, does in [*shown, last]:
            segments += [Segment(f" {key}", key_style), Segment(f" {does} ", base)]
        return Strip(segments).adjust_cell_length(width, base)
