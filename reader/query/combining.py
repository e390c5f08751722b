"""Several queries as one, and what a query looks for in a text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from reader.query.parser import parse
from reader.query.tree import And, Field, Node, Not, Or, Query, Text
from reader.text.folding import words


def both(first: str, second: str, *, now: datetime) -> str:
    """The query of what both mean; where both name an order or a number, the second's counts. Raises QueryError."""
    one, other = parse(first, now=now), parse(second, now=now)
    conditions = tuple(query.condition for query in (one, other) if query.condition is not None)
    condition = And(conditions) if len(conditions) > 1 else next(iter(conditions), None)
    return Query(condition, other.sort or one.sort, other.limit or one.limit).text


def looked_for(query: Query) -> list[tuple[str, bool]]:
    """The words that a query wants in title or text, folded, each with whether it is a whole word at its end."""
    return list(_texts(query.condition)) if query.condition is not None else []


def _texts(node: Node) -> Iterator[tuple[str, bool]]:
    match node:
        case And() | Or():
            for part in node.parts:
                yield from _texts(part)
        case Text(field=None | Field.TITLE | Field.BODY) if node.words:
            yield " ".join(words(node.words)), node.whole
        case Not():
            return
