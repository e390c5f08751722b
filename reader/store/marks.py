"""What a person does with articles: reading and bookmarks. On the disk, and in the journal, when a call returns."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from datetime import datetime

from reader.model import ArticleRow, Bookmark
from reader.store.journal import Journal, perform
from reader.store.moments import moment, stored
from reader.store.operations import Operation, SetBookmark, SetRead
from reader.store.protocol import NotFoundError
from reader.store.rows import rows_of

_IN_ORDER = "SELECT article_id, created, note, position FROM bookmarks ORDER BY position DESC, article_id DESC"


class Marks(Journal):
    """The part of the library that keeps read marks and bookmarks."""

    def set_read(self, ids: Iterable[int], read: bool, *, when: datetime) -> tuple[int, ...]:
        """See `Storage.set_read`. Ids that are gone are passed over."""
        wanted = array("q", sorted(set(ids)))
        times = array("q", [stored(when)]) * len(wanted) if read else array("q")

        def say(changed: Sequence[Operation]) -> str:
            return f"marked {articles(len(_ids(changed)))} {'read' if read else 'unread'}"

        return _ids(self.change([SetRead(wanted, times)], say)) if wanted else ()

    def set_bookmark(self, article_id: int, bookmark: Bookmark | None) -> Bookmark | None:
        """See `Storage.set_bookmark`. Raises NotFoundError when the article is gone."""
        wanted = SetBookmark(article_id)
        if bookmark is not None:
            wanted = SetBookmark(article_id, stored(bookmark.created), bookmark.note)

        def say(changed: Sequence[Operation]) -> str:
            if bookmark is None:
                return "removed 1 bookmark"
            known = _bookmark(changed) is not None
            return "changed the note of 1 bookmark" if known else "bookmarked 1 article"

        changed = self.change([wanted], say)
        return _bookmark(changed) if changed else bookmark

    def bookmarks(self) -> list[tuple[ArticleRow, Bookmark]]:
        """See `Storage.bookmarks`."""
        with self.reading() as connection:
            found = {
                article_id: Bookmark(article_id, moment(created), note)
                for article_id, created, note, _ in connection.execute(_IN_ORDER)
            }
            return [(row, found[row.id]) for row in rows_of(connection, list(found))]

    def move_bookmark(self, article_id: int, places: int) -> bool:
        """See `Storage.move_bookmark`."""

        def work(connection: sqlite3.Connection) -> bool:
            return bool(perform(connection, _moved(connection, article_id, places), lambda _: "moved 1 bookmark"))

        return self.write(work, durable=True)


def _moved(connection: sqlite3.Connection, article_id: int, places: int) -> list[Operation]:
    """What moves a bookmark in the order of all: each position goes to whoever stands there now."""
    rows = connection.execute(_IN_ORDER).fetchall()
    place = next((number for number, row in enumerate(rows) if row[0] == article_id), None)
    if place is None:
        raise NotFoundError(f"Article {article_id} is not bookmarked.")
    target = min(max(place + places, 0), len(rows) - 1)
    if target == place:
        return []
    positions = [row[3] for row in rows]
    for index in range(1, len(positions)):  # two bookmarks of one moment share a position
        positions[index] = min(positions[index], positions[index - 1] - 1)
    rows.insert(target, rows.pop(place))
    return [
        SetBookmark(id_, created, note, position)
        for (id_, created, note, _), position in zip(rows, positions, strict=True)
    ]


def articles(number: int) -> str:
    """So many articles, in words."""
    return f"{number:,} article{'' if number == 1 else 's'}"


def _ids(changed: Sequence[Operation]) -> tuple[int, ...]:
    return tuple(id_ for operation in changed if isinstance(operation, SetRead) for id_ in operation.ids)


def _bookmark(changed: Sequence[Operation]) -> Bookmark | None:
    """The bookmark that a change has replaced."""
    for operation in changed:
        if isinstance(operation, SetBookmark) and operation.created is not None:
            return Bookmark(operation.article_id, moment(operation.created), operation.note)
    return None
