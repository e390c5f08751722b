"""Storing what sources yield, and reading one article back."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from reader.model import Article, Bookmark, Entry, Version
from reader.store.connections import transaction
from reader.store.identity import name_entries
from reader.store.indexing import Indexing
from reader.store.moments import moment
from reader.store.packing import pack_entry, unpack
from reader.store.protocol import NotFoundError, Saved, StorageError
from reader.store.rows import rows_of
from reader.store.saving import add_versions, compare, insert, mark_vanished, rename, unknown
from reader.store.search import prepare
from reader.store.tagging import tags_of


class Articles(Indexing):
    """The part of the library that keeps articles and their versions."""

    def save(self, source_id: int, entries: Sequence[Entry], *, when: datetime, complete: bool = False) -> Saved:
        """See `Storage.save`."""
        named = name_entries(entries)
        # In the thread that asks: this takes longer than storing, and the writing thread is one for all.
        with self.reading() as connection:
            new = unknown(connection, source_id, named)
        prepared = {
            each.identity: (pack_entry(each.entry), prepare(each.entry.title, each.entry.document.text)) for each in new
        }

        def stored_so(connection: sqlite3.Connection) -> Saved:
            saved = save(connection)
            if not complete:
                return saved
            with transaction(connection, "BEGIN IMMEDIATE"):
                return replace(saved, vanished=mark_vanished(connection, source_id, named, when))

        def save(connection: sqlite3.Connection) -> Saved:
            # Most refreshes change nothing; they find that out without a transaction that others would wait for.
            state = _state(connection)
            changes = compare(connection, source_id, named)
            if not changes:
                return Saved()
            with transaction(connection, "BEGIN IMMEDIATE"):
                if _state(connection) != state:  # another process was quicker
                    changes = compare(connection, source_id, named)
                rename(connection, changes)
                add_versions(connection, changes.texts, when)
                stored = insert(connection, source_id, changes.new, prepared, when)
            self.remember(stored)
            return Saved(new=len(changes.new), updated=len(changes.texts))

        return self.serially(stored_so, durable=False)

    def article(self, article_id: int) -> Article:
        """See `Storage.article`."""
        with self.reading() as connection:
            return read_article(connection, article_id)


def read_article(connection: sqlite3.Connection, article_id: int) -> Article:
    """An article with the version that is shown. Raises NotFoundError, and StorageError when it is damaged."""
    rows = rows_of(connection, [article_id])
    if not rows:
        raise NotFoundError(f"There is no article {article_id}.")
    found = connection.execute(
        """SELECT a.first_seen, a.page_id, b.created, b.note, v.id, v.seen, v.hash, v.packed
            FROM articles a CROSS JOIN versions v ON v.id = a.version_id
            LEFT JOIN bookmarks b ON b.article_id = a.id WHERE a.id = ?""",
        (article_id,),
    ).fetchone()
    first_seen, page_id, created, note, version_id, seen, digest, packed = found
    try:
        version = unpack(packed)
    except ValueError as error:
        raise StorageError(f"Article {article_id} is damaged in the library and cannot be shown.") from error
    return Article(
        row=rows[0],
        document=version.document,
        version=Version(version_id, article_id, moment(seen), digest.hex(), version.title, version.byline),
        language=version.language,
        first_seen=moment(first_seen),
        bookmark=None if created is None else Bookmark(article_id, moment(created), note),
        has_page=page_id is not None,
        from_page=page_id == version_id,
        tags=tags_of(connection, article_id),
    )


def _state(connection: sqlite3.Connection) -> int:
    """A number that changes whenever another connection has written."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])
