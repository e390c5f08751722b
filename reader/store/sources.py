"""Where articles come from, as it is kept."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from reader.model import Access, FetchState, Source, SourceKind
from reader.store.connections import Connections
from reader.store.moments import moment, stored
from reader.store.protocol import NotFoundError, StorageError
from reader.store.saving import indexed
from reader.store.search import unindex
from reader.text.clean import clean_line

_COLUMNS = """id, address, kind, title, link, kept, etag, last_modified, moved_to, last_tried, last_success, error,
        (SELECT count(*) FROM articles a WHERE a.source_id = s.id),
        (SELECT count(*) FROM articles a WHERE a.source_id = s.id AND a.read_at IS NULL),
        folder, paused, gone, failures, not_before, interval, full_text, access, keep_articles, keep_days"""
_SOURCES = f"SELECT {_COLUMNS} FROM sources s WHERE NOT removed"  # noqa: S608 (fixed words only)
_FORGOTTEN = "etag = '', last_modified = '', moved_to = '', gone = 0, failures = 0, not_before = NULL, error = ''"
"""What a server said, when it no longer counts."""


class Sources(Connections):
    """The part of the library that keeps sources.

    A removed source stays behind, hidden, with its articles until they are purged, and with its bookmarked articles
    as long as these are bookmarked, for their rows to name it; added again, it comes back with them.
    """

    def sources(self) -> list[Source]:
        """See `Storage.sources`."""
        with self.reading() as connection:
            found = [_source(row) for row in connection.execute(_SOURCES)]
        return sorted(found, key=lambda source: ((source.title or source.address).casefold(), source.id))

    def source(self, source_id: int) -> Source:
        """The source of that id, with its counts. Raises NotFoundError."""
        with self.reading() as connection:
            return _found(connection, source_id)

    def add_source(self, address: str, kind: SourceKind, *, title: str = "", kept: bool = True) -> Source:
        """See `Storage.add_source`."""
        (source,) = self._add([Source(0, address, kind, title=title, kept=kept)])
        return source

    def add_sources(self, sources: Sequence[Source]) -> list[Source]:
        """See `Storage.add_sources`."""
        return self._add(sources)

    def _add(self, sources: Sequence[Source]) -> list[Source]:
        def work(connection: sqlite3.Connection) -> list[Source]:
            added = []
            for source in sources:
                connection.execute(
                    """INSERT INTO sources (address, kind, title, kept, folder) VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT (address) DO UPDATE SET kept = max(kept, excluded.kept), removed = 0,
                        removed_at = NULL, title = coalesce(nullif(title, ''), excluded.title),
                        folder = coalesce(nullif(folder, ''), excluded.folder)""",
                    (source.address, source.kind.value, source.title, source.kept, source.folder),
                )
                added.append(_source(connection.execute(f"{_SOURCES} AND address = ?", (source.address,)).fetchone()))
            return added

        return self.write(work, durable=True)

    def set_source(self, source: Source) -> Source:
        """See `Storage.set_source`."""

        def work(connection: sqlite3.Connection) -> Source:
            before = _found(connection, source.id)
            if source.address != before.address:
                taken = connection.execute("SELECT 1 FROM sources WHERE address = ?", (source.address,)).fetchone()
                if taken is not None:
                    raise StorageError(f"Another source has the address {clean_line(source.address)} already.")
                _change(connection, f"address = ?, {_FORGOTTEN}", source.id, source.address)
            changes = """title = ?, folder = ?, paused = ?, interval = ?, full_text = ?, access = ?,
                keep_articles = ?, keep_days = ?"""
            switches = (source.title, source.folder, source.paused, source.interval, source.full_text)
            limits = (source.keep_articles, source.keep_days)
            _change(connection, changes, source.id, *switches, _packed(source.access), *limits)
            return before

        return self.write(work, durable=True)

    def remove_source(self, source_id: int, *, when: datetime) -> int:
        """See `Storage.remove_source`."""

        def work(connection: sqlite3.Connection) -> int:
            _change(connection, "removed = 1, removed_at = ?", source_id, stored(when))
            (gone,) = connection.execute(
                """SELECT count(*) FROM articles WHERE source_id = ?
                    AND id NOT IN (SELECT article_id FROM bookmarks)""",
                (source_id,),
            ).fetchone()
            return int(gone)

        return self.write(work, durable=True)

    def restore_source(self, source_id: int) -> Source:
        """See `Storage.restore_source`."""

        def work(connection: sqlite3.Connection) -> Source:
            connection.execute("UPDATE sources SET removed = 0, removed_at = NULL WHERE id = ?", (source_id,))
            return _found(connection, source_id)

        return self.write(work, durable=True)

    def purge(self, *, removed_before: datetime) -> int:
        """See `Storage.purge`."""

        def work(connection: sqlite3.Connection) -> int:
            limit = (stored(removed_before),)
            gone = [
                id_
                for (id_,) in connection.execute(
                    """SELECT id FROM articles WHERE source_id IN (SELECT id FROM sources WHERE removed_at < ?)
                        AND id NOT IN (SELECT article_id FROM bookmarks)""",
                    limit,
                )
            ]
            unindex(connection, indexed(connection, gone))
            connection.executemany("DELETE FROM articles WHERE id = ?", ((id_,) for id_ in gone))
            connection.execute(
                """DELETE FROM sources WHERE removed_at < ?
                    AND NOT EXISTS (SELECT 1 FROM articles WHERE source_id = sources.id)""",
                limit,
            )
            # Its articles went: added again, it has to be read whole.
            connection.execute(f"UPDATE sources SET {_FORGOTTEN} WHERE removed_at < ?", limit)  # noqa: S608 (fixed)
            return len(gone)

        return self.write(work, durable=True)

    def record_success(
        self,
        source_id: int,
        *,
        state: FetchState,
        title: str,
        link: str,
        when: datetime,
        not_before: datetime | None = None,
        error: str = "",
    ) -> None:
        """See `Storage.record_success`."""
        changes = """etag = ?, last_modified = ?, moved_to = ?, title = coalesce(nullif(?, ''), title),
            link = coalesce(nullif(?, ''), link), last_tried = ?, last_success = ?, not_before = ?, error = ?,
            gone = 0, failures = 0"""
        said = (state.etag, state.last_modified, state.moved_to, title, link)
        values = (*said, stored(when), stored(when), stored(not_before), error)
        self.write(lambda connection: _change(connection, changes, source_id, *values), durable=False)

    def record_failure(
        self, source_id: int, error: str, *, when: datetime, not_before: datetime | None = None, gone: bool = False
    ) -> None:
        """See `Storage.record_failure`."""
        changes = "error = ?, last_tried = ?, not_before = ?, gone = ?, failures = failures + 1"
        values = (error, stored(when), stored(not_before), gone)
        self.write(lambda connection: _change(connection, changes, source_id, *values), durable=False)

    def newest_moments(self, source_id: int, *, limit: int) -> list[datetime]:
        """See `Storage.newest_moments`."""
        newest = "SELECT sort_at FROM articles WHERE source_id = ? ORDER BY sort_at DESC, id DESC LIMIT ?"
        with self.reading() as connection:
            return [moment(at) for (at,) in connection.execute(newest, (source_id, limit))]


def _found(connection: sqlite3.Connection, source_id: int) -> Source:
    row = connection.execute(f"{_SOURCES} AND id = ?", (source_id,)).fetchone()
    if row is None:
        raise _unknown(source_id)
    return _source(row)


def _change(connection: sqlite3.Connection, changes: str, source_id: int, *values: str | int | None) -> None:
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
        state=FetchState(row[6], row[7], row[8]),
        last_tried=moment(row[9]),
        last_success=moment(row[10]),
        error=row[11],
        articles=row[12],
        unread=row[13],
        folder=row[14],
        paused=bool(row[15]),
        gone=bool(row[16]),
        failures=row[17],
        not_before=moment(row[18]),
        interval=row[19],
        full_text=bool(row[20]),
        access=_unpacked(row[21]),
        keep_articles=row[22],
        keep_days=row[23],
    )


def _packed(access: Access) -> str:
    return "" if access == Access() else json.dumps(asdict(access))


def _unpacked(text: str) -> Access:
    if not text:
        return Access()
    data = json.loads(text)
    return Access(**{**data, "headers": tuple((name, value) for name, value in data["headers"])})
