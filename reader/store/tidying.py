"""Tidying: what is no longer wanted goes, in small transactions, so that whoever writes beside it does not wait.

Whether an article may go is asked again in the transaction that deletes it: it may just have been bookmarked.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from reader.store.connections import Connections
from reader.store.moments import stored
from reader.store.operations import SetSource
from reader.store.protocol import StorageError
from reader.store.saving import withdraw

_Parameters = Sequence[str] | dict[str, int | None]
_BATCH = 200
"""Articles or versions deleted by one transaction: some 50 ms of writing."""
_REMOVED = """a.source_id IN (SELECT id FROM sources WHERE removed_at < {limit})
    AND a.id NOT IN (SELECT article_id FROM bookmarks)"""
_UNPROTECTED = """a.read_at IS NOT NULL AND a.id NOT IN (SELECT article_id FROM bookmarks)
    AND a.id NOT IN (SELECT article_id FROM article_tags)"""
_WAITED = timedelta(days=365)
"""After so long a read mark no longer waits for its article."""
_LONGEST = 100_000  # days that are counted back
_FREE = 0.2
"""From this share of free pages on the file is written anew."""


class Tidying(Connections):
    """The part of the library that throws away."""

    def purge(self, *, removed_before: datetime, dry: bool = False) -> int:
        """See `Storage.purge`."""
        limit = stored(removed_before)
        going = _REMOVED.format(limit=limit)
        with self.reading() as connection:
            ids = _ids(connection, f"SELECT a.id FROM articles a WHERE {going}")  # noqa: S608 (fixed words, a number)
        if dry:
            return len(ids)

        # First of all, so that whatever ends this: added again, it is read whole, because its articles went.
        forget = f"UPDATE sources SET {SetSource.FORGOTTEN} WHERE removed_at < ?"  # noqa: S608 (fixed words only)
        self.write(lambda connection: connection.execute(forget, (limit,)), durable=False)
        gone = self._delete(ids, going, remember=None)

        def sources(connection: sqlite3.Connection) -> None:
            connection.execute(
                """DELETE FROM sources WHERE removed_at < ?
                    AND NOT EXISTS (SELECT 1 FROM articles WHERE source_id = sources.id)""",
                (limit,),
            )
            connection.execute("DELETE FROM tags WHERE id NOT IN (SELECT tag_id FROM article_tags)")

        self.write(sources, durable=False)
        return gone

    def retire(self, *, now: datetime, dry: bool = False) -> int:
        """See `Storage.retire`."""
        with self.reading() as connection:
            limited = connection.execute(
                """SELECT id, keep_articles, keep_days FROM sources
                    WHERE NOT removed AND (keep_articles IS NOT NULL OR keep_days IS NOT NULL)"""
            ).fetchall()
            ids = [id_ for limits in limited for id_ in _too_many(connection, limits, now)]
        if dry:
            return len(ids)
        gone = self._delete(ids, _UNPROTECTED, remember=stored(now))
        forgotten = (stored(now - _WAITED),)
        self.write(lambda c: c.execute("DELETE FROM waiting_reads WHERE since < ?", forgotten), durable=False)
        return gone

    def trim_versions(self, *, keep: int, dry: bool = False) -> int:
        """See `Storage.trim_versions`."""
        shown = "SELECT 1 FROM articles a WHERE a.id = v.article_id AND v.id IN (a.version_id, a.fed_id, a.page_id)"
        spare = f"NOT EXISTS ({shown})"
        with self.reading() as connection:
            ids = _ids(
                connection,
                f"""SELECT v.id FROM (SELECT id, article_id,
                        row_number() OVER (PARTITION BY article_id ORDER BY id DESC) AS place
                        FROM versions WHERE article_id IN (
                            SELECT article_id FROM versions GROUP BY article_id HAVING count(*) > {int(keep)})) v
                    WHERE v.place > {int(keep)} AND {spare}""",  # noqa: S608 (fixed words, a number)
            )
        if dry:
            return len(ids)
        gone = 0
        for start in range(0, len(ids), _BATCH):
            batch = json.dumps(ids[start : start + _BATCH])
            statement = f"DELETE FROM versions AS v WHERE v.id IN (SELECT value FROM json_each(?)) AND {spare}"  # noqa: S608
            gone += self.write(partial(_run, statement=statement, parameters=(batch,)), durable=False)
        return gone

    def check(self, *, full: bool) -> str:
        """See `Storage.check`."""
        kind = "integrity_check" if full else "quick_check"
        with self.reading() as connection:
            (found,) = connection.execute(f"PRAGMA {kind}(1)").fetchone()
            strays = connection.execute("PRAGMA foreign_key_check").fetchone() if full else None
            indexes = connection.execute(
                "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%'"
            ).fetchall()
        if found != "ok":
            return (
                f"The library is damaged: {found}. Export what can be read, or put a copy from a backup in its place."
            )
        if strays is not None:
            return f"The library is damaged: a row of {strays[0]} belongs to nothing."
        for (name,) in indexes if full else ():
            statement = f"INSERT INTO {name} ({name}) VALUES ('integrity-check')"  # noqa: S608 (a name of ours)
            try:
                self.write(partial(_run, statement=statement), durable=False)
            except StorageError as error:
                return f"The text index {name} is damaged: {error}"
        return ""

    def compact(self, *, dry: bool = False) -> int:
        """See `Storage.compact`."""
        with self.reading() as connection:
            pages, free, size = connection.execute(
                """SELECT page_count, freelist_count, page_size
                    FROM pragma_page_count, pragma_freelist_count, pragma_page_size"""
            ).fetchone()
        wanted = free > pages * _FREE and shutil.disk_usage(self.path.parent).free > 2 * pages * size
        if dry:
            return free * size if wanted else 0
        if wanted:
            self.serially(lambda connection: connection.execute("VACUUM"), durable=True)
        self.serially(lambda connection: connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall(), durable=True)
        return free * size if wanted else 0

    def _delete(self, ids: Sequence[int], allowed: str, *, remember: int | None) -> int:
        """Delete those of these articles that still may go; returns how many.

        `remember` keeps the read marks of those that their source may give again, as waiting since that time.
        """

        def work(connection: sqlite3.Connection, batch: Sequence[int]) -> int:
            chosen = (json.dumps(batch),)
            listed = f"a.id IN (SELECT value FROM json_each(?)) AND {allowed}"  # noqa: S608 (fixed words)
            gone = _ids(connection, f"SELECT a.id FROM articles a WHERE {listed}", chosen)  # noqa: S608 (fixed words)
            if remember is not None:
                connection.execute(
                    f"""INSERT OR REPLACE INTO waiting_reads (source_id, identity, read_at, since)
                        SELECT a.source_id, a.identity, a.read_at, {remember} FROM articles a WHERE {listed}""",  # noqa: S608
                    chosen,
                )
            withdraw(connection, gone)
            connection.executemany("DELETE FROM articles WHERE id = ?", ((id_,) for id_ in gone))
            return len(gone)

        return sum(
            self.write(partial(work, batch=ids[start : start + _BATCH]), durable=False)
            for start in range(0, len(ids), _BATCH)
        )


def _too_many(connection: sqlite3.Connection, limits: tuple[int, int | None, int | None], now: datetime) -> list[int]:
    """The articles that a source with these limits (its id, articles, days) is not to keep."""
    source_id, keep_articles, keep_days = limits
    oldest = None if keep_days is None else stored(now - timedelta(days=min(keep_days, _LONGEST)))
    return _ids(
        connection,
        f"""SELECT a.id FROM articles a WHERE a.source_id = :source AND {_UNPROTECTED} AND (
            a.sort_at < :oldest OR a.id IN (SELECT id FROM articles WHERE source_id = :source AND :most IS NOT NULL
                ORDER BY place DESC LIMIT -1 OFFSET coalesce(:most, 0)))""",  # noqa: S608 (fixed words only)
        {"source": source_id, "oldest": oldest, "most": keep_articles},
    )


def _run(connection: sqlite3.Connection, *, statement: str, parameters: Sequence[str] = ()) -> int:
    return connection.execute(statement, parameters).rowcount


def _ids(connection: sqlite3.Connection, query: str, parameters: _Parameters = ()) -> list[int]:
    return [id_ for (id_,) in connection.execute(query, parameters)]
