"""What holds for any text and any tree."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.query import QueryError, complete, parse, parse_as_typed
from reader.query.dates import DAYS, dates
from reader.query.numbers import Number, number, shortest
from reader.query.parser import FIELDS
from reader.query.tree import And, Disagrees, Field, FigureIs, Is, Node, Not, Or, Query, Sort, State, Text
from reader.query.units import UNITS
from reader.text.clean import clean
from reader.text.folding import words

NOW = datetime(2026, 3, 4, 12, 30, tzinfo=UTC)

ODD = ['"', '""', "'", "a'b", '"a', 'a"b', "*", "a*", "^a", "a-b", "-a", "+a", "@x", "NEAR(", "NEAR(a b, 3)", "AND"]
ODD += [
    "a OR",
    "NOT a",
    "(",
    "a)",
    "title:a",
    "{title text}: a",
    "a:b",
    "\0",
    "a\0b",
    "\ud800",
    "\\",
    "%",
    "multi-agent",
]
ODD += ["a;DROP TABLE search", "x" * 10_000, "a " * 5_000, '"' * 10_000, "日" * 3_000, "(" * 10_000, ")" * 10_000]
ODD += [
    "-" * 10_000,
    "not " * 3_000,
    "a or " * 3_000,
    "title:(" * 2_000,
    "fig:" + "9" * 10_000,
    "fig:" * 3_000,
    "|" * 10_000,
]
ODD += ["title:" + "a" * 10_000, "of:" + "a" * 10_000, "is:" + "u" * 10_000, "t" * 10_000 + ":", "\x1b]0;x\x07a", "‮a"]
ODD += ["fig:>" + "1," * 40, "since:" + "1" * 90 + "d", "since:٣d", "fig:٣", "fig:1e400", "limit:" + "9" * 90, "fig:²"]

PIECES = [f"{field}:" for field in FIELDS] + ["(", ")", '"', "“", "-", "|", " ", " or ", " and ", "not ", "*", "%", "€"]
PIECES += [">", ">=", "<", "=", "..", "1", "3.5", "1,000", "bn", "m", "d", "2026-01-", "yesterday", "unread", "newest"]
PIECES += ["word", "é", "日本", "\0", "\ud800", "\u0301", "\u200d", "\u202e", "=\u0338", "up", "yes", "km", "/", "://"]
TYPED = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=14).map("".join))


def told(text: str) -> Query | QueryError:
    """What a text says, or what is wrong with it, which must be told well."""
    try:
        return parse(text, now=NOW)
    except QueryError as error:
        assert 0 <= error.position <= len(text)
        assert 0 <= error.length <= len(text) - error.position
        assert error.message and "\n" not in error.message
        return error


@pytest.mark.parametrize("text", ODD, ids=[ascii(text[:20]) for text in ODD])
def test_odd_texts_are_read_or_refused_in_words(text: str) -> None:
    query = told(text)
    if isinstance(query, Query):
        assert parse(query.text, now=NOW) == query
    complete(text, len(text))


@settings(deadline=None, max_examples=400)
@given(TYPED)
@example('UNIT:A:"')
@example('a"or:c')
def test_nothing_typed_raises_anything_else(text: str) -> None:
    query = told(text)
    if isinstance(query, Query):
        assert parse(query.text, now=NOW) == query
        assert parse_as_typed(text, now=NOW) == query
    elif query.unfinished:
        parse_as_typed(text, now=NOW)  # raises nothing
    else:
        with pytest.raises(QueryError) as caught:
            parse_as_typed(text, now=NOW)
        assert not caught.value.unfinished
    for cursor in range(len(text) + 1):
        complete(text, cursor)


PRINTABLE = st.text(
    st.characters(exclude_categories=("C", "M", "Z"), exclude_characters='"“”„'), min_size=1, max_size=6
)
WORDS = st.one_of(PRINTABLE, st.sampled_from(["or", "not", "and", "title:x", "-a", "a b", "(a)", "re:", "http://a"]))
SAID = WORDS.map(clean).map(lambda said: said if words(said) else "a")
NUMBERS = st.floats(-1e30, 1e30).filter(lambda value: len(shortest(value)) < 32)
COMPARED = st.one_of(
    st.builds(Number, st.sampled_from(["=", ">", ">=", "<", "<="]), NUMBERS),
    st.tuples(NUMBERS, NUMBERS).map(lambda ends: Number("..", *sorted(ends))),
)
UNIT = st.sampled_from(["", *sorted(set(UNITS.values()))])
LEAVES = st.one_of(
    st.builds(Text, SAID, st.booleans(), st.sampled_from([None, *Field])),
    st.builds(Is, st.sampled_from(State)),
    st.builds(Disagrees, st.booleans()),
    st.builds(
        FigureIs,
        st.none() | COMPARED,
        UNIT,
        st.lists(SAID, max_size=2, unique=True).map(tuple),
        st.sampled_from(["", "up", "down"]),
    ).filter(lambda figure: figure != FigureIs()),
    st.builds(
        dates,
        st.sampled_from(["since", "before", "on"]),
        st.sampled_from([*DAYS, "2026", "2026-02", "2026-02-28"]),
        st.just(NOW),
    ),
)


def joined(kind: type[And] | type[Or], nodes: list[Node]) -> Node:
    """As the parser joins: never one kind in itself."""
    flat = [part for node in nodes for part in (node.parts if isinstance(node, kind) else (node,))]
    return kind(tuple(flat))


TREES = st.recursive(
    LEAVES,
    lambda nodes: st.one_of(
        st.lists(nodes, min_size=2, max_size=4).map(lambda parts: joined(And, parts)),
        st.lists(nodes, min_size=2, max_size=4).map(lambda parts: joined(Or, parts)),
        nodes.map(lambda node: node.part if isinstance(node, Not) else Not(node)),
    ),
    max_leaves=8,
)


@settings(deadline=None, max_examples=300)
@given(st.none() | TREES, st.sampled_from([None, *Sort]), st.none() | st.integers(1, 1_000_000))
def test_what_is_printed_is_read_as_the_same(condition: Node | None, sort: Sort | None, limit: int | None) -> None:
    query = Query(condition, sort, limit)
    assert parse(query.text, now=NOW) == query


@given(NUMBERS)
def test_a_number_is_printed_as_itself(value: float) -> None:
    text = shortest(value)
    power = {"k": 3, "m": 6, "n": 9}.get(text[-1], 0) if not text.endswith("tn") else 12
    assert number(text.rstrip("kmbtn"), power) == value
