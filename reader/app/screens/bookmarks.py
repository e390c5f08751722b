"""The screen of all bookmarks: notes, tags, their order, and documents made of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from reader.app.screens.dialogs import Choice, Question
from reader.app.screens.list_screen import ListScreen
from reader.app.screens.note import NoteDialog
from reader.app.widgets.bars import HintBar
from reader.app.widgets.bookmark_list import BookmarkList
from reader.desk.bookmarks import Marked, bookmarked
from reader.desk.export import ENDINGS, Format, export_bookmarks
from reader.desk.marks import TagError
from reader.desk.threads import in_thread
from reader.desk.writing import WritingError, write_file

if TYPE_CHECKING:
    from reader.app.app import NewsroomApp
    from reader.desk.desk import Desk

KEYS = (
    ("Enter", "open"),
    ("n", "note"),
    ("t", "tags"),
    ("J K", "order"),
    ("/", "search"),
    ("x", "export"),
    ("d", "remove"),
    ("u", "undo"),
    ("Esc", "back"),
)
_FORMS = ((Format.MARKDOWN, "Markdown"), (Format.CSV, "CSV, a row a figure"), (Format.JSON, "JSON"))


class BookmarksScreen(ListScreen):
    """Ends with the id of an article that is to be opened, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,b,h,left", "back", "Back"),
        Binding("enter,l,right", "choose", "Open"),
        Binding("n,B", "note", "Note"),
        Binding("t,T", "tags", "Tags"),
        Binding("J", "place(1)", "Down"),
        Binding("K", "place(-1)", "Up"),
        Binding("slash", "search", "Search"),
        Binding("x", "export", "Export"),
        Binding("d,s,delete", "remove", "Remove"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._rows: list[Marked] = []
        self._words = ""

    def compose(self) -> ComposeResult:
        yield Static(id="sources-head", markup=False)
        yield BookmarkList(now=self.newsroom.now(), id="bookmarks")
        yield HintBar(KEYS, id="sources-keys")

    def on_mount(self) -> None:
        self.list = self.query_one(BookmarkList)
        self.list.border_title = "Bookmarks"
        self.list.focus()
        self._run(self.renew_rows)

    async def renew_rows(self) -> None:
        """Read the bookmarks again; the cursor stays on its article."""
        keep = self.list.chosen.row.id if self.list.chosen else None
        self._rows = await in_thread(bookmarked, self._desk.storage, self._words)
        places = [index for index, marked in enumerate(self._rows) if marked.row.id == keep]
        hint = ("Nothing is like this.", "Esc shows all.") if self._words else ("No bookmarks yet.", "s sets one.")
        self.list.show(self._rows, cursor=places[0] if places else self.list.cursor, hint=hint)
        count = f"{len(self._rows):,} bookmark{'' if len(self._rows) == 1 else 's'}"
        self.query_one("#sources-head", Static).update(f" {count}" + (f" for “{self._words}”" if self._words else ""))

    def action_back(self) -> None:
        if self._words:
            self._words = ""
            self._run(self.renew_rows)
        else:
            self.dismiss(None)

    @on(BookmarkList.Chosen)
    def action_choose(self) -> None:
        if (marked := self.list.chosen) is not None:
            self.dismiss(marked.row.id)

    # work

    def action_search(self) -> None:
        self._ask(self._search)

    async def _search(self) -> None:
        hint = "Words of titles, outlets, notes and tags; empty shows all."
        words = await self.newsroom.ask(Question("Search bookmarks", hint=hint, value=self._words))
        if words is not None:
            self._words = words
            await self.renew_rows()

    def action_note(self) -> None:
        if (marked := self.list.chosen) is not None:
            self._ask(self._note, marked)

    async def _note(self, marked: Marked) -> None:
        note = await self.newsroom.ask(NoteDialog("Note", marked.bookmark.note))
        if note is not None:
            await in_thread(self._desk.marks.set_note, marked.row.id, note)
            await self.renew_rows()

    def action_tags(self) -> None:
        if (marked := self.list.chosen) is not None:
            self._ask(self._tags, marked)

    async def _tags(self, marked: Marked) -> None:
        await ask_for_tags(self.newsroom, self._desk, marked.row.id)
        await self.renew_rows()

    def action_place(self, places: int) -> None:
        if (marked := self.list.chosen) is not None and not self._words:
            self._run(self._place, marked, places)

    async def _place(self, marked: Marked, places: int) -> None:
        await in_thread(self._desk.marks.move_bookmark, marked.row.id, places)
        await self.renew_rows()

    def action_remove(self) -> None:
        if (marked := self.list.chosen) is not None:
            self._run(self._remove, marked)

    async def _remove(self, marked: Marked) -> None:
        await in_thread(self._desk.marks.remove_bookmark, marked.row.id)
        await self.renew_rows()
        self.newsroom.tell("Bookmark taken away. u brings it back.")

    def action_export(self) -> None:
        self._ask(self._export)

    async def _export(self) -> None:
        if not self._rows:
            self.newsroom.tell("There is nothing to export.")
            return
        count = f"Export {len(self._rows):,} bookmark{'' if len(self._rows) == 1 else 's'} as"
        place = await self.newsroom.ask(Choice(count, [(name, "") for _, name in _FORMS]))
        if place is None:
            return
        form = _FORMS[place][0]
        path = await self.newsroom.ask(
            Question("Write to", hint="A path; no file is replaced.", value=f"~/bookmarks{ENDINGS[form]}")
        )
        if not path:
            return
        text = await in_thread(export_bookmarks, self._desk.storage, self._rows, form)
        try:
            await in_thread(lambda: write_file(Path(path).expanduser(), text))
        except (WritingError, RuntimeError) as error:
            self.newsroom.tell(str(error), error=True)
        else:
            self.newsroom.tell(f"Written to {path}.")


async def ask_for_tags(app: NewsroomApp, desk: Desk, article_id: int) -> None:
    """Ask which tags an article is to have, and give it these."""
    before = (await in_thread(desk.storage.tags_of, [article_id])).get(article_id, ())
    known = ", ".join(tag for tag, _ in (await in_thread(desk.marks.tags))[:12])
    hint = f"Commas between them; there are: {known}" if known else "Commas between them."
    typed = await app.ask(Question("Tags", hint=hint, value=", ".join(before)))
    if typed is None:
        return
    try:
        await in_thread(desk.marks.set_tags, article_id, [typed] if typed else [])
    except TagError as error:
        app.tell(str(error), error=True)
    else:
        app.tell(f"Tags: {typed}." if typed else "No tags.")
