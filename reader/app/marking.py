"""Marks: read, bookmark, note, undo. Each is on disk before the screen shows it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from typing import TYPE_CHECKING, Any, ParamSpec

from reader.app.screens.bookmarks import ask_for_tags
from reader.app.screens.note import NoteDialog
from reader.desk.threads import in_thread

if TYPE_CHECKING:
    from reader.app.screens.main import MainScreen

P = ParamSpec("P")


class Marking:
    """What the marking keys do to the article under the cursor."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._order = asyncio.Lock()  # hands itself on in the order it was asked for: marks are made as they were typed

    def _in_turn(self, work: Callable[P, Coroutine[Any, Any, None]], *args: P.args, **how: P.kwargs) -> None:
        """Run a mark after those before it; none replaces another."""
        bound = partial(self._wait, partial(work, *args, **how))
        # Textual runs partials of coroutine functions; its annotation leaves them out.
        self._screen.run_worker(bound, group="mark", exit_on_error=False)  # type: ignore[arg-type]

    async def _wait(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        async with self._order:
            await work()

    def mark_read(self, article_id: int) -> None:
        """Mark an article read that was opened."""
        self._in_turn(self._mark_read, article_id)

    async def _mark_read(self, article_id: int) -> None:
        if await in_thread(self._screen.desk.marks.set_read, (article_id,), True):
            self._screen.lists.redraw_article(article_id)

    def toggle_read(self) -> None:
        """Turn the read mark round."""
        if (article_id := self._screen.lists.cursor_id) is not None:
            self._in_turn(self._toggle_read, article_id)

    async def _toggle_read(self, article_id: int) -> None:
        await in_thread(self._screen.desk.marks.toggle_read, article_id)
        self._screen.lists.redraw_article(article_id)

    def bookmark(self) -> None:
        """Set the bookmark, or take it away."""
        if (article_id := self._screen.lists.cursor_id) is not None:
            self._in_turn(self._bookmark, article_id)

    async def _bookmark(self, article_id: int) -> None:
        bookmarked = await in_thread(self._screen.desk.marks.toggle_bookmark, article_id)
        self._screen.lists.redraw_article(article_id)
        self._screen.tell("★ Bookmarked." if bookmarked else "Bookmark taken away. u brings it back.")

    def note(self) -> None:
        """Ask for a note and bookmark the article with it."""
        if (article_id := self._screen.lists.cursor_id) is not None:
            self._screen.run("note", self._note, article_id)

    async def _note(self, article_id: int) -> None:
        article = await in_thread(self._screen.desk.article, article_id)
        before = article.bookmark.note if article.bookmark else ""
        note = await self._screen.newsroom.ask(NoteDialog("Note on this bookmark", before))
        if note is not None:
            await in_thread(self._screen.desk.marks.set_note, article_id, note)
            self._screen.lists.redraw_article(article_id)
            self._screen.tell("★ Bookmarked with a note." if note else "★ Bookmarked.")

    def tags(self) -> None:
        """Ask for the article's tags."""
        if (article_id := self._screen.lists.cursor_id) is not None:
            self._screen.run("note", ask_for_tags, self._screen.newsroom, self._screen.desk, article_id)

    def all_read(self) -> None:
        """Mark every article of the list read."""
        self._in_turn(self._all_read)

    async def _all_read(self) -> None:
        rows = self._screen.lists.rows
        if rows is None:
            return
        ids = [rows.id_at(index) for index in range(len(rows))]
        changed = await in_thread(self._screen.desk.marks.set_read, ids, True)
        await self._screen.lists.reload()
        self._screen.tell(f"{len(changed):,} marked read. u brings them back." if changed else "All were read.")

    def undo(self) -> None:
        """Take the last mark back and say which it was."""
        self._in_turn(self._turn, back=True)

    def redo(self) -> None:
        """Do the last mark again that was taken back."""
        self._in_turn(self._turn, back=False)

    async def _turn(self, *, back: bool) -> None:
        marks = self._screen.desk.marks
        said = await in_thread(marks.undo if back else marks.redo)
        if said is None:
            self._screen.tell("Nothing to undo." if back else "Nothing to redo.")
            return
        await self._screen.lists.reload()
        self._screen.tell(said + ".")
