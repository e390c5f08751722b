"""Where articles come from, as it is kept."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from reader.model import Access, FetchState, Source, SourceKind
from reader.store.journal import Journal, perform
from reader.store.moments import moment, stored
from reader.store.operations import SetRemoved, SetSource, no_source
from reader.text.clean import clean_line

_COLUMNS = """id, address, kind, title, link, kept, etag, last_modified, moved_to, last_tried, last_success, error,
        coalesce((SELECT articles FROM tallies WHERE source_id = s.id), 0),
        coalesce((SELECT unread FROM tallies WHERE source_id = s.id), 0),
        folder, paused, gone, failures, not_before, interval, full_text, access, keep_articles, keep_days"""
_SOURCES = f"SELECT {_COLUMNS} FROM sources s WHERE NOT removed"  # noqa: S608 (fixed words only)


class Sources(Journal):
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
        columns: dict[str, str | int | None] = {
            "address": source.address,
            "title": source.title,
            "folder": source.folder,
            "paused": int(source.paused),
            "interval": source.interval,
            "full_text": int(source.full_text),
            "access": packed_access(source.access),
            "keep_articles": source.keep_articles,
            "keep_days": source.keep_days,
        }

        def work(connection: sqlite3.Connection) -> Source:
            before = _found(connection, source.id)
            perform(connection, [SetSource(source.id, columns)], lambda _: f"changed {_name(before)}")
            return before

        return self.write(work, durable=True)

    def remove_source(self, source_id: int, *, when: datetime) -> int:
        """See `Storage.remove_source`."""

        def work(connection: sqlite3.Connection) -> int:
            name = _name(_found(connection, source_id))
            perform(connection, [SetRemoved(source_id, stored(when))], lambda _: f"removed {name}")
            (gone,) = connection.execute(
                """SELECT coalesce((SELECT articles FROM tallies WHERE source_id = ?1), 0) - (
                    SELECT count(*) FROM bookmarks b CROSS JOIN articles a ON a.id = b.article_id
                    WHERE a.source_id = ?1)""",
                (source_id,),
            ).fetchone()
            return int(gone)

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
        newest = "SELECT sort_at FROM articles WHERE source_id = ? ORDER BY place DESC LIMIT ?"
        with self.reading() as connection:
            return [moment(at) for (at,) in connection.execute(newest, (source_id, limit))]


def every_source(connection: sqlite3.Connection) -> list[Source]:
    """All sources by id. Removed ones too, as if they were only visited: their bookmarks are still there."""
    query = f"SELECT {_COLUMNS}, removed FROM sources s ORDER BY id"  # noqa: S608 (fixed words only)
    return [replace(_source(row), kept=bool(row[5]) and not row[-1]) for row in connection.execute(query)]


def _found(connection: sqlite3.Connection, source_id: int) -> Source:
    row = connection.execute(f"{_SOURCES} AND id = ?", (source_id,)).fetchone()
    if row is None:
        raise no_source(source_id)
    return _source(row)


def _change(connection: sqlite3.Connection, changes: str, source_id: int, *values: str | int | None) -> None:
    statement = f"UPDATE sources SET {changes} WHERE id = ? AND NOT removed"  # noqa: S608 (fixed words only)
    if connection.execute(statement, (*values, source_id)).rowcount == 0:
        raise no_source(source_id)


def _name(source: Source) -> str:
    """What a source is called in the journal: never by the password that may stand in its address."""
    with suppress(ValueError):
        return clean_line(source.title or urlsplit(source.address).hostname or source.address)
    return "a source"


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
        access=unpacked_access(row[21]),
        keep_articles=row[22],
        keep_days=row[23],
    )


def packed_access(access: Access) -> str:
    """How a source is asked for, as it is stored."""
    return "" if access == Access() else json.dumps(asdict(access))


def unpacked_access(text: str) -> Access:
    """The inverse of `packed_access`."""
    if not text:
        return Access()
    data = json.loads(text)
    return Access(**{**data, "headers": tuple((name, value) for name, value in data["headers"])})
