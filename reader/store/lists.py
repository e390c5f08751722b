"""Lists: which articles a listing shows, newest first, and how many.

A list is walked along an index that holds it in the order of the articles' places, and stops at its limit; texts are in
another table. Long ones are read a stretch at a time, each from the place at which the one before ended, all of one
state of the library: a million ids at once would be one string of seven megabytes, and hold up whoever else wants to
run while it is read. Only the bookmarks, and the lists of sources with few articles, are sorted.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Sequence
from dataclasses import replace

from reader.model import ArticleRow, Listing, Scope
from reader.store.indexing import Indexing
from reader.store.protocol import Found
from reader.store.rows import rows_of
from reader.store.selection import HIDDEN, walk

STRETCH = 16_384
"""Ids read by one query."""
_COUNTED = 10_000
"""Hits of a search that are counted before its first ones are shown; they take some 20 ms."""
_COUNTED_BESIDE = 1_000
"""The same where several indexes have to be asked for it, side by side."""
_LOOKED_AT = 256
"""Articles that are read for it to tell whether they are hits; they take some 20 ms."""


class Lists(Indexing):
    """The part of the library that answers which articles a list shows."""

    def ids(self, listing: Listing, *, limit: int | None = None) -> array[int]:
        """See `Storage.ids`."""
        self._prepare(listing)
        with self.reading() as connection:
            return _listed(connection, listing, limit)

    def rows(self, ids: Sequence[int]) -> list[ArticleRow]:
        """See `Storage.rows`."""
        with self.reading() as connection:
            return rows_of(connection, ids)

    def counts(self, listing: Listing) -> tuple[int, int]:
        """See `Storage.counts`."""
        self._prepare(listing)
        with self.reading() as connection:
            if not _asks(listing):
                return _tallied(connection, listing.sources)
            found = _found(connection, replace(listing, scope=Scope.ALL), 0, bounded=False)
        return found.unread, found.total

    def find(self, listing: Listing, *, limit: int) -> Found:
        """See `Storage.find`."""
        self._prepare(listing)
        with self.reading() as connection:
            everything = replace(listing, scope=Scope.ALL)
            if not _asks(listing):
                return Found(_ids(connection, listing, limit), *_tallied(connection, listing.sources))
            if listing.scope is Scope.BOOKMARKED:
                found = _found(connection, everything, 0)
                return replace(found, ids=_asked_ids(connection, listing, limit))
            return _found(connection, everything, limit, unread=listing.scope is Scope.UNREAD)

    def leave(self) -> None:
        """See `Storage.leave`."""
        newest = "UPDATE left_at SET article_id = (SELECT coalesce(max(id), 0) FROM articles)"
        self.write(lambda connection: connection.execute(newest), durable=False)

    def _prepare(self, listing: Listing) -> None:
        if listing.text or listing.query:
            self.index_all()


def _listed(connection: sqlite3.Connection, listing: Listing, limit: int | None) -> array[int]:
    return _asked_ids(connection, listing, limit) if _asks(listing) else _ids(connection, listing, limit)


def _asks(listing: Listing) -> bool:
    return bool(listing.query.strip() or listing.text.strip() or listing.name)


def _ids(connection: sqlite3.Connection, listing: Listing, limit: int | None) -> array[int]:
    ids: array[int] = array("q")
    chosen = walk(connection, listing)
    below: int | None = None
    while limit is None or len(ids) < limit:
        size = STRETCH if limit is None else min(STRETCH, limit - len(ids))
        if chosen.sorted:
            size = -1 if limit is None else limit
        query, parameters = chosen.query(f"a.id AS id, {chosen.place} AS place", below=below, limit=size)
        # One string of all ids: quicker by half than a row for each.
        whole = f"SELECT json_group_array(id), min(place) FROM ({query})"  # noqa: S608 (fixed words only)
        found, below = connection.execute(whole, parameters).fetchone()
        stretch = json.loads(found)
        ids.extend(stretch)
        if chosen.sorted or len(stretch) < size:
            break
    return ids


def _asked_ids(connection: sqlite3.Connection, listing: Listing, limit: int | None) -> array[int]:
    from reader.query.tree import Sort
    from reader.store.asking import RANKED, Asked, read_query, sort_ids  # 20 ms that others need not pay

    query = read_query(listing)
    most = min((each for each in (limit, query.limit) if each is not None), default=None)
    asked = Asked(connection, listing, query)
    ids: array[int] = array("q")
    for stretch in asked.stretches():
        ids.extend(row[0] for row in stretch)
        in_order = query.sort in (None, Sort.NEWEST) or (query.sort is Sort.RELEVANCE and len(ids) > RANKED)
        if in_order and most is not None and len(ids) >= most:
            break
    if query.sort is Sort.RELEVANCE and len(ids) <= RANKED:
        return array("q", asked.by_relevance(ids)[:most])
    return array("q", sort_ids(connection, ids, query.sort)[:most])


def _found(
    connection: sqlite3.Connection, listing: Listing, limit: int, *, unread: bool = False, bounded: bool = True
) -> Found:
    """The newest `limit` articles that are asked for (or unread ones) and the counts, in one walk."""
    from reader.query.tree import Sort
    from reader.store.asking import Asked, read_query

    query = read_query(listing)
    asked = Asked(connection, listing, query)
    ids: array[int] = array("q")
    unread_ones = total = 0
    exact = True
    for stretch in asked.stretches():
        total += len(stretch)
        unread_ones += sum(row[1] for row in stretch)
        if len(ids) < limit:
            ids.extend(row[0] for row in stretch if row[1] or not unread)
        if query.limit is not None and total >= query.limit:
            unread_ones, total = min(unread_ones, query.limit), query.limit
            break
        if not bounded:
            continue
        if len(ids) >= limit and query.limit is None and (rest := asked.count(max(_COUNTED - total, 1))) is not None:
            unread_ones, total, exact = unread_ones + rest[0], total + rest[1], rest[2]
            break
        if asked.looked_at >= _LOOKED_AT or (len(ids) >= limit and total >= _COUNTED_BESIDE):
            exact = False
            break
    if limit and query.sort not in (None, Sort.NEWEST):
        ids = _asked_ids(connection, replace(listing, scope=Scope.UNREAD if unread else listing.scope), limit)
    return Found(ids[: limit if query.limit is None else min(limit, query.limit)], unread_ones, total, exact)


def _tallied(connection: sqlite3.Connection, sources: Sequence[int] | None) -> tuple[int, int]:
    """The counts of a list without words, from those that are kept for each source."""
    tally = "SELECT coalesce(sum(unread), 0), coalesce(sum(articles), 0) FROM tallies WHERE source_id"
    if sources is not None:
        chosen = json.dumps(sorted(set(sources)))
        unread, total = connection.execute(
            f"{tally} IN (SELECT value FROM json_each(?))",  # noqa: S608 (fixed words only)
            (chosen,),
        ).fetchone()
        return int(unread), int(total)
    unread, total = connection.execute(f"{tally} NOT IN ({HIDDEN})").fetchone()
    bookmarked = connection.execute(
        f"""SELECT count(*) - count(a.read_at), count(*) FROM bookmarks b CROSS JOIN articles a ON a.id = b.article_id
            WHERE a.source_id IN ({HIDDEN})"""  # noqa: S608 (fixed words only)
    ).fetchone()
    return int(unread + bookmarked[0]), int(total + bookmarked[1])
