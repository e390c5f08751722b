"""Lists: which articles a listing shows, newest first, and how many.

A list is walked along an index that holds it in the order of the articles' places, and stops at its limit; texts are in
another table. Long ones are read a stretch at a time, each from the place at which the one before ended, all of one
state of the library: a million ids at once would be one string of seven megabytes, and hold up whoever else wants to
run while it is read. Only the bookmarks, and the lists of sources with few articles, are sorted.

Which index that is, every query says itself (INDEXED BY, CROSS JOIN): the planner has no statistics to choose by.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

from reader.model import ArticleRow, Listing, Scope
from reader.store.indexing import Indexing
from reader.store.postings import name_token
from reader.store.rows import rows_of
from reader.store.search import goes_on, phrase, wanted

STRETCH = 16_384
"""Ids read by one query."""

_FEW = 20_000
"""Articles that are rather sorted than looked for among all others; it takes some 10 ms."""

_HIDDEN = "SELECT id FROM sources INDEXED BY sources_hidden WHERE removed OR NOT kept"


@dataclass(slots=True)
class Selection:
    """A list as SQL: what is walked, what is asked of each article `a` on the way, and the parameters of both.

    `place` is the column that the walk is ordered by, and `sorted` tells that it is not by itself.
    """

    tables: str
    place: str
    conditions: list[str] = field(default_factory=list)
    parameters: list[str | int] = field(default_factory=list)
    sorted: bool = False

    def ask(self, condition: str, *parameters: str | int) -> None:
        """Ask one thing more."""
        self.conditions.append(condition)
        self.parameters.extend(parameters)

    def query(self, columns: str, *, below: int | None, limit: int) -> tuple[str, tuple[str | int, ...]]:
        """The SQL that selects these columns of the first articles below a place, and its parameters."""
        conditions, parameters = list(self.conditions), list(self.parameters)
        if below is not None:
            conditions.append(f"{self.place} < ?")
            parameters.append(below)
        where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
        statement = f"SELECT {columns} FROM {self.tables} {where} ORDER BY {self.place} DESC LIMIT ?"  # noqa: S608 (fixed words only)
        return statement, (*parameters, limit)


def selection(connection: sqlite3.Connection, listing: Listing) -> Selection:
    """The SQL of a list in this library. What waits for the text index is not found."""
    words = wanted(listing.text, goes_on(connection))
    if words is not None:
        index = "search" if words.search else "starts"
        chosen = Selection(f"{index} CROSS JOIN articles a INDEXED BY articles_newest ON a.place = {index}.rowid", "")
        chosen.place = f"{index}.rowid"
        chosen.ask(f"{index} MATCH ?", words.search or words.starts)
        if words.search and words.starts:
            chosen.ask("EXISTS (SELECT 1 FROM starts WHERE starts MATCH ? AND rowid = a.place)", words.starts)
        if listing.name:
            chosen.ask("EXISTS (SELECT 1 FROM facts WHERE facts MATCH ? AND rowid = a.place)", _named(listing.name))
    elif listing.name:
        chosen = Selection("facts CROSS JOIN articles a INDEXED BY articles_newest ON a.place = facts.rowid", "")
        chosen.place = "facts.rowid"
        chosen.ask("facts MATCH ?", _named(listing.name))
    elif listing.scope is Scope.BOOKMARKED:
        chosen = Selection("bookmarks b CROSS JOIN articles a ON a.id = b.article_id", "a.place", sorted=True)
    else:
        chosen = _walk(connection, listing)
    if listing.scope is Scope.UNREAD:
        chosen.ask("a.read_at IS NULL")
    elif listing.scope is Scope.BOOKMARKED and not chosen.tables.startswith("bookmarks"):
        chosen.ask("a.id IN (SELECT article_id FROM bookmarks)")
    _in_sources(connection, chosen, listing.sources)
    return chosen


def _named(name: str) -> str:
    return phrase([name_token(name)])


def _walk(connection: sqlite3.Connection, listing: Listing) -> Selection:
    unread = "_unread" if listing.scope is Scope.UNREAD else ""
    sources = listing.sources
    if sources is not None and (len(sources) == 1 or _articles_of(connection, sources) <= _FEW):
        return Selection(f"articles a INDEXED BY articles_source{unread}", "a.place", sorted=len(sources) != 1)
    return Selection(f"articles a INDEXED BY articles{unread or '_newest'}", "a.place")


def _in_sources(connection: sqlite3.Connection, chosen: Selection, sources: Sequence[int] | None) -> None:
    if sources is None:
        if connection.execute(_HIDDEN).fetchone() is not None:  # else every article is shown
            chosen.ask(f"(a.source_id NOT IN ({_HIDDEN}) OR a.id IN (SELECT article_id FROM bookmarks))")  # noqa: S608
    elif len(sources) == 1:
        chosen.ask("a.source_id = ?", sources[0])
    else:
        # The sign "+" keeps the planner from starting at the sources where the list is walked in its order.
        column = "a.source_id" if chosen.sorted else "+a.source_id"
        chosen.ask(f"{column} IN (SELECT value FROM json_each(?))", json.dumps(sources))  # noqa: S608 (fixed words)


def _articles_of(connection: sqlite3.Connection, sources: Sequence[int]) -> int:
    found = connection.execute(
        "SELECT coalesce(sum(articles), 0) FROM tallies WHERE source_id IN (SELECT value FROM json_each(?))",
        (json.dumps(sources),),
    )
    return int(found.fetchone()[0])


class Lists(Indexing):
    """The part of the library that answers which articles a list shows."""

    def ids(self, listing: Listing, *, limit: int | None = None) -> array[int]:
        """See `Storage.ids`."""
        if listing.text:
            self.index_all()
        ids: array[int] = array("q")
        with self.reading() as connection:
            chosen = selection(connection, listing)
            below: int | None = None
            while limit is None or len(ids) < limit:
                wanted = STRETCH if limit is None else min(STRETCH, limit - len(ids))
                if chosen.sorted:
                    wanted = -1 if limit is None else limit
                query, parameters = chosen.query(f"a.id AS id, {chosen.place} AS place", below=below, limit=wanted)
                # One string of all ids: quicker by half than a row for each.
                whole = f"SELECT json_group_array(id), min(place) FROM ({query})"  # noqa: S608 (fixed words only)
                found, below = connection.execute(whole, parameters).fetchone()
                stretch = json.loads(found)
                ids.extend(stretch)
                if chosen.sorted or len(stretch) < wanted:
                    break
        return ids

    def rows(self, ids: Sequence[int]) -> list[ArticleRow]:
        """See `Storage.rows`."""
        with self.reading() as connection:
            return rows_of(connection, ids)

    def counts(self, listing: Listing, *, limit: int | None = None) -> tuple[int, int]:
        """See `Storage.counts`."""
        if listing.text:
            self.index_all()
        with self.reading() as connection:
            if not listing.text.strip() and not listing.name:
                return _tallied(connection, listing.sources)
            chosen = selection(connection, Listing(text=listing.text, name=listing.name, sources=listing.sources))
            query, parameters = chosen.query("a.read_at", below=None, limit=-1 if limit is None else limit)
            counted = f"SELECT count(*) - count(read_at), count(*) FROM ({query})"  # noqa: S608 (fixed words only)
            unread, total = connection.execute(counted, parameters).fetchone()
        return int(unread), int(total)


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
    unread, total = connection.execute(f"{tally} NOT IN ({_HIDDEN})").fetchone()
    bookmarked = connection.execute(
        f"""SELECT count(*) - count(a.read_at), count(*) FROM bookmarks b CROSS JOIN articles a ON a.id = b.article_id
            WHERE a.source_id IN ({_HIDDEN})"""  # noqa: S608 (fixed words only)
    ).fetchone()
    return int(unread + bookmarked[0]), int(total + bookmarked[1])
