"""Walking a query, newest first, in stretches."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from reader.model import Listing
from reader.query import QueryError, parse
from reader.query.tree import And, Node, Query, Sort, Text
from reader.store.items import verifier
from reader.store.protocol import StorageError
from reader.store.query import Compiled, Part, compile_query
from reader.store.selection import Selection, narrow, walk
from reader.text.folding import words

_FIRST, _MOST = 256, 4_096
"""Places of the first stretch, and of the longest; each is four times as long as the one before."""
_WORTH = 32
"""Hits of another stream that are read rather than one article: a place takes 2 µs, an article 60."""

_LOOKED_AT = 64
"""Articles that are read for a count; they take some 5 ms."""

_ANYWAY = 1_000  # of them are read in any case

RANKED = 2_000
"""Hits that are sorted by relevance. Of more the newest stand first: to weigh them all takes a second."""
_TITLE = 8.0
"""How many times a word of the title counts."""

_AT = "json_each(?) p CROSS JOIN articles a INDEXED BY articles_newest ON a.place = p.value"

Row = tuple[int, bool, int]
"""An article's id, whether it is unread, and its place."""


def read_query(listing: Listing) -> Query:
    """The query of a list, its ages counted from now. Raises StorageError with the sentence that says what is wrong."""
    try:
        return parse(listing.query, now=datetime.now())  # noqa: DTZ005  (by the clock here, in summer and winter)
    except QueryError as error:
        raise StorageError(error.message) from error


def _condition(query: Query, typed: str) -> Node | None:
    """The condition of a query, and that the typed words stand in title or text."""
    parts = [] if query.condition is None else [query.condition]
    spoken = [Text(word) for word in dict.fromkeys(typed.split()) if words(word)]
    if typed.strip() and not spoken:
        return Text("")  # nothing but signs
    parts += spoken
    return None if not parts else parts[0] if len(parts) == 1 else And(tuple(parts))


class Asked:
    """A query as it is answered. `looked_at` counts the articles that had to be read to know whether they belong."""

    def __init__(self, connection: sqlite3.Connection, listing: Listing, query: Query) -> None:
        self.looked_at = 0
        self._connection = connection
        self._listing = listing
        self._query = query
        # What is still to be walked, if SQL alone can, and of which what has to be looked at.
        self._rest: tuple[Selection, int, Compiled] | None = None
        self._verifiers: dict[Node, Callable[[int], bool]] = {}
        self._words = ""  # what the text index was asked

    def stretches(self) -> Iterator[list[Row]]:
        """The articles, newest first, as they are found; a stretch may be empty."""
        condition = _condition(self._query, self._listing.text)
        if condition is None and not self._listing.name:
            yield from self._walked(walk(self._connection, self._listing), None)
            return
        compiled = compile_query(self._connection, condition or And(()), self._listing.name)
        if compiled.walked is None:
            chosen = walk(self._connection, self._listing)
            if compiled.bounds.first is not None:
                chosen.ask("a.place >= ?", compiled.bounds.first)
        else:
            chosen = Selection(_AT, "a.place")
            narrow(self._connection, chosen, self._listing)
        for sql, parameters in compiled.conditions:
            chosen.ask(sql, *parameters)
        asked = [part.asks for part in compiled.parts if part.table == "search" and not part.without]
        self._words = " AND ".join(f"({each})" for each in asked)
        below = None if compiled.bounds.last is None else compiled.bounds.last + 1
        if compiled.walked is None:
            found = self._walked(chosen, below)
        else:
            found = self._streamed(chosen, compiled, compiled.walked, below)
        for rows in found:
            yield from self._belonging(rows, compiled)

    def count(self, most: int) -> tuple[int, int, bool] | None:
        """Unread and all articles below what was found so far, and whether these are all; None when SQL cannot tell.

        Of the next `most` at the most, and without those that would have to be looked at when they are many.
        """
        if self._rest is None:
            return None
        chosen, below, compiled = self._rest
        if compiled.left is None:
            query, parameters = chosen.query("a.read_at", below=below, limit=most)
            counted = f"SELECT count(*) - count(read_at), count(*) FROM ({query})"  # noqa: S608 (fixed words only)
            unread, total = self._connection.execute(counted, parameters).fetchone()
            return int(unread), int(total), total < most
        rows = self._rows(chosen, below, most)
        doubtful = self._between(*compiled.doubt, rows) if rows else set()
        known = [row for row in rows if row[2] not in doubtful]
        few = len(doubtful) <= _LOOKED_AT
        if few:
            known += [row for row in rows if row[2] in doubtful and self._holds(compiled.left, row[0])]
        return sum(row[1] for row in known), len(known), few and len(rows) < most

    def by_relevance(self, ids: Sequence[int]) -> list[int]:
        """Articles that were found, those first in which the words that were asked for weigh most (BM25).

        Others, and those of the same weight, stay as they are.
        """
        if not self._words:
            return list(ids)
        places = "SELECT place FROM articles WHERE id IN (SELECT value FROM json_each(?))"
        weighed = self._connection.execute(
            f"""SELECT a.id, w.weight FROM (SELECT rowid AS place, bm25(search, {_TITLE}, 1.0) AS weight FROM search
                WHERE search MATCH ? AND +rowid IN ({places})) w
                CROSS JOIN articles a INDEXED BY articles_newest ON a.place = w.place""",  # noqa: S608 (fixed words)
            (self._words, json.dumps(list(ids))),
        )
        weights = dict(weighed.fetchall())
        return sorted(ids, key=lambda id_: weights.get(id_, 0.0))  # the heaviest is the lowest number

    def _belonging(self, rows: list[Row], compiled: Compiled) -> Iterator[list[Row]]:
        """Those of the rows for which all that was not asked yet holds as well."""
        left = [] if compiled.left is None else [compiled.left]
        for part, density in compiled.beside:
            if rows and density * (rows[0][2] - rows[-1][2] + 1) > _WORTH * len(rows) + _ANYWAY:
                left.append(part.node)  # rather read these few than all that it holds between them
            elif rows:
                there = self._between(part.stream, part.streamed, rows)
                rows = [row for row in rows if (row[2] in there) is not part.without]
        if not left:
            yield rows
            return
        sure: set[int] = set()
        if rows and compiled.doubt[0] and len(left) == 1:
            sure = {row[2] for row in rows} - self._between(*compiled.doubt, rows)
        for start in range(0, len(rows), 32):
            known: list[Row] = []
            for row in rows[start : start + 32]:
                if row[2] in sure:
                    known.append(row)
                else:
                    self.looked_at += 1
                    if all(self._holds(node, row[0]) for node in left):
                        known.append(row)
            yield known

    def _holds(self, node: Node, article_id: int) -> bool:
        if node not in self._verifiers:
            self._verifiers[node] = verifier(self._connection, node)
        return self._verifiers[node](article_id)

    def _between(self, stream: str, parameters: Sequence[str | int], rows: Sequence[Row]) -> set[int]:
        """The places of those of the rows that are in a stream."""
        # Compared by SQLite, at a quarter of what it costs to read what a stream holds between them.
        there = f"""SELECT value FROM json_each(?)
            WHERE value IN (SELECT place FROM ({stream}) WHERE place BETWEEN ? AND ?)"""  # noqa: S608 (fixed words only)
        places = json.dumps([row[2] for row in rows])
        return {place for (place,) in self._connection.execute(there, (places, *parameters, rows[-1][2], rows[0][2]))}

    def _rows(self, chosen: Selection, below: int | None, limit: int) -> list[Row]:
        query, parameters = chosen.query("a.id, a.read_at IS NULL, a.place", below=below, limit=limit)
        found = self._connection.execute(query, parameters)
        return [(id_, bool(unread), place) for id_, unread, place in found]

    def _walked(self, chosen: Selection, below: int | None) -> Iterator[list[Row]]:
        """The articles that are met along an index of theirs."""
        size = -1 if chosen.sorted else _FIRST
        while True:
            rows = self._rows(chosen, below, size)
            yield rows
            if chosen.sorted or len(rows) < size:
                return
            below, size = rows[-1][2], min(size * 4, _MOST)

    def _streamed(self, chosen: Selection, compiled: Compiled, walked: Part, below: int | None) -> Iterator[list[Row]]:
        """The articles whose places a stream tells."""
        size = _FIRST
        while True:
            ends, bounds = "", []
            if below is not None:
                ends, bounds = " AND place < ?", [below]
            if compiled.bounds.first is not None:
                ends, bounds = f"{ends} AND place >= ?", [*bounds, compiled.bounds.first]
            statement = f"SELECT place FROM ({walked.stream}) WHERE 1{ends} ORDER BY place DESC LIMIT ?"  # noqa: S608
            places = [row[0] for row in self._connection.execute(statement, (*walked.streamed, *bounds, size))]
            if len(places) == size and not compiled.beside and (compiled.left is None or compiled.doubt[0]):
                here = f"({walked.stream}) s CROSS JOIN articles a INDEXED BY articles_newest ON a.place = s.place"
                first = compiled.bounds.first
                conditions = [*chosen.conditions, *(["s.place >= ?"] if first is not None else [])]
                parameters = [*walked.streamed, *chosen.parameters, *([first] if first is not None else [])]
                self._rest = Selection(here, "s.place", conditions, parameters), places[-1], compiled
            yield self._at(chosen, places)
            self._rest = None
            if len(places) < size:
                return
            below, size = places[-1], min(size * 4, _MOST)

    def _at(self, chosen: Selection, places: Sequence[int]) -> list[Row]:
        query, parameters = chosen.query("a.id, a.read_at IS NULL, a.place", below=None, limit=-1)
        found = self._connection.execute(query, (json.dumps(places), *parameters))
        return [(id_, bool(unread), place) for id_, unread, place in found]


_ORDERS = {Sort.FIGURES: "figures DESC, place DESC", Sort.SOURCE: "source_id, place DESC", Sort.OLDEST: "place"}


def sort_ids(connection: sqlite3.Connection, ids: Sequence[int], sort: Sort | None) -> list[int]:
    """Ids, newest first, in an order that the articles themselves have; for others they stay as they are."""
    if sort not in _ORDERS:
        return list(ids)
    order = f"SELECT id FROM articles WHERE id IN (SELECT value FROM json_each(?)) ORDER BY {_ORDERS[sort]}"  # noqa: S608
    return [id_ for (id_,) in connection.execute(order, (json.dumps(list(ids)),))]
