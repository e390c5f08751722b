"""Which articles the list shows: a view, a search, a name, a source; and its rows, kept fresh."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.app.widgets.row_list import ROW_HEIGHT
from reader.desk.articles import Articles
from reader.desk.sources import name_of
from reader.desk.threads import in_thread
from reader.model import Listing, Source, View

if TYPE_CHECKING:
    from reader.app.screens.main import MainScreen

FIRST_ROWS = 500  # ids read before the first paint, or before a search is shown; the rest follows in a thread
ALL = View(0, "All", "", built_in=True)
BOOKMARKS = View(0, "Bookmarks", "is:bookmarked", built_in=True)
_HINTS = {
    "": ("No articles yet.", "a adds a feed or a folder,", "R reloads all."),
    "is:unread": ("Everything is read.", ". shows the next view, R reloads."),
    "is:bookmarked": ("No bookmarks yet.", "s sets one, . shows the next view."),
    "is:updated": ("No story has changed since it came.", ". shows the next view."),
    "disagrees:yes": ("No story's figures disagree.", ". shows the next view."),
}


class Lists:
    """The screen's list of articles. `visiting` are the sources named on the command line, if any were."""

    def __init__(self, screen: MainScreen, visiting: Sequence[Source]) -> None:
        self._screen = screen
        self.visiting = tuple(visiting)
        self.listing = Listing(sources=self.visited)
        self.rows: Articles | None = None
        self.view = ALL
        self.searched = self.query = ""  # what stands in the search box, and what it means
        self._only = ""  # the name or source that the list is narrowed to
        self._asked = self._shown = 0  # numbers of the reloads: the last one, and the one that is shown

    @property
    def visited(self) -> tuple[int, ...] | None:
        """The ids of the sources that were named on the command line; None where none were."""
        return tuple(source.id for source in self.visiting) or None

    def start(self) -> None:
        """Show the first rows at once."""
        self._show(self._screen.desk.articles(self.listing, FIRST_ROWS))

    async def complete(self) -> None:
        """Read the ids that were left out when the first were shown."""
        if (rows := self.rows) is not None:
            ids = await in_thread(rows.ids)
            if self.rows is not rows:
                return
            keep = self.cursor_id
            if rows.take(ids):
                self._screen.list.grown()
            else:  # what came meanwhile stands above
                self._show(rows, keep=keep, place=self._screen.list.cursor)

    async def reload(self, *, to_top: bool = False) -> None:
        """Read the list again, keeping the cursor on its article; `to_top` puts it on the first."""
        listing, old = self.listing, self.rows
        self._asked = asked = self._asked + 1
        again = old is not None and old.listing == listing
        # A search is shown as soon as its first hits are there; a list in which the cursor has a place, whole.
        rows = await in_thread(self._screen.desk.articles, listing, FIRST_ROWS)
        keep = None if to_top else self.cursor_id  # now: it may have moved since
        whole = keep is not None and rows.index_of(keep) is None and (again or not self.searched)
        if whole:
            await in_thread(rows.complete)
            keep = self.cursor_id
        if whole and again and old is not None and keep is not None:
            await in_thread(rows.hold, keep, old)
            if (moved := self.cursor_id) is not None and rows.index_of(moved) is not None:
                keep = moved
        if self.listing != listing or asked < self._shown:  # another list was asked for, or one read later is shown
            return
        self._shown = asked
        self._show(rows, keep=keep, place=self._screen.list.cursor if again and not to_top else 0)
        if not whole:
            await self.complete()

    def _change(self, listing: Listing) -> None:
        self.listing = listing
        self._screen.run("list", self.reload)

    def _ask(self) -> None:
        """Show what the view and the search box say together."""
        from reader.query import QueryError, both

        try:
            query = both(self.view.query, self.query, now=self._screen.newsroom.local_now())
        except QueryError as error:  # the view's: what is typed has been read already
            self._screen.tell(f"The view “{self.view.name}” cannot be read: {error.message} V edits it.", error=True)
            return
        self._change(replace(self.listing, query=query))

    def search(self, text: str, query: str) -> None:
        """Show the articles of the view that a query means; `text` is what was typed for it."""
        self.searched, self.query = text, query
        self._ask()

    def show_view(self, view: View) -> None:
        """Show a saved view."""
        self.view = view
        self._ask()

    async def next_view(self) -> None:
        """The next of the views that are not hidden, and after the last one the first."""
        views = await in_thread(self._screen.desk.views.all, hidden=False) or [ALL]
        places = [index for index, view in enumerate(views) if view.name == self.view.name]
        self.show_view(views[((places[0] if places else -1) + 1) % len(views)])

    def show_named(self, name: str) -> None:
        """Show every stored article that has this name."""
        self._only = name
        self._change(Listing(name=name))

    def show_source(self, source: Source) -> None:
        """Show the articles of one source."""
        self._only = name_of(source)
        self._change(Listing(sources=(source.id,)))

    async def show_article(self, article_id: int) -> None:
        """Put the cursor on an article: in this list, or where it has none, among the bookmarks."""
        if self.rows is None or self.rows.index_of(article_id) is None:
            self._only, self.view, self.searched, self.query = "", BOOKMARKS, "", ""
            self.listing = Listing(query=BOOKMARKS.query)
            self._show(await in_thread(self._screen.desk.articles, self.listing), keep=article_id)
        elif (index := self.rows.index_of(article_id)) is not None:
            self._screen.list.move_to(index)

    @property
    def narrowed(self) -> bool:
        """Whether the list shows the articles of one name or source alone."""
        return bool(self._only)

    def widen(self) -> None:
        """Show the list as it was before `show_named` or `show_source`."""
        self._only = ""
        self.listing = Listing(sources=self.visited)
        self._ask()

    def show_library(self) -> None:
        """Leave what was named on the command line and show the kept sources."""
        self.visiting = ()
        self.widen()

    def _show(self, rows: Articles, *, keep: int | None = None, place: int = 0) -> None:
        """Show these rows with the cursor on the article `keep`, or at this place when it is not among them."""
        self.rows = rows
        at = rows.index_of(keep) if keep is not None else None
        cursor = place if at is None else at
        self._screen.list.show(rows, cursor=cursor, hint=self._empty_hint())
        self._screen.run("counts", self._show_counts)

    async def _show_counts(self) -> None:
        found = await in_thread(self._screen.desk.storage.find, self.listing, limit=0)
        unread, total = f"{found.unread:,}", f"{found.total:,}"
        if not found.exact:
            unread, total = f"{unread}+", f"{total}+"
        name = self._only or self.view.name
        where = f"{name} · {unread} unread of {total}"
        if self.searched and not self._only:
            where = f"{name} · {total} found for “{self.searched}”"
        self._screen.status.show_where(where)

    def _empty_hint(self) -> tuple[str, ...]:
        if self.searched:
            return ("Nothing is like this.", "Esc clears the search.")
        return _HINTS.get(self.view.query, ("Nothing in this view.", ". shows the next one, V all."))

    @property
    def cursor_id(self) -> int | None:
        """The id of the article under the cursor."""
        cursor = self._screen.list.cursor
        if self.rows is None or not 0 <= cursor < len(self.rows):
            return None
        return self.rows.id_at(cursor)

    def redraw_article(self, article_id: int) -> None:
        """Read an article's row again and draw it."""
        if self.rows is not None:
            self.rows.forget(article_id)
        self._screen.list.at(self._screen.newsroom.now())
        self._screen.run("counts", self._show_counts)

    def redraw_visible(self) -> None:
        """Read the rows on the screen again and draw them."""
        articles = self._screen.list
        if self.rows is not None:
            first = int(articles.scroll_offset.y) // ROW_HEIGHT
            for index in range(first, min(first + articles.page_rows + 2, len(self.rows))):
                self.rows.forget(self.rows.id_at(index))
        articles.at(self._screen.newsroom.now())
