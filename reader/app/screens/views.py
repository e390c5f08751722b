"""The saved views with their counts: to choose one, and to keep, change, order and hide them."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from reader.app.screens.form import Field, Form
from reader.desk.threads import in_thread
from reader.desk.views import ViewError
from reader.model import Listing, View
from reader.store.protocol import StorageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.app.app import NewsroomApp
    from reader.desk.desk import Desk

HINT = "Enter shows · a keeps the search · e edits · J K order · d hides or removes · u undo · Esc closes"


class ViewsScreen(ModalScreen[View | None]):
    """Ends with the view to be shown, or None.

    `searched` is the query that `a` keeps; counts are of the articles of `sources`, None for all that are kept.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,V", "dismiss(None)", "Close"),
        Binding("j", "step(1)", show=False),
        Binding("k", "step(-1)", show=False),
        Binding("a", "add", "Keep the search"),
        Binding("e", "edit", "Edit"),
        Binding("d,delete", "remove", "Remove"),
        Binding("J", "place(1)", "Down"),
        Binding("K", "place(-1)", "Up"),
        Binding("u,ctrl+z", "undo", "Undo"),
    ]

    def __init__(self, desk: Desk, searched: str, sources: tuple[int, ...] | None) -> None:
        super().__init__()
        self._desk, self._searched, self._sources = desk, searched, sources
        self._views: list[View] = []
        self._counts: dict[int, str] = {}

    @property
    def newsroom(self) -> NewsroomApp:
        """The app, by its own type."""
        return cast("NewsroomApp", self.app)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content("Views"), classes="dialog-title")
            yield OptionList(markup=False)
            yield Static(Content(HINT), classes="dialog-hint")

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()
        self._run(self._show)

    def _run(self, work: Callable[..., Coroutine[Any, Any, None]], *args: object) -> None:
        self.run_worker(work(*args), group="list screen", exit_on_error=False)

    def _ask(self, work: Callable[..., Coroutine[Any, Any, None]], *args: object) -> None:
        self.run_worker(work(*args), group="asking", exit_on_error=False)

    async def _show(self, keep: int | None = None) -> None:
        """Read all views, show them, then count their articles one after the other."""
        self._views = await in_thread(self._desk.views.all)
        self._draw(keep)
        for view in self._views:
            try:
                found = await in_thread(
                    self._desk.storage.find, Listing(query=view.query, sources=self._sources), limit=0
                )
            except StorageError as error:
                self._counts[view.id] = str(error)
            else:
                more = "" if found.exact else "+"
                self._counts[view.id] = f"{found.unread:,}{more} unread of {found.total:,}{more}"
            self._draw()

    def _draw(self, keep: int | None = None) -> None:
        options = self.query_one(OptionList)
        place = options.highlighted or 0
        if keep is not None:
            place = next((index for index, view in enumerate(self._views) if view.id == keep), place)
        options.clear_options()
        options.add_options([Option(self._line(view)) for view in self._views])
        if self._views:
            options.highlighted = min(place, len(self._views) - 1)

    def _line(self, view: View) -> Content:
        name = (view.name + ("  hidden" if view.hidden else ""), "dim" if view.hidden else "bold")
        query = (f"\n{view.query or 'every article'}", "dim")
        return Content.assemble(name, f"  {self._counts.get(view.id, '…')}", query)

    @property
    def _chosen(self) -> View | None:
        place = self.query_one(OptionList).highlighted
        return self._views[place] if place is not None and place < len(self._views) else None

    def action_step(self, step: int) -> None:
        options = self.query_one(OptionList)
        (options.action_cursor_down if step > 0 else options.action_cursor_up)()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._views[event.option_index])

    def action_add(self) -> None:
        self._ask(self._add)

    async def _add(self) -> None:
        values = await self.newsroom.ask(Form("Keep as a view", _fields("", self._searched), check=self._check))
        if values is not None:
            await self._change(lambda: self._desk.views.add(str(values["name"]), str(values["query"])))

    def action_edit(self) -> None:
        if (view := self._chosen) is not None:
            self._ask(self._edit, view)

    async def _edit(self, view: View) -> None:
        values = await self.newsroom.ask(Form("Edit view", _fields(view.name, view.query), check=self._check))
        if values is not None:
            wanted = replace(view, name=str(values["name"]), query=str(values["query"]), hidden=False)
            await self._change(lambda: self._desk.storage.set_view(wanted), view.id)

    def action_remove(self) -> None:
        if (view := self._chosen) is not None:
            self._run(self._change, lambda: self._desk.views.remove(view))

    def action_place(self, places: int) -> None:
        if (view := self._chosen) is not None:
            self._run(self._change, lambda: self._desk.storage.move_view(view.id, places), view.id)

    def action_undo(self) -> None:
        self._run(self._undo)

    async def _undo(self) -> None:
        said = await in_thread(self._desk.marks.undo)
        self.newsroom.tell(f"{said}." if said else "Nothing to undo.")
        await self._show()

    async def _change(self, change: Callable[[], object], keep: int | None = None) -> None:
        try:
            await in_thread(change)
        except (StorageError, ViewError) as error:
            self.newsroom.tell(str(error), error=True)
        await self._show(keep)

    def _check(self, values: Mapping[str, str | bool]) -> tuple[str, str] | None:
        from reader.query import QueryError, parse

        if not str(values["name"]).strip():
            return "name", "A view needs a name."
        try:
            parse(str(values["query"]), now=self.newsroom.local_now())
        except QueryError as error:
            return "query", error.message
        return None

    def on_worker_state_changed(self, event: Any) -> None:
        self.newsroom.tell_failure(event)


def _fields(name: str, query: str) -> list[Field]:
    return [Field("name", "Name", name), Field("query", "Query", query, "empty for every article")]
