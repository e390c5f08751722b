"""What a person does with articles: reading and bookmarks. On the disk when a call returns."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import datetime

from reader.model import ArticleRow, Bookmark
from reader.store.connections import Connections
from reader.store.moments import moment, stored
from reader.store.protocol import NotFoundError
from reader.store.rows import rows_of


class Marks(Connections):
    """The part of the library that keeps read marks and bookmarks."""

    def set_read(self, ids: Iterable[int], read: bool, *, when: datetime) -> tuple[int, ...]:
        """See `Storage.set_read`. Ids that are gone are passed over."""
        wanted = json.dumps(list(ids))

        def work(connection: sqlite3.Connection) -> tuple[int, ...]:
            changed = connection.execute(
                """UPDATE articles SET read_at = ? WHERE id IN (SELECT value FROM json_each(?))
                    AND (read_at IS NULL) = ? RETURNING id""",
                (stored(when) if read else None, wanted, read),
            )
            return tuple(sorted(id_ for (id_,) in changed))

        return self.write(work, durable=True)

    def set_bookmark(self, article_id: int, bookmark: Bookmark | None) -> Bookmark | None:
        """See `Storage.set_bookmark`. Raises NotFoundError when the article is gone."""

        def work(connection: sqlite3.Connection) -> Bookmark | None:
            found = connection.execute(
                """SELECT b.created, b.note FROM articles a LEFT JOIN bookmarks b ON b.article_id = a.id
                    WHERE a.id = ?""",
                (article_id,),
            ).fetchone()
            if found is None:
                raise NotFoundError(f"There is no article {article_id}.")
            if bookmark is None:
                connection.execute("DELETE FROM bookmarks WHERE article_id = ?", (article_id,))
            else:
                connection.execute(
                    "INSERT OR REPLACE INTO bookmarks (article_id, created, note) VALUES (?, ?, ?)",
                    (article_id, stored(bookmark.created), bookmark.note),
                )
            created, note = found
            return None if created is None else Bookmark(article_id, moment(created), note)

        return self.write(work, durable=True)

    def bookmarks(self) -> list[tuple[ArticleRow, Bookmark]]:
        """See `Storage.bookmarks`."""
        with self.reading() as connection:
            found = {
                article_id: Bookmark(article_id, moment(created), note)
                for article_id, created, note in connection.execute(
                    "SELECT article_id, created, note FROM bookmarks ORDER BY created DESC, article_id DESC"
                )
            }
            return [(row, found[row.id]) for row in rows_of(connection, list(found))]
