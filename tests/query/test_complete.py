"""What is offered at the cursor."""

from __future__ import annotations

import pytest

from reader.query import complete

OURS = {"source": ["Harbour Wire", "The Hague Post", "Northgate"], "person": ["Recep Tayyip Erdoğan"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("a ", []),
        ("ti", ["title:"]),
        ("a (TI", ["title:"]),
        ("-so", ["-source:", "-sort:"]),
        ("xyz", []),
        ("is:un", ["is:unread"]),
        ("is:unread", []),
        ("is:xyz", []),
        ("a -is:b", ["-is:bookmarked"]),
        ("(sort:o", ["sort:oldest"]),
        ("change:", ["change:up", "change:down"]),
        ("on:t", ["on:today", "on:tuesday", "on:thursday"]),
        ("unit:eu", ["unit:EUR"]),
        ("source:ha", ['source:"Harbour Wire"', 'source:"The Hague Post"']),
        ('source:"Har', ['source:"Harbour Wire"']),
        ('"a b" source:"Harbour W', ['source:"Harbour Wire"']),
        ("source:n", ["source:Northgate"]),
        ("person:erdogan", ['person:"Recep Tayyip Erdoğan"']),
        ("tag:", []),
        ('a "ti', []),
        ("http://so", []),
    ],
)
def test_what_a_term_may_become(text: str, expected: list[str]) -> None:
    assert complete(text, len(text), OURS) == expected


def test_only_what_stands_before_the_cursor_counts() -> None:
    assert complete("is:un a or b", 5) == ["is:unread"]
