"""A list as SQL: what is walked, and what is asked of each article on the way.

Which index is walked every query says itself (INDEXED BY, CROSS JOIN): the planner has no statistics to choose by.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field

from reader.model import Listing, Scope

_FEW = 20_000
"""Articles that are rather sorted than looked for among all others; it takes some 10 ms."""

HIDDEN = "SELECT id FROM sources INDEXED BY sources_hidden WHERE removed OR NOT kept"


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
        statement = f"SELECT {columns} FROM {self.tables} {where} ORDER BY {self.place} DESC LIMIT ?"  # noqa: S608
        return statement, (*parameters, limit)


def walk(connection: sqlite3.Connection, listing: Listing) -> Selection:
    """The SQL of a list by its scope and its sources alone."""
    if listing.scope is Scope.BOOKMARKED:
        chosen = Selection("bookmarks b CROSS JOIN articles a ON a.id = b.article_id", "a.place", sorted=True)
    else:
        chosen = _index(connection, listing)
    narrow(connection, chosen, listing)
    return chosen


def narrow(connection: sqlite3.Connection, chosen: Selection, listing: Listing) -> None:
    """Ask for the scope of a list, and for its sources."""
    if listing.scope is Scope.UNREAD:
        chosen.ask("a.read_at IS NULL")
    elif listing.scope is Scope.BOOKMARKED and not chosen.tables.startswith("bookmarks"):
        chosen.ask("a.id IN (SELECT article_id FROM bookmarks)")
    _in_sources(connection, chosen, listing.sources)


def _index(connection: sqlite3.Connection, listing: Listing) -> Selection:
    unread = "_unread" if listing.scope is Scope.UNREAD else ""
    sources = listing.sources
    if sources is not None and (len(sources) == 1 or _articles_of(connection, sources) <= _FEW):
        return Selection(f"articles a INDEXED BY articles_source{unread}", "a.place", sorted=len(sources) != 1)
    return Selection(f"articles a INDEXED BY articles{unread or '_newest'}", "a.place")


def _in_sources(connection: sqlite3.Connection, chosen: Selection, sources: Sequence[int] | None) -> None:
    if sources is None:
        if connection.execute(HIDDEN).fetchone() is not None:  # else every article is shown
            chosen.ask(f"(a.source_id NOT IN ({HIDDEN}) OR a.id IN (SELECT article_id FROM bookmarks))")  # noqa: S608
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
