"""Which articles the list shows: scope, search, a name, the sources; and its rows, kept fresh."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.app.widgets.row_list import ROW_HEIGHT
from reader.desk.articles import Articles
from reader.desk.sources import name_of
from reader.desk.threads import in_thread
from reader.model import Listing, Scope, Source

if TYPE_CHECKING:
    from reader.app.screens.main import MainScreen

FIRST_ROWS = 500  # ids read before the first paint; the rest follows in a thread
SCOPE_NAMES = {Scope.ALL: "All", Scope.UNREAD: "Unread", Scope.BOOKMARKED: "Bookmarks"}


class Lists:
    """The screen's list of articles. `visiting` are the sources named on the command line, if any were."""

    def __init__(self, screen: MainScreen, visiting: Sequence[Source]) -> None:
        self._screen = screen
        self.visiting = tuple(visiting)
        self.listing = Listing(sources=self._visited)
        self.rows: Articles | None = None
        self._only = ""  # the name or source that the list is narrowed to

    @property
    def _visited(self) -> tuple[int, ...] | None:
        return tuple(source.id for source in self.visiting) or None

    def start(self) -> None:
        """Show the first rows at once."""
        self._show(self._screen.desk.articles(self.listing, FIRST_ROWS))

    async def complete(self) -> None:
        """Read the ids that `start` left out."""
        if self.rows is not None:
            await in_thread(self.rows.complete)
            self._screen.list.grown()

    async def reload(self) -> None:
        """Read the list again, keeping the cursor on its article."""
        keep = self.cursor_id
        self._show(await in_thread(self._screen.desk.articles, self.listing), keep=keep)

    def _change(self, listing: Listing) -> None:
        self.listing = listing
        self._screen.run("list", self.reload)

    def search(self, words: str) -> None:
        """Show the articles with these words."""
        self._change(replace(self.listing, text=words))

    def next_scope(self) -> None:
        """All, unread, bookmarked, and again."""
        scopes = list(Scope)
        self._change(replace(self.listing, scope=scopes[(scopes.index(self.listing.scope) + 1) % len(scopes)]))

    def show_named(self, name: str) -> None:
        """Show every stored article that has this name."""
        self._only = name
        self._change(replace(self.listing, scope=Scope.ALL, sources=None, name=name))

    def show_source(self, source: Source) -> None:
        """Show the articles of one source."""
        self._only = name_of(source)
        self._change(replace(self.listing, scope=Scope.ALL, sources=(source.id,), name=""))

    @property
    def narrowed(self) -> bool:
        """Whether the list shows the articles of one name or source alone."""
        return bool(self._only)

    def widen(self) -> None:
        """Show the list as it was before `show_named` or `show_source`."""
        self._only = ""
        self._change(replace(self.listing, sources=self._visited, name=""))

    def show_library(self) -> None:
        """Leave what was named on the command line and show the kept sources."""
        self.visiting = ()
        self._only = ""
        self._change(replace(self.listing, sources=None, name=""))

    def _show(self, rows: Articles, *, keep: int | None = None) -> None:
        self.rows = rows
        cursor = (rows.index_of(keep) if keep is not None else None) or 0
        self._screen.list.show(rows, cursor=cursor, hint=self._empty_hint())
        self._screen.run("counts", self._show_counts)

    async def _show_counts(self) -> None:
        unread, total = await in_thread(self._screen.desk.storage.counts, self.listing)
        scope = SCOPE_NAMES[self.listing.scope]
        where = f"{self._only or scope} · {unread:,} unread of {total:,}"
        if sought := " ".join(part for part in (self.listing.name, self.listing.text.strip()) if part):
            where = f"{scope} · {self._screen.list.count:,} found for “{sought}”"
        self._screen.status.show_where(where)

    def _empty_hint(self) -> tuple[str, ...]:
        if self.listing.text.strip():
            return ("Nothing has these words.", "Esc clears the search.")
        if self.listing.scope is Scope.UNREAD:
            return ("Everything is read.", ". shows bookmarks, R reloads.")
        if self.listing.scope is Scope.BOOKMARKED:
            return ("No bookmarks yet.", "s sets one, . shows all.")
        return ("No articles yet.", "a adds a feed or a folder,", "R reloads all.")

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
