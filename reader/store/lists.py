"""Lists: which articles a listing shows, newest first, and how many.

A list is walked along an index that holds it in its order, and stops at its limit; texts are in another table. Only a
text search and the bookmarks have to be sorted: they start from their few hits.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from dataclasses import replace

from reader.model import ArticleRow, Listing, Scope
from reader.store.connections import Connections
from reader.store.rows import rows_of
from reader.store.search import wanted

# The signs "+" keep the planner from starting at the sources or bookmarks, which would give up the order of the index.
_SHOWN = """(+a.source_id IN (SELECT id FROM sources WHERE kept AND NOT removed)
    OR +a.id IN (SELECT article_id FROM bookmarks))"""


def list_query(listing: Listing, limit: int | None = None) -> tuple[str, tuple[str | int, ...]]:
    """The SQL that selects the ids of a list, newest first, and its parameters."""
    tables, parameters = _selection(listing)
    statement = f"SELECT a.id {tables} ORDER BY a.sort_at DESC, a.id DESC LIMIT ?"
    return statement, (*parameters, -1 if limit is None else max(limit, 0))


class Lists(Connections):
    """The part of the library that answers which articles a list shows."""

    def ids(self, listing: Listing, *, limit: int | None = None) -> array[int]:
        """See `Storage.ids`."""
        query, parameters = list_query(listing, limit)
        # One string of all ids: quicker by half than a row for each.
        whole = f"SELECT json_group_array(id) FROM ({query})"  # noqa: S608 (fixed words only)
        with self.reading() as connection:
            (ids,) = connection.execute(whole, parameters).fetchone()
        return array("q", json.loads(ids))

    def rows(self, ids: Sequence[int]) -> list[ArticleRow]:
        """See `Storage.rows`."""
        with self.reading() as connection:
            return rows_of(connection, ids)

    def counts(self, listing: Listing) -> tuple[int, int]:
        """See `Storage.counts`."""
        with self.reading() as connection:
            counts = []
            for scope in (Scope.UNREAD, Scope.ALL):
                tables, parameters = _selection(replace(listing, scope=scope))
                statement = f"SELECT count(*) {tables}"
                counts.append(int(connection.execute(statement, parameters).fetchone()[0]))
        unread, total = counts
        return unread, total


def _selection(listing: Listing) -> tuple[str, tuple[str | int, ...]]:
    """FROM and WHERE of a list, with their parameters."""
    tables, conditions = "articles a", []
    parameters: list[str | int] = []
    words = wanted(listing.text)
    if words is not None:
        index = "search" if words.search else "starts"
        tables = f"{index} CROSS JOIN articles a ON a.id = {index}.rowid"
        conditions.append(f"{index} MATCH ?")
        parameters.append(words.search or words.starts)
        if words.search and words.starts:
            conditions.append("+a.id IN (SELECT rowid FROM starts WHERE starts MATCH ?)")
            parameters.append(words.starts)
    elif listing.scope is Scope.BOOKMARKED:
        tables = "bookmarks b CROSS JOIN articles a ON a.id = b.article_id"
    if listing.scope is Scope.UNREAD:
        conditions.append("a.read_at IS NULL")
    elif listing.scope is Scope.BOOKMARKED:
        conditions.append("+a.id IN (SELECT article_id FROM bookmarks)")
    if listing.name:
        conditions.append("+a.version_id IN (SELECT version_id FROM names WHERE name = ?)")
        parameters.append(listing.name)
    if listing.sources is None:
        conditions.append(_SHOWN)
    elif len(listing.sources) == 1:
        conditions.append("a.source_id = ?")
        parameters.append(listing.sources[0])
    else:
        conditions.append("+a.source_id IN (SELECT value FROM json_each(?))")
        parameters.append(json.dumps(listing.sources))
    return f"FROM {tables} WHERE {' AND '.join(conditions)}", tuple(parameters)
