"""Where articles come from, as it is kept."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from typing import Any

from reader.model import FetchState, Source, SourceKind
from reader.store.connections import Connections
from reader.store.moments import moment, stored
from reader.store.protocol import NotFoundError
from reader.store.saving import indexed
from reader.store.search import unindex

_SOURCES = """
    SELECT id, address, kind, title, link, kept, etag, last_modified, last_tried, last_success, error,
        (SELECT count(*) FROM articles a WHERE a.source_id = s.id),
        (SELECT count(*) FROM articles a WHERE a.source_id = s.id AND a.read_at IS NULL)
    FROM sources s WHERE NOT removed"""


class Sources(Connections):
    """The part of the library that keeps sources.

    A removed source with bookmarked articles stays behind, hidden, for their rows to name it; added again, it comes
    back with them.
    """

    def sources(self) -> list[Source]:
        """See `Storage.sources`."""
        with self.reading() as connection:
            found = [_source(row) for row in connection.execute(_SOURCES)]
        return sorted(found, key=lambda source: ((source.title or source.address).casefold(), source.id))

    def source(self, source_id: int) -> Source:
        """The source of that id, with its counts. Raises NotFoundError."""
        with self.reading() as connection:
            row = connection.execute(f"{_SOURCES} AND id = ?", (source_id,)).fetchone()
        if row is None:
            raise _unknown(source_id)
        return _source(row)

    def add_source(self, address: str, kind: SourceKind, *, title: str = "", kept: bool = True) -> Source:
        """See `Storage.add_source`."""

        def work(connection: sqlite3.Connection) -> Source:
            # A source that was removed starts anew: what its server said belongs to articles that went.
            connection.execute(
                """INSERT INTO sources (address, kind, title, kept) VALUES (?, ?, ?, ?) ON CONFLICT (address) DO UPDATE
                    SET kept = max(kept, excluded.kept), removed = 0,
                    title = coalesce(nullif(title, ''), excluded.title),
                    etag = iif(removed, '', etag), last_modified = iif(removed, '', last_modified)""",
                (address, kind.value, title, kept),
            )
            return _source(connection.execute(f"{_SOURCES} AND address = ?", (address,)).fetchone())

        return self.write(work, durable=True)

    def remove_source(self, source_id: int) -> int:
        """See `Storage.remove_source`."""

        def work(connection: sqlite3.Connection) -> int:
            _change(connection, "removed = 1, kept = 0, error = ''", source_id)
            # All removed sources: one left behind by an earlier call may have lost its last bookmark since.
            gone = connection.execute(
                """SELECT id, source_id FROM articles WHERE source_id IN (SELECT id FROM sources WHERE removed)
                    AND id NOT IN (SELECT article_id FROM bookmarks)"""
            ).fetchall()
            unindex(connection, indexed(connection, (id_ for id_, _ in gone)))
            connection.executemany("DELETE FROM articles WHERE id = ?", ((id_,) for id_, _ in gone))
            connection.execute(
                "DELETE FROM sources WHERE removed AND NOT EXISTS (SELECT 1 FROM articles WHERE source_id = sources.id)"
            )
            return sum(1 for _, source in gone if source == source_id)

        return self.write(work, durable=True)

    def record_success(self, source_id: int, *, state: FetchState, title: str, link: str, when: datetime) -> None:
        """See `Storage.record_success`."""
        changes = """etag = ?, last_modified = ?, title = coalesce(nullif(?, ''), title),
            link = coalesce(nullif(?, ''), link), last_tried = ?, last_success = ?, error = ''"""
        values = (state.etag, state.last_modified, title, link, stored(when), stored(when))
        self.write(lambda connection: _change(connection, changes, source_id, *values), durable=False)

    def record_failure(self, source_id: int, error: str, *, when: datetime) -> None:
        """See `Storage.record_failure`."""
        self.write(
            lambda connection: _change(connection, "error = ?, last_tried = ?", source_id, error, stored(when)),
            durable=False,
        )


def _change(connection: sqlite3.Connection, changes: str, source_id: int, *values: str | int) -> None:
    statement = f"UPDATE sources SET {changes} WHERE id = ? AND NOT removed"  # noqa: S608 (fixed words only)
    if connection.execute(statement, (*values, source_id)).rowcount == 0:
        raise _unknown(source_id)


def _unknown(source_id: int) -> NotFoundError:
    return NotFoundError(f"There is no source {source_id}.")


def _source(row: tuple[Any, ...]) -> Source:
    return Source(
        id=row[0],
        address=row[1],
        kind=SourceKind(row[2]),
        title=row[3],
        link=row[4],
        kept=bool(row[5]),
        state=FetchState(row[6], row[7]),
        last_tried=moment(row[8]),
        last_success=moment(row[9]),
        error=row[10],
        articles=row[11],
        unread=row[12],
    )
