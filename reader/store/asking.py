"""Walking a query, newest first, in stretches."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime

from reader.model import Listing
from reader.query import QueryError, parse
from reader.query.tree import Query, Sort
from reader.store.items import verifier
from reader.store.protocol import StorageError
from reader.store.query import Compiled, compile_query
from reader.store.selection import Selection, narrow, walk

_FIRST, _MOST = 256, 16_384
"""Places of the first stretch, and of the longest; each is four times as long as the one before."""

_AT = "json_each(?) p CROSS JOIN articles a INDEXED BY articles_newest ON a.place = p.value"

Row = tuple[int, bool]
"""An article's id, and whether it is unread."""


def read_query(listing: Listing) -> Query:
    """The query of a list, its ages counted from now. Raises StorageError with the sentence that says what is wrong."""
    try:
        return parse(listing.query, now=datetime.now().astimezone())
    except QueryError as error:
        raise StorageError(error.message) from error


class Asked:
    """A query as it is answered. `looked_at` counts the articles that had to be read to know whether they belong."""

    def __init__(self, connection: sqlite3.Connection, listing: Listing, query: Query) -> None:
        self.looked_at = 0
        self._connection = connection
        self._listing = listing
        self._query = query

    def stretches(self) -> Iterator[list[Row]]:
        """The articles, newest first, as they are found; a stretch may be empty."""
        if self._query.condition is None:
            yield from self._walked(walk(self._connection, self._listing))
            return
        compiled = compile_query(self._connection, self._query.condition)
        if compiled.stream:
            chosen = Selection(_AT, "a.place")
            narrow(self._connection, chosen, self._listing)
        else:
            chosen = walk(self._connection, self._listing)
        for condition, parameters in compiled.conditions:
            chosen.ask(condition, *parameters)
        holds = None if compiled.left is None else verifier(self._connection, compiled.left)
        for stretch in self._streamed(chosen, compiled) if compiled.stream else self._bounded(chosen, compiled):
            if holds is None:
                yield stretch
            else:
                for start in range(0, len(stretch), 64):
                    candidates = stretch[start : start + 64]
                    self.looked_at += len(candidates)
                    yield [row for row in candidates if holds(row[0])]

    def _bounded(self, chosen: Selection, compiled: Compiled) -> Iterator[list[Row]]:
        if compiled.bounds.first is not None:
            chosen.ask("a.place >= ?", compiled.bounds.first)
        return self._walked(chosen, None if compiled.bounds.last is None else compiled.bounds.last + 1)

    def _walked(self, chosen: Selection, below: int | None = None) -> Iterator[list[Row]]:
        """The articles that are met along an index of theirs."""
        size = -1 if chosen.sorted else _FIRST
        while True:
            query, parameters = chosen.query("a.id, a.read_at IS NULL, a.place", below=below, limit=size)
            rows = self._connection.execute(query, parameters).fetchall()
            yield [(id_, bool(unread)) for id_, unread, _ in rows]
            if chosen.sorted or len(rows) < size:
                return
            below, size = rows[-1][2], min(size * 4, _MOST)

    def _streamed(self, chosen: Selection, compiled: Compiled) -> Iterator[list[Row]]:
        """The articles whose places the stream tells, each asked for the rest."""
        first, last = compiled.bounds.first, compiled.bounds.last
        below, size = last + 1 if last is not None else None, _FIRST
        while True:
            ends, bounds = "", []
            if below is not None:
                ends, bounds = " AND place < ?", [below]
            if first is not None:
                ends, bounds = f"{ends} AND place >= ?", [*bounds, first]
            statement = f"SELECT place FROM ({compiled.stream}) WHERE 1{ends} ORDER BY place DESC LIMIT ?"  # noqa: S608
            places = [row[0] for row in self._connection.execute(statement, (*compiled.streamed, *bounds, size))]
            yield self._at(chosen, places)
            if len(places) < size:
                return
            below, size = places[-1], min(size * 4, _MOST)

    def _at(self, chosen: Selection, places: Sequence[int]) -> list[Row]:
        query, parameters = chosen.query("a.id, a.read_at IS NULL", below=None, limit=-1)
        found = self._connection.execute(query, (json.dumps(places), *parameters))
        return [(id_, bool(unread)) for id_, unread in found]


_ORDERS = {Sort.FIGURES: "figures DESC, place DESC", Sort.SOURCE: "source_id, place DESC", Sort.OLDEST: "place"}


def sort_ids(connection: sqlite3.Connection, ids: Sequence[int], sort: Sort | None) -> list[int]:
    """Ids, newest first, in the order that a query wants; by relevance they stay as they are."""
    if sort not in _ORDERS:
        return list(ids)
    order = f"SELECT id FROM articles WHERE id IN (SELECT value FROM json_each(?)) ORDER BY {_ORDERS[sort]}"  # noqa: S608
    return [id_ for (id_,) in connection.execute(order, (json.dumps(list(ids)),))]
