"""What the screens of one list have in common: movement, undo, and work beside the keys."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.worker import Worker

from reader.app.widgets.row_list import RowList
from reader.desk.threads import in_thread

if TYPE_CHECKING:
    from reader.app.app import NewsroomApp
    from reader.desk.desk import Desk


class ListScreen(Screen[int | None]):
    """A screen with one list. Ends with the id of what was chosen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u,ctrl+z", "turn('undo')", "Undo"),
        Binding("ctrl+y", "turn('redo')", "Redo"),
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("ctrl+d", "page(0.5)", show=False),
        Binding("ctrl+u", "page(-0.5)", show=False),
        Binding("pagedown,ctrl+f,space", "page(1)", show=False),
        Binding("pageup,ctrl+b", "page(-1)", show=False),
        Binding("g,home", "edge(False)", show=False),
        Binding("G,end", "edge(True)", show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    @property
    def newsroom(self) -> NewsroomApp:
        """The app, by its own type."""
        return cast("NewsroomApp", self.app)

    async def renew_rows(self) -> None:
        """Read all rows again and show them."""
        raise NotImplementedError

    def _run(self, work: Callable[..., Coroutine[Any, Any, None]], *args: object) -> None:
        """Run a coroutine function beside the keys."""
        self.run_worker(work(*args), group="list screen", exit_on_error=False)

    def _ask(self, work: Callable[..., Coroutine[Any, Any, None]], *args: object) -> None:
        """As `_run`, for one that waits for a dialog's answer."""
        self.run_worker(work(*args), group="asking", exit_on_error=False)

    def action_move(self, rows: int) -> None:
        self.query_one(RowList).move(rows)

    def action_page(self, pages: float) -> None:
        self.query_one(RowList).scroll_page(pages)

    def action_edge(self, end: bool) -> None:
        self.query_one(RowList).to_edge(end)

    def action_turn(self, which: str) -> None:
        self._run(self._turn, which)

    async def _turn(self, which: str) -> None:
        marks = self._desk.marks
        said = await in_thread(marks.undo if which == "undo" else marks.redo)
        await self.renew_rows()
        self.newsroom.tell(f"{said}." if said else f"Nothing to {which}.")

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        self.newsroom.tell_failure(event)
