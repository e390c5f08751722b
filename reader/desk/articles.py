"""The row source behind a list: ids at once, rows a page at a time, bodies never."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from dataclasses import replace
from threading import Lock

from reader.model import ArticleRow, Listing, Scope
from reader.store.protocol import Storage

PAGE = 64  # rows fetched by one query
PAGES = 32  # pages kept; 2,048 rows is more than any screen and the scrolling around it needs
NEARBY = 8  # pages walked row by row before the unread ids are asked for instead


class _Loaded:
    """One consistent state of a list: its ids, and the pages of rows read so far."""

    def __init__(self, ids: array[int]) -> None:
        self.ids = ids
        self.pages: OrderedDict[int, dict[int, ArticleRow]] = OrderedDict()
        self.forgotten = 0  # how often a page was dropped: one read before that may be out of date
        self.lock = Lock()  # of the two above; never held while the storage is asked


class Articles:
    """The articles of a listing, newest first.

    Any thread may ask. `complete` builds the new state aside and swaps it in with a single assignment, so that
    whoever is reading meanwhile goes on with the old one.
    """

    def __init__(self, storage: Storage, listing: Listing, ids: array[int]) -> None:
        self.listing = listing
        self._storage = storage
        self._loaded = _Loaded(ids)

    @classmethod
    def load(cls, storage: Storage, listing: Listing, limit: int | None = None) -> Articles:
        """Read the ids of a listing: the newest `limit` of them, or all. Raises StorageError."""
        return cls(storage, listing, storage.ids(listing, limit=limit))

    def complete(self) -> None:
        """Read all ids anew and swap them in; every row is read again. Blocks; meant for a thread.

        Serves both a start-up that loaded the first screenfuls only and a list that has changed since. Where the list
        is on a screen, `ids` and `take` do the same in two steps: every row may stand elsewhere afterwards.
        """
        self.take(self.ids())

    def ids(self) -> array[int]:
        """All ids as they are now. Blocks; meant for a thread."""
        return self._storage.ids(self.listing)

    def take(self, ids: array[int]) -> bool:
        """Be the list of these ids; tells whether they begin with those that it had."""
        before = self._loaded.ids
        self._loaded = _Loaded(ids)
        return ids[: len(before)] == before

    def hold(self, article_id: int, before: Articles) -> None:
        """Put an article that the list has no more, because it was just read, say, where it stood `before`.

        Nothing when it is in the list, was not in the one before, or is gone.
        """
        place = before.index_of(article_id)
        if place is None or self.index_of(article_id) is not None or not self._storage.rows([article_id]):
            return
        # A look at what followed it: most of that is still there.
        followers = before._loaded.ids[place + 1 : place + 1 + PAGE]
        at = next((found for each in followers if (found := self.index_of(each)) is not None), None)
        ids = self._loaded.ids[:]
        ids.insert(min(place, len(ids)) if at is None else at, article_id)
        self._loaded = _Loaded(ids)

    def __len__(self) -> int:
        return len(self._loaded.ids)

    def row(self, index: int) -> ArticleRow | None:
        """The row at a position, or None when there is none: outside the list, or the article is gone."""
        loaded = self._loaded
        if not 0 <= index < len(loaded.ids):
            return None
        return self._page(loaded, index // PAGE).get(loaded.ids[index])

    def id_at(self, index: int) -> int:
        """The article's id at a position. Raises IndexError outside 0 <= index < len."""
        if index < 0:
            raise IndexError(index)
        return self._loaded.ids[index]

    def index_of(self, article_id: int) -> int | None:
        """The position of an article, or None when the list does not hold it."""
        try:
            return self._loaded.ids.index(article_id)
        except ValueError:
            return None

    def forget(self, article_id: int) -> None:
        """Drop what is known of an article's row, so that it is read again."""
        loaded = self._loaded
        with loaded.lock:
            loaded.forgotten += 1
            for number in [number for number, page in loaded.pages.items() if article_id in page]:
                del loaded.pages[number]

    def next_unread(self, start: int, step: int = 1) -> int | None:
        """The first position from `start` on (included), going by `step` (1 or -1), whose article is unread."""
        loaded = self._loaded
        ids = loaded.ids
        start, stop = (max(start, 0), len(ids)) if step > 0 else (min(start, len(ids) - 1), -1)
        near = start + step * NEARBY * PAGE
        if self.listing.scope is Scope.BOOKMARKED:  # bookmarks may belong to sources that an unread list leaves out
            near = stop
        near = min(near, stop) if step > 0 else max(near, stop)
        for index in range(start, near, step):
            row = self._page(loaded, index // PAGE).get(ids[index])
            if row is not None and not row.read:
                return index
        if near == stop:
            return None
        unread = frozenset(self._storage.ids(replace(self.listing, scope=Scope.UNREAD)))
        return next((index for index in range(near, stop, step) if ids[index] in unread), None)

    def _page(self, loaded: _Loaded, number: int) -> dict[int, ArticleRow]:
        with loaded.lock:
            page = loaded.pages.get(number)
            if page is not None:
                loaded.pages.move_to_end(number)
                return page
            forgotten = loaded.forgotten
        page = {row.id: row for row in self._storage.rows(loaded.ids[number * PAGE : (number + 1) * PAGE])}
        with loaded.lock:
            if loaded.forgotten == forgotten:
                loaded.pages[number] = page
            if len(loaded.pages) > PAGES:
                loaded.pages.popitem(last=False)
        return page
