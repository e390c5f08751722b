"""A query as SQL: what its conditions are asked of, and which of them is walked.

Every condition becomes a `Part`: something that can be asked of one article, and, where an index holds the articles
that satisfy it in their order, a stream of their places. A query walks its rarest stream, newest first, and asks the
rest of each article on the way; which is rarest, the places of a few hundred hits of each tell in a millisecond, and
no statistics are kept. A condition whose answer the indexes do not hold is asked as something wider, and what is found
is looked at with `reader.query.matches` before it counts (see `items`).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reader.model import NameKind
from reader.query.tree import And, Dates, Disagrees, Field, FigureIs, Is, Node, Not, Or, State, Text
from reader.store.moments import stored
from reader.store.numberline import asked
from reader.store.places import first_free, place_of
from reader.store.postings import DISAGREES, change_token, naming_token, subject_token, unit_token
from reader.store.search import NOTHING, beginning, goes_on, phrase, starts_with
from reader.text.folding import words
from reader.text.plurals import singular

_PROBED = 256
"""Hits of a stream that are looked at to tell how far apart they lie."""

Parameters = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A condition. `sql` is asked of an article `a`; `stream` selects the places (`place`) of all that satisfy it.

    `left` is what `sql` does not answer: all it asks holds for what the query means, but not the other way round.
    """

    sql: str
    parameters: Parameters = ()
    stream: str = ""
    streamed: Parameters = ()
    left: Node | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """The places between which everything is that a query means; None is open."""

    first: int | None = None
    last: int | None = None


@dataclass(slots=True)
class Compiled:
    """A query, ready to be walked: see `Part`."""

    stream: str = ""
    streamed: Parameters = ()
    conditions: list[tuple[str, Parameters]] = field(default_factory=list)
    bounds: Bounds = field(default_factory=Bounds)
    left: Node | None = None


def compile_query(connection: sqlite3.Connection, node: Node) -> Compiled:
    """The SQL for a condition, in this library."""
    compiler = _Compiler(connection)
    parts = [compiler.part(each) for each in (node.parts if isinstance(node, And) else (node,))]
    rarest = min((part for part in parts if part.stream), key=lambda part: _density(connection, part), default=None)
    compiled = Compiled(left=_all([part.left for part in parts if part.left is not None]))
    if rarest is not None:
        compiled.stream, compiled.streamed = rarest.stream, rarest.streamed
    compiled.conditions = [(part.sql, part.parameters) for part in parts if part is not rarest and part.sql != "1"]
    compiled.bounds = compiler.bounds(node)
    return compiled


def _density(connection: sqlite3.Connection, part: Part) -> float:
    """Articles by place among the newest of a stream; one that ends among them is rarer than all that do not."""
    probe = f"SELECT count(*), max(place), min(place) FROM ({part.stream} ORDER BY place DESC LIMIT ?)"  # noqa: S608
    count, newest, oldest = connection.execute(probe, (*part.streamed, _PROBED)).fetchone()
    return float(count - _PROBED) if count < _PROBED else count / (newest - oldest + 1)


class _Compiler:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._goes = goes_on(connection)

    def part(self, node: Node) -> Part:
        """The condition of a node."""
        match node:
            case And():
                return self._and([self.part(each) for each in node.parts])
            case Or():
                return self._or(node, [self.part(each) for each in node.parts])
            case Not():
                inner = self.part(node.part)
                return Part("1", left=node) if inner.left else Part(f"NOT {inner.sql}", inner.parameters)
            case Text(words="") | Is(State.CORRECTED | State.NEW):
                return _NEVER
            case Text():
                return self._text(node)
            case Is():
                return _STATES[node.state]
            case Dates():
                return self._dates(node)
            case FigureIs():
                return self._figure(node)
            case Disagrees():
                part = _indexed("facts", phrase([DISAGREES]))
                return part if node.yes else Part(f"NOT {part.sql}", part.parameters)

    def _and(self, parts: Sequence[Part]) -> Part:
        streams = [part for part in parts if part.stream]
        rarest = min(streams, key=lambda part: _density(self._connection, part), default=None)
        sql = f"({' AND '.join(part.sql for part in parts)})"
        parameters = _joined(part.parameters for part in parts)
        left = _all([part.left for part in parts if part.left is not None])
        if rarest is None:
            return Part(sql, parameters, left=left)
        others = [part for part in parts if part is not rarest]
        asked_too = "".join(f" AND {part.sql}" for part in others)
        stream = f"""SELECT s.place AS place FROM ({rarest.stream}) s
            CROSS JOIN articles a INDEXED BY articles_newest ON a.place = s.place{asked_too}"""  # noqa: S608
        streamed = rarest.streamed + _joined(part.parameters for part in others)
        return Part(sql, parameters, stream, streamed, left)

    def _or(self, node: Or, parts: Sequence[Part]) -> Part:
        sql = f"({' OR '.join(part.sql for part in parts)})"
        left = node if any(part.left for part in parts) else None  # all of it: one that holds is enough
        if not all(part.stream for part in parts):
            return Part(sql, _joined(part.parameters for part in parts), left=left)
        stream = " UNION ".join(f"SELECT place FROM ({part.stream})" for part in parts)  # noqa: S608
        streamed = _joined(part.streamed for part in parts)
        return Part(sql, _joined(part.parameters for part in parts), stream, streamed, left)

    def _text(self, node: Text) -> Part:
        tokens = words(node.words)
        match node.field:
            case None:
                return self._anywhere(tokens, node.whole)
            case Field.TITLE | Field.BODY:
                if starts_with(tokens) and not node.whole:  # the beginnings are not kept apart by column
                    part = self._anywhere(tokens, node.whole)
                    return Part(part.sql, part.parameters, part.stream, part.streamed, node)
                column = "title" if node.field is Field.TITLE else "text"
                return _indexed("search", f"{column} : {self._phrase(tokens, node.whole)}")
            case Field.SAID:
                each = [self._anywhere([token], whole=True) for token in tokens[:-1]]
                part = self._and([*each, self._anywhere(tokens[-1:], node.whole)])
                return Part(part.sql, part.parameters, part.stream, part.streamed, node)
            case Field.PERSON | Field.ORG | Field.PLACE:
                named = [naming_token(_KINDS[node.field], token) for token in tokens]
                asked_for = [phrase([token]) for token in named]
                asked_for[-1] += "" if node.whole else " *"
                part = _indexed("facts", " AND ".join(asked_for))
                left = node if len(tokens) > 1 else None  # they may be words of several names
                return Part(part.sql, part.parameters, part.stream, part.streamed, left)
            case Field.SOURCE | Field.FOLDER:
                return self._from(node, tokens)
            case Field.AUTHOR:
                return Part("stands(?, ?, a.byline)", _stands(tokens, node.whole))
            case Field.NOTE:
                noted = "SELECT article_id FROM bookmarks WHERE stands(?, ?, note)"
                stream = f"SELECT place FROM articles WHERE id IN ({noted})"  # noqa: S608
                asks = _stands(tokens, node.whole)
                return Part(f"a.id IN ({noted})", asks, stream, asks)
            case Field.TAG:
                return _NEVER

    def _anywhere(self, tokens: Sequence[str], whole: bool) -> Part:
        if starts_with(tokens) and not whole:
            return _indexed("starts", phrase(tokens))
        return _indexed("search", self._phrase(tokens, whole))

    def _phrase(self, tokens: Sequence[str], whole: bool) -> str:
        return phrase(tokens) if whole else beginning(tokens, self._goes)

    def _from(self, node: Text, tokens: Sequence[str]) -> Part:
        column = "folder" if node.field is Field.FOLDER else "coalesce(nullif(title, ''), address)"
        # Articles of files and folders are named by their outlets, which only they themselves know.
        outlets = (
            node.field is Field.SOURCE
            and self._connection.execute("SELECT 1 FROM sources WHERE kind <> 'feed' LIMIT 1").fetchone() is not None
        )
        kind = " OR kind <> 'feed'" if outlets else ""
        found = self._connection.execute(
            f"SELECT id FROM sources WHERE stands(?, ?, {column}){kind}",  # noqa: S608 (fixed words only)
            _stands(tokens, node.whole),
        )
        ids = json.dumps([id_ for (id_,) in found])
        few = self._connection.execute(
            "SELECT total(articles) <= ? FROM tallies WHERE source_id IN (SELECT value FROM json_each(?))",
            (20_000, ids),
        ).fetchone()[0]
        stream = """SELECT place FROM articles INDEXED BY articles_source
            WHERE source_id IN (SELECT value FROM json_each(?))"""
        asks = "+a.source_id IN (SELECT value FROM json_each(?))"
        left = node if outlets else None
        return Part(asks, (ids,), stream, (ids,), left) if few else Part(asks, (ids,), left=left)

    def _dates(self, node: Dates) -> Part:
        conditions, parameters = [], []
        bounds = self.bounds(node)
        if node.start is not None and bounds.first is not None:
            conditions.append("a.place >= ? AND a.sort_at >= ?")
            parameters += [bounds.first, stored(node.start)]
        if node.end is not None and bounds.last is not None:
            conditions.append("a.place <= ? AND a.sort_at < ?")
            parameters += [bounds.last, stored(node.end)]
        return Part(f"({' AND '.join(conditions)})", tuple(parameters))

    def bounds(self, node: Node) -> Bounds:
        """Between which places everything is that a node means, as far as its dates tell."""
        match node:
            case Dates():
                first = None if node.start is None else place_of(stored(node.start))
                # What did not find its place free stands further up, but before the first one that is.
                last = None if node.end is None else first_free(self._connection, place_of(stored(node.end)) + 1)
                return Bounds(first, last)
            case And():
                each = [self.bounds(part) for part in node.parts]
                return Bounds(
                    max((bounds.first for bounds in each if bounds.first is not None), default=None),
                    min((bounds.last for bounds in each if bounds.last is not None), default=None),
                )
        return Bounds()

    def _figure(self, node: FigureIs) -> Part:
        groups: list[str] = []
        unit = unit_token(node.unit) if node.unit else ""
        sure = True
        if node.number is not None:
            tokens, sure = asked(node.number)
            if not tokens:
                return _NEVER
            groups.append(" OR ".join(phrase([token + unit]) for token in tokens))
        elif unit:
            groups.append(phrase([unit]))
        for each in node.of:
            counted = [singular(word) for word in words(each)]
            if not counted:
                return _NEVER
            groups += [phrase([subject_token(word)]) for word in counted]
        if node.change:
            groups.append(phrase([change_token(node.change)]))
        part = _indexed("facts", " AND ".join(f"({group})" for group in groups))
        left = None if sure and len(groups) == 1 else node  # several may hold for different figures
        return Part(part.sql, part.parameters, part.stream, part.streamed, left)


def _indexed(table: str, asks: str) -> Part:
    """What a text index answers."""
    if asks == NOTHING:
        return _NEVER
    sql = f"EXISTS (SELECT 1 FROM {table} WHERE {table} MATCH ? AND rowid = a.place)"  # noqa: S608 (our tables)
    return Part(sql, (asks,), f"SELECT rowid AS place FROM {table} WHERE {table} MATCH ?", (asks,))  # noqa: S608


def _stands(tokens: Sequence[str], whole: bool) -> Parameters:
    return " ".join(tokens), int(whole)


def _joined(parameters: Iterable[Parameters]) -> Parameters:
    return tuple(each for some in parameters for each in some)


def _all(nodes: Sequence[Node]) -> Node | None:
    return None if not nodes else nodes[0] if len(nodes) == 1 else And(tuple(nodes))


_NEVER = Part("0", (), "SELECT place FROM articles WHERE 0")
_BOOKMARKED = "SELECT place FROM articles WHERE id IN (SELECT article_id FROM bookmarks)"
_STATES = {
    State.UNREAD: Part("a.read_at IS NULL"),
    State.READ: Part("a.read_at IS NOT NULL"),
    State.BOOKMARKED: Part("a.id IN (SELECT article_id FROM bookmarks)", (), _BOOKMARKED),
    State.UPDATED: Part("a.changed IS NOT NULL"),
}
_KINDS = {Field.PERSON: NameKind.PERSON, Field.ORG: NameKind.ORGANISATION, Field.PLACE: NameKind.PLACE}
