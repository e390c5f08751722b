"""Several queries as one, and the words that a query looks for."""

from __future__ import annotations

from datetime import datetime

import pytest

from reader.query import QueryError, both, looked_for, parse

NOW = datetime(2026, 3, 1, 12)


@pytest.mark.parametrize(
    ("first", "second", "query"),
    [
        ("", "", ""),
        ("is:unread", "", "is:unread"),
        ("", "ferry", "ferry"),
        ("is:unread", "ferry or harbour", "is:unread (ferry or harbour)"),
        ("a or b sort:oldest limit:5", "c limit:3", "(a or b) c sort:oldest limit:3"),
        ("sort:oldest", "sort:figures", "sort:figures"),
    ],
)
def test_two_queries_as_one(first: str, second: str, query: str) -> None:
    assert both(first, second, now=NOW) == query


def test_a_wrong_one_is_told_even_alone() -> None:
    with pytest.raises(QueryError):
        both("is:unred", "", now=NOW)


def test_figures_of_two_queries_stay_figures_of_their_own() -> None:
    joined = both("unit:EUR", "fig:>1m", now=NOW)
    assert parse(joined, now=NOW) != parse("unit:EUR fig:>1m", now=NOW)


def test_the_words_that_are_looked_for() -> None:
    query = parse('Fähre "zwei Stunden" -nebel title:hafen person:oakes fig:>3', now=NOW)
    assert looked_for(query) == [("fahre", False), ("zwei stunden", True), ("hafen", False)]
    assert looked_for(parse("", now=NOW)) == []
