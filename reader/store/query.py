"""A query as SQL: what its conditions are asked of, and which of them is walked.

Every condition becomes a `Part`. Where an index holds the articles that satisfy it in their order, it has a stream of
their places. A query walks its rarest stream, newest first; which that is, the places of a few hundred hits of each
tell in a millisecond, and no statistics are kept. Other streams are asked for the same stretch of places (a text
index finds its place in a long list slowly, so it is never asked for one article), and columns of the articles by SQL.

A condition whose answer the indexes do not hold is asked as something wider, and what is found is looked at with
`reader.query.matches` before it counts (see `items`).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from reader.model import NameKind
from reader.query.tree import And, Dates, Disagrees, Field, FigureIs, Is, Node, Not, Or, State, Text
from reader.store.beginnings import are_waiting, beginning, goes_on, starts_with
from reader.store.moments import stored
from reader.store.numberline import Tokens, asked
from reader.store.places import first_free, place_of
from reader.store.postings import (
    DISAGREES,
    change_token,
    name_token,
    naming_token,
    said_token,
    subject_token,
    unit_token,
)
from reader.store.search import NOTHING, phrase
from reader.text.corrections import NOTICES, TITLES
from reader.text.folding import words
from reader.text.plurals import singular

_PROBED = 256
"""Hits of a stream that are looked at to tell how far apart they lie."""

Parameters = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A condition, `node`, as it can be asked.

    `stream` selects the places (`place`) of all articles that satisfy it; with `without`, those of all that do not.
    Where a single text index has them, `table` and `asks` are its name and what it is asked. `sql` is asked of an
    article `a`. `left` is the condition that what is found has still to be looked at for, None when there is none.
    `doubt` selects, as `stream` does, those for which it has to be; it is empty when it has to be for all.
    """

    node: Node
    stream: str = ""
    streamed: Parameters = ()
    table: str = ""
    asks: str = ""
    without: bool = False
    sql: str = ""
    parameters: Parameters = ()
    left: Node | None = None
    doubt: tuple[str, Parameters] = ("", ())


@dataclass(frozen=True, slots=True)
class Bounds:
    """The places between which everything is that a query means; None is open."""

    first: int | None = None
    last: int | None = None


@dataclass(slots=True)
class Compiled:
    """A query, ready to be walked: the part whose stream is, the parts that are asked beside it, and the rest."""

    walked: Part | None = None
    beside: list[tuple[Part, float]] = field(default_factory=list)  # each with its articles by place
    conditions: list[tuple[str, Parameters]] = field(default_factory=list)
    bounds: Bounds = field(default_factory=Bounds)
    left: Node | None = None
    doubt: tuple[str, Parameters] = ("", ())  # the stream of those that have to be looked at, "" for all

    @property
    def parts(self) -> list[Part]:
        """All that have streams."""
        return [*([] if self.walked is None else [self.walked]), *(part for part, _ in self.beside)]


def compile_query(connection: sqlite3.Connection, node: Node, name: str = "") -> Compiled:
    """A condition in this library, and a full name that articles must name as well ("" for none)."""
    compiler = _Compiler(connection)
    parts = [compiler.part(each) for each in (node.parts if isinstance(node, And) else (node,))]
    if name:
        parts.append(indexed(_EVERY, "facts", phrase([name_token(name)])))
    parts = _merged(parts)
    streamed = [part for part in parts if part.stream]
    streams = [(_density(connection, part) if len(streamed) > 1 else 0.0, part) for part in streamed]
    walked = min((each for each in streams if not each[1].without), key=lambda each: each[0], default=None)
    compiled = Compiled(bounds=compiler.bounds(node))
    if walked is not None:
        compiled.walked = walked[1]
    compiled.beside = [(part, density) for density, part in streams if part is not compiled.walked]
    compiled.conditions = [(part.sql, part.parameters) for part in parts if part.sql]
    compiled.left = _all([part.left for part in parts if part.left is not None])
    if compiled.left is not None and compiled.walked is not None and compiled.left is compiled.walked.left:
        compiled.doubt = compiled.walked.doubt
    return compiled


def _density(connection: sqlite3.Connection, part: Part) -> float:
    """Articles by place among the newest of a stream; below zero for one that ends among them."""
    probe = f"SELECT count(*), max(place), min(place) FROM ({part.stream} ORDER BY place DESC LIMIT ?)"  # noqa: S608
    count, newest, oldest = connection.execute(probe, (*part.streamed, _PROBED)).fetchone()
    return float(count - _PROBED) if count < _PROBED else count / (newest - oldest + 1)


def _merged(parts: Sequence[Part]) -> list[Part]:
    """The parts of a conjunction, those that one text index answers as one: it goes from one to the next by itself."""
    merged = [part for part in parts if not part.table]
    for table in dict.fromkeys(part.table for part in parts if part.table):
        there = [part for part in parts if part.table == table]
        wanted = [part for part in there if not part.without]
        if len(there) == 1 or not wanted:
            merged += there
            continue
        asks = " AND ".join(f"({part.asks})" for part in wanted)
        for part in there:
            asks = f"({asks}) NOT ({part.asks})" if part.without else asks
        left = _all([part.left for part in there if part.left is not None])
        merged.append(replace(indexed(And(tuple(part.node for part in there)), table, asks), left=left))
    return merged


class _Compiler:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._goes = goes_on(connection)
        self._behind = are_waiting(connection)

    def part(self, node: Node) -> Part:
        """The condition of a node."""
        match node:
            case And():
                return self._and(node, _merged([self.part(each) for each in node.parts]))
            case Or():
                return self._or(node, [self.part(each) for each in node.parts])
            case Not():
                return self._not(node, self.part(node.part))
            case Is(State.CORRECTED):
                notices = [f"title : ^ {phrase([word])}" for word in TITLES]
                return indexed(node, "search", " OR ".join([*notices, *(phrase(each.split()) for each in NOTICES)]))
            case Text(words=""):
                return _never(node)
            case Text():
                return self._text(node)
            case Is():
                return replace(_STATES[node.state], node=node)
            case Dates():
                return self._dates(node)
            case FigureIs():
                return self._figure(node)
            case Disagrees():
                part = indexed(node, "facts", phrase([DISAGREES]))
                return part if node.yes else replace(part, without=True)

    def _not(self, node: Not, inner: Part) -> Part:
        if inner.left is not None or (inner.stream and inner.sql):
            return Part(node, left=node)
        if inner.stream:
            return replace(inner, node=node, without=not inner.without)
        return Part(node, sql=f"NOT {inner.sql}", parameters=inner.parameters)

    def _and(self, node: And, parts: Sequence[Part]) -> Part:
        if len(parts) == 1:
            return replace(parts[0], node=node, left=None if parts[0].left is None else node)
        if all(part.sql and not part.stream and part.left is None for part in parts):
            sql = f"({' AND '.join(part.sql for part in parts)})"
            return Part(node, sql=sql, parameters=_joined(part.parameters for part in parts))
        streams = [part for part in parts if part.stream and not part.without]
        if not streams:
            return Part(node, left=node)
        rarest = min(streams, key=lambda part: _density(self._connection, part))
        return replace(rarest, node=node, table="", asks="", sql="", parameters=(), left=node, doubt=_ALL)

    def _or(self, node: Or, parts: Sequence[Part]) -> Part:
        left = node if any(part.left is not None for part in parts) else None  # all of it: one that holds is enough
        if all(part.table == parts[0].table != "" and not part.without for part in parts):
            asks = " OR ".join(f"({part.asks})" for part in parts)
            return replace(indexed(node, parts[0].table, asks), left=left)
        if all(part.stream and not part.without for part in parts):
            stream = " UNION ".join(f"SELECT place FROM ({part.stream})" for part in parts)  # noqa: S608
            return Part(node, stream, _joined(part.streamed for part in parts), left=left)
        if left is None and all(part.sql and not part.stream for part in parts):
            sql = f"({' OR '.join(part.sql for part in parts)})"
            return Part(node, sql=sql, parameters=_joined(part.parameters for part in parts))
        return Part(node, left=node)

    def _text(self, node: Text) -> Part:
        tokens = words(node.words)
        match node.field:
            case None:
                return self._anywhere(node, tokens, node.whole)
            case Field.TITLE | Field.BODY:
                if starts_with(tokens) and not node.whole:  # the beginnings are not kept apart by column
                    return replace(self._anywhere(node, tokens, node.whole), left=node, doubt=_ALL)
                column = "title" if node.field is Field.TITLE else "text"
                return indexed(node, "search", f"{column} : {self._phrase(tokens, node.whole)}")
            case Field.SAID:
                said = [phrase([said_token(token)]) for token in tokens]
                if not node.whole:
                    said[-1] = self._said_beginning(tokens[-1])
                    if said[-1] == NOTHING:  # beside others FTS5 would pass over it
                        return _never(node)
                left = node if len(tokens) > 1 else None  # they may be words of several statements, or stand apart
                return replace(indexed(node, "facts", " AND ".join(said)), left=left)
            case Field.PERSON | Field.ORG | Field.PLACE:
                named = [naming_token(_KINDS[node.field], token) for token in tokens]
                asked_for = [phrase([token]) for token in named]
                asked_for[-1] += "" if node.whole else " *"
                left = node if len(tokens) > 1 else None  # they may be words of several names
                return replace(indexed(node, "facts", " AND ".join(asked_for)), left=left)
            case Field.SOURCE | Field.FOLDER:
                return self._from(node, tokens)
            case Field.AUTHOR:
                return indexed(node, "authors", phrase(tokens) if node.whole else f"{phrase(tokens)} *")
            case Field.NOTE:
                noted = "SELECT article_id FROM bookmarks WHERE stands(?, ?, note)"
                stream = f"SELECT place FROM articles WHERE id IN ({noted})"  # noqa: S608
                return Part(node, stream, _stands(tokens, node.whole))
            case Field.TAG:
                stream = """SELECT place FROM articles WHERE id IN (SELECT article_id FROM article_tags
                    WHERE tag_id IN (SELECT id FROM tags WHERE stands(?, ?, name)))"""
                return Part(node, stream, _stands(tokens, node.whole))

    def _anywhere(self, node: Node, tokens: Sequence[str], whole: bool) -> Part:
        if starts_with(tokens) and not whole:
            part = indexed(node, "starts", phrase(tokens))
            if not self._behind:
                return part
            stream = f"{part.stream} UNION ALL SELECT place FROM waiting_starts"  # noqa: S608 (our tables)
            return Part(node, stream, part.streamed, left=node, doubt=("SELECT place FROM waiting_starts", ()))
        return indexed(node, "search", self._phrase(tokens, whole))

    def _said_beginning(self, token: str) -> str:
        known = self._goes(token)
        if known is None:
            return f"{phrase([said_token(token)])} *"
        return f"({' OR '.join(phrase([said_token(word)]) for word in known)})" if known else NOTHING

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
        return Part(node, stream, (ids,), left=left) if few else Part(node, sql=asks, parameters=(ids,), left=left)

    def _dates(self, node: Dates) -> Part:
        conditions, parameters = [], []
        bounds = self.bounds(node)
        if node.start is not None and bounds.first is not None:
            conditions.append("a.place >= ? AND a.sort_at >= ?")
            parameters += [bounds.first, stored(node.start)]
        if node.end is not None and bounds.last is not None:
            conditions.append("a.place <= ? AND a.sort_at < ?")
            parameters += [bounds.last, stored(node.end)]
        return Part(node, sql=f"({' AND '.join(conditions)})", parameters=tuple(parameters))

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
        doubt = ""  # what `facts` is asked for those that have to be looked at
        left: Node | None = None
        unit = unit_token(node.unit) if node.unit else ""
        if node.number is not None:
            wide, unsure = asked(node.number)
            group = _of_values(wide, unit)
            if not group:
                return _never(node)
            groups.append(group)
            # The fine steps know no unit: another figure may have it.
            doubt = _of_values(Tokens(unsure.steps, wide.fine) if unit else unsure, unit)
            left = node if doubt else None
        elif unit:
            groups.append(phrase([unit]))
        for each in node.of:
            counted = [singular(word) for word in words(each)]
            if not counted:
                return _never(node)
            groups += [phrase([subject_token(word)]) for word in counted]
        if node.change:
            groups.append(phrase([change_token(node.change)]))
        part = indexed(node, "facts", " AND ".join(f"({group})" for group in groups))
        if len(groups) > 1:  # they may hold for different figures
            return replace(part, left=node)
        return replace(part, left=left, doubt=(part.stream, (doubt,)) if doubt else _ALL)


def _of_values(tokens: Tokens, unit: str) -> str:
    """What `facts` is asked for one of these values; "" for none."""
    parts = [_one_of(token + unit for token in tokens.steps)] if tokens.steps else []
    if tokens.fine:
        fine = _one_of(tokens.fine)
        parts.append(f"({fine}) AND {phrase([unit])}" if unit else fine)
    return " OR ".join(f"({part})" for part in parts)


def _one_of(tokens: Iterable[str]) -> str:
    return " OR ".join(phrase([token]) for token in tokens)


def indexed(node: Node, table: str, asks: str) -> Part:
    """What a text index answers."""
    if asks == NOTHING:
        return _never(node)
    stream = f"SELECT rowid AS place FROM {table} WHERE {table} MATCH ?"  # noqa: S608 (our tables)
    return Part(node, stream, (asks,), table, asks)


def _stands(tokens: Sequence[str], whole: bool) -> Parameters:
    return " ".join(tokens), int(whole)


def _joined(parameters: Iterable[Parameters]) -> Parameters:
    return tuple(each for some in parameters for each in some)


def _all(nodes: Sequence[Node]) -> Node | None:
    return None if not nodes else nodes[0] if len(nodes) == 1 else And(tuple(nodes))


def _never(node: Node) -> Part:
    return Part(node, "SELECT place FROM articles WHERE 0", sql="0")


_EVERY = And(())
_ALL: tuple[str, Parameters] = ("", ())
_STATES = {
    State.UNREAD: Part(_EVERY, sql="a.read_at IS NULL"),
    State.READ: Part(_EVERY, sql="a.read_at IS NOT NULL"),
    State.BOOKMARKED: Part(_EVERY, "SELECT place FROM articles WHERE id IN (SELECT article_id FROM bookmarks)"),
    State.UPDATED: Part(_EVERY, sql="a.changed IS NOT NULL"),
    State.NEW: Part(_EVERY, "SELECT place FROM articles WHERE id > (SELECT article_id FROM left_at)"),
}
_KINDS = {Field.PERSON: NameKind.PERSON, Field.ORG: NameKind.ORGANISATION, Field.PLACE: NameKind.PLACE}
