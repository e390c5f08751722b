"""Full texts of articles' pages: a version beside the one that the source gave, either of which can be shown."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import datetime

from reader.model import Article, Entry
from reader.store.articles import read_article
from reader.store.connections import Connections
from reader.store.identity import text_hash
from reader.store.moments import stored
from reader.store.protocol import NotFoundError
from reader.store.saving import insert_version, show_version

_AT_ONCE = 20  # articles of one source whose pages are fetched after a refresh; older ones when they are opened


class Pages(Connections):
    """The part of the library that keeps full texts."""

    def save_page(self, article_id: int, page: Entry | None, *, when: datetime) -> Article:
        """See `Storage.save_page`."""

        def work(connection: sqlite3.Connection) -> Article:
            _, page_id = _versions(connection, article_id)
            connection.execute("UPDATE articles SET page_tried = ? WHERE id = ?", (stored(when), article_id))
            if page is not None:
                digest = text_hash(page)
                known = (page_id, bytes.fromhex(digest))
                same = connection.execute("SELECT 1 FROM versions WHERE id = ? AND hash = ?", known)
                if same.fetchone() is None:
                    page_id = insert_version(connection, article_id, page, digest, when)
                    connection.execute("UPDATE articles SET page_id = ? WHERE id = ?", (page_id, article_id))
                show_version(connection, article_id, page_id)
            return read_article(connection, article_id)

        return self._write(work)

    def show_page(self, article_id: int, page: bool) -> Article:
        """See `Storage.show_page`."""

        def work(connection: sqlite3.Connection) -> Article:
            fed_id, page_id = _versions(connection, article_id)
            if page and page_id is None:
                raise NotFoundError(f"The page of article {article_id} has not been fetched.")
            show_version(connection, article_id, page_id if page else fed_id)
            return read_article(connection, article_id)

        return self._write(work)

    def pages_wanted(self, *, limit: int) -> list[tuple[int, str]]:
        """See `Storage.pages_wanted`."""
        with self.reading() as connection:
            sources = connection.execute(
                "SELECT id FROM sources WHERE full_text AND kept AND NOT paused AND NOT removed"
            ).fetchall()
            # Of the newest alone: a source that is switched to full texts has perhaps thousands of old articles.
            wanted = [
                row
                for (source_id,) in sources
                for row in connection.execute(
                    """SELECT id, link, place FROM (
                        SELECT id, link, place, page_tried, read_at FROM articles WHERE source_id = ?
                        ORDER BY place DESC LIMIT ?
                    ) WHERE page_tried IS NULL AND read_at IS NULL AND link <> ''""",
                    (source_id, _AT_ONCE),
                )
            ]
        wanted.sort(key=lambda row: row[2], reverse=True)
        return [(article_id, link) for article_id, link, _ in wanted[:limit]]

    def _write(self, work: Callable[[sqlite3.Connection], Article]) -> Article:
        return self.write(work, durable=False)


def _versions(connection: sqlite3.Connection, article_id: int) -> tuple[int, int | None]:
    found = connection.execute("SELECT fed_id, page_id FROM articles WHERE id = ?", (article_id,)).fetchone()
    if found is None:
        raise NotFoundError(f"There is no article {article_id}.")
    return int(found[0]), found[1]
