"""The screen of all sources: how each is doing, and everything that can be done with one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlsplit

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from reader.app.screens.dialogs import Choice, Question
from reader.app.screens.form import Field, Form
from reader.app.screens.list_screen import ListScreen
from reader.app.widgets.bars import HintBar
from reader.app.widgets.source_list import SourceList, Watched
from reader.desk.addresses import AddressError, read_address
from reader.desk.discovery import DiscoveryError, FoundFeed
from reader.desk.health import trouble
from reader.desk.source_fields import (
    FieldError,
    read_interval,
    read_limit,
    read_proxy,
    show_interval,
    show_limit,
)
from reader.desk.sources import name_of
from reader.desk.threads import in_thread
from reader.model import Access, Source, SourceKind
from reader.store.protocol import NotFoundError, StorageError

if TYPE_CHECKING:
    from reader.app.app import NewsroomApp
    from reader.desk.desk import Desk

ORDERS: dict[str, Callable[[Watched], Any]] = {
    "trouble": lambda row: (trouble(*row), name_of(row[0]).casefold()),
    "title": lambda row: name_of(row[0]).casefold(),
    "folder": lambda row: (row[0].folder == "", row[0].folder.casefold(), name_of(row[0]).casefold()),
}
KEYS = (
    ("Enter", "articles"),
    ("a", "add"),
    ("e", "edit"),
    ("p", "pause"),
    ("d", "delete"),
    ("u", "undo"),
    ("r", "reload"),
    ("f", "folder"),
    ("F", "full texts"),
    ("t", "order"),
    ("Esc", "back"),
)


class SourcesScreen(ListScreen):
    """Ends with the id of a source whose articles are to be shown, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,S,h,left", "dismiss(None)", "Back"),
        Binding("enter,l,right", "choose", "Articles"),
        Binding("a", "add", "Add"),
        Binding("e", "edit", "Edit"),
        Binding("p", "pause", "Pause"),
        Binding("d,delete", "delete", "Delete"),
        Binding("r", "reload", "Reload"),
        Binding("f", "folder", "Folder"),
        Binding("F", "full_text", "Full texts"),
        Binding("t", "order", "Order"),
    ]

    def __init__(self, desk: Desk, reload: Callable[[Source], None]) -> None:
        """`reload` reads a source anew beside whatever is shown, and calls `renew` when it is done."""
        super().__init__(desk)
        self._reload = reload
        self._rows: list[Watched] = []
        self._order = "trouble"

    def compose(self) -> ComposeResult:
        yield Static(id="sources-head", markup=False)
        yield SourceList(now=self.newsroom.now(), id="sources")
        yield HintBar(KEYS, id="sources-keys")

    def on_mount(self) -> None:
        self.list = self.query_one(SourceList)
        self.list.border_title = "Sources"
        self.list.focus()
        self._run(self._show)

    def renew(self) -> None:
        """Read all sources again."""
        self._run(self._show)

    async def renew_rows(self) -> None:
        await self._show()

    async def _show(self, keep: int | None = None) -> None:
        """Read all sources again; the cursor stays on its source, or goes to the one of this id."""
        if keep is None and (chosen := self.list.chosen) is not None:
            keep = chosen.id
        sources = await in_thread(self._desk.sources)
        rows = await in_thread(lambda: [(source, self._desk.health(source)) for source in sources])
        self._rows = sorted(rows, key=ORDERS[self._order])
        places = [index for index, (source, _) in enumerate(self._rows) if source.id == keep]
        self.list.show(self._rows, cursor=places[0] if places else self.list.cursor)
        failing = sum(1 for source, _ in rows if source.error)
        silent = sum(1 for _, health in rows if health.silent_since)
        paused = sum(1 for source, _ in rows if source.paused)
        counts = ((failing, "failing"), (silent, "silent"), (paused, "paused"))
        parts = [f"{len(rows)} source{'' if len(rows) == 1 else 's'}"]
        parts += [f"{count} {word}" for count, word in counts if count]
        self.query_one("#sources-head", Static).update(f" {' · '.join(parts)} · by {self._order}")

    def action_order(self) -> None:
        orders = list(ORDERS)
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        self._run(self._show)

    @on(SourceList.Chosen)
    def action_choose(self) -> None:
        if (source := self.list.chosen) is not None:
            self.dismiss(source.id)

    # what can be done with one

    def action_add(self) -> None:
        self._ask(self._add)

    async def _add(self) -> None:
        source = await ask_for_source(self.newsroom, self._desk)
        if source is not None:
            await self._show(source.id)
            self._reload(source)

    def action_reload(self) -> None:
        if (source := self.list.chosen) is not None:
            self._reload(source)

    def action_pause(self) -> None:
        if (source := self.list.chosen) is not None:
            said = f"{name_of(source)} is read again." if source.paused else f"{name_of(source)} is paused."
            self._run(self._change, source, replace(source, paused=not source.paused), said)

    def action_full_text(self) -> None:
        if (source := self.list.chosen) is not None:
            said = "The pages of new articles are fetched too." if not source.full_text else "Pages are left alone."
            self._run(self._change, source, replace(source, full_text=not source.full_text), said)

    def action_folder(self) -> None:
        if (source := self.list.chosen) is not None:
            self._ask(self._folder, source)

    async def _folder(self, source: Source) -> None:
        known = ", ".join(sorted({row.folder for row, _ in self._rows if row.folder}))
        hint = f"There are: {known}. Empty for none." if known else "A name; empty for none."
        folder = await self.newsroom.ask(Question("Folder", hint=hint, value=source.folder))
        if folder is not None and folder != source.folder:
            await self._change(source, replace(source, folder=folder), f"Moved to {folder or 'no folder'}.")

    async def _change(self, shown: Source, wanted: Source, said: str) -> None:
        try:
            await in_thread(self._desk.edits.change, wanted, shown=shown)
        except (AddressError, StorageError) as error:
            self.newsroom.tell(str(error), error=True)
            return
        await self._show(wanted.id)
        self.newsroom.tell(f"{said} u takes it back.")

    def action_edit(self) -> None:
        if (source := self.list.chosen) is not None:
            self._ask(self._edit, source)

    async def _edit(self, source: Source) -> None:
        values = await self.newsroom.ask(Form(f"Edit {name_of(source)}", fields_of(source), check=check))
        if values is not None and (wanted := with_values(source, values)) != source:
            await self._change(source, wanted, f"Changed {name_of(wanted)}.")

    def action_delete(self) -> None:
        if (source := self.list.chosen) is not None:
            self._run(self._delete, source)

    async def _delete(self, source: Source) -> None:
        try:
            gone = await in_thread(self._desk.edits.remove, source.id)
        except NotFoundError:  # removed already: by the key pressed twice, or elsewhere
            return
        await self._show()
        articles = "1 article" if gone == 1 else f"{gone:,} articles"
        self.newsroom.tell(f"Removed {name_of(source)} and {articles}; bookmarks stay. u brings it back.")


async def ask_for_source(app: NewsroomApp, desk: Desk) -> Source | None:
    """Ask for an address and keep it as a source; None when none was given, or none that can be kept.

    Behind a page's address the feeds that the page names are offered.
    """
    hint = "The address of a feed or a page, or the path of a file or folder. Esc cancels."
    address = await app.ask(Question("Add a source", hint=hint))
    if not address:
        return None
    try:
        if read_address(address).kind is SourceKind.FEED:
            app.tell("Looking for the feed …")
            chosen = await _choose_feed(app, await desk.discover(address), address)
            return None if chosen is None else await in_thread(desk.add, chosen)
        return await in_thread(desk.add, address)
    except AddressError as error:
        app.tell(str(error), error=True)
    except DiscoveryError as error:
        app.tell(str(error), error=True)
        keep = [("Keep it all the same", "it is tried again by itself"), ("Leave it", "")]
        if await app.ask(Choice("No feed was found there", keep)) == 0:
            return await in_thread(desk.add, address)
    return None


async def _choose_feed(app: NewsroomApp, found: Sequence[FoundFeed], address: str) -> str | None:
    if len(found) == 1 and urlsplit(found[0].address).hostname == urlsplit(read_address(address).text).hostname:
        return found[0].address  # one that is elsewhere is the page's word alone: a person sees where it is
    offers = [(feed.title or feed.address, feed.address) for feed in found]
    choice = await app.ask(Choice("The page names these feeds", offers))
    return None if choice is None else found[choice].address


def fields_of(source: Source) -> list[Field]:
    """What the form of a source asks for."""
    return [
        Field("title", "Title", source.title),
        Field("address", "Address", source.address),
        Field("folder", "Folder", source.folder, "none"),
        Field("interval", "Read every", show_interval(source.interval), "15m, 2h, 1d, never, default"),
        Field("paused", "Paused", source.paused),
        Field("full_text", "Full texts", source.full_text),
        Field("keep_articles", "Keep articles", show_limit(source.keep_articles), "a number, or all"),
        Field("keep_days", "Keep days", show_limit(source.keep_days), "a number, or all"),
        Field("user", "User", source.access.user, "none"),
        Field("password", "Password", source.access.password, "none", secret=True),
        Field("proxy", "Proxy", source.access.proxy, "none, or such as http://127.0.0.1:8080"),
    ]


_READERS: dict[str, Callable[[str], object]] = {
    "address": read_address,
    "interval": read_interval,
    "keep_articles": read_limit,
    "keep_days": read_limit,
    "proxy": read_proxy,
}


def check(values: Mapping[str, str | bool]) -> tuple[str, str] | None:
    """The first field that cannot be used, and why."""
    for name, read in _READERS.items():
        try:
            read(str(values[name]))
        except (FieldError, AddressError) as error:
            return name, str(error)
    return None


def with_values(source: Source, values: Mapping[str, str | bool]) -> Source:
    """A source with what a form of it says, which `check` has passed."""
    text = {name: str(value) for name, value in values.items()}
    access = Access(source.access.headers, text["user"], text["password"], text["proxy"])
    return replace(
        source,
        title=text["title"],
        address=text["address"],
        folder=text["folder"],
        interval=read_interval(text["interval"]),
        paused=bool(values["paused"]),
        full_text=bool(values["full_text"]),
        keep_articles=read_limit(text["keep_articles"]),
        keep_days=read_limit(text["keep_days"]),
        access=access,
    )
