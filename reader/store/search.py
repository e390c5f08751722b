"""Text search: what is put into the index, and what is asked of it.

The index knows words as `reader.text.folding` has them: Chinese and Japanese characters are words each, and a typed run
of them is looked for as a phrase.

What is typed counts as the beginning of a word. Beginnings of one or two letters are in thousands of words each, too
many to look through as someone types, so each article's are kept in a table of their own, `starts`. It costs 3 % of
the text; FTS5's own prefix indexes ('2 3') cost 135 % and halve the rate at which articles are stored, measured.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter

from reader.text.folding import spaced, words

_START = 2
"""Beginnings of up to so many letters are in `starts`."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """The words of one article, as they stand in the index under its id."""

    article_id: int
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """A typed text as queries of the two tables; an empty one asks nothing of its table."""

    search: str
    starts: str


def index(connection: sqlite3.Connection, articles: Iterable[Indexed]) -> None:
    """Put articles into the index that are not in it; quickest by rising id, many at a time."""
    articles = list(articles)
    connection.executemany("INSERT INTO search (rowid, title, text) VALUES (?, ?, ?)", map(_words, articles))
    connection.executemany("INSERT INTO starts (rowid, words) VALUES (?, ?)", map(_starts, articles))


def unindex(connection: sqlite3.Connection, articles: Iterable[Indexed]) -> None:
    """Take articles out of the index. They must be given exactly as they were put in: the index has no copy."""
    articles = list(articles)
    taken_out = "INSERT INTO search (search, rowid, title, text) VALUES ('delete', ?, ?, ?)"
    connection.executemany(taken_out, map(_words, articles))
    connection.executemany("INSERT INTO starts (starts, rowid, words) VALUES ('delete', ?, ?)", map(_starts, articles))


def wanted(typed: str) -> Wanted | None:
    """The queries for what a person typed, or None for nothing but space.

    Every typed word becomes a quoted phrase, so nothing in it is an operator. Words of signs only are passed over; if
    there are no others, nothing matches.
    """
    # NUL would end the query; half characters cannot be handed over.
    typed_words = typed.replace("\0", " ").encode("utf-8", "replace").decode().split()
    if not typed_words:
        return None
    search: dict[str, None] = {}
    starts: dict[str, None] = {}
    for word in typed_words:
        tokens = words(word)
        if len(tokens) == 1 and len(tokens[0]) <= _START:
            starts[f'"{tokens[0]}"'] = None
        elif tokens:
            phrase = spaced(word).strip().replace('"', '""')
            search[f'"{phrase}" *'] = None
    if not search and not starts:
        return Wanted('""', "")  # a phrase without words: FTS5 finds nothing
    return Wanted(" ".join(search), " ".join(starts))


def _words(article: Indexed) -> tuple[int, str, str]:
    # The document's text begins with the title, which has a column of its own.
    title, text = article.title, article.text
    body = text[len(title) :] if text.startswith(title + "\n") else "" if text == title else text
    return article.article_id, spaced(title), spaced(body)


def _starts(article: Indexed) -> tuple[int, str]:
    every = words(f"{article.title} {article.text}")
    starts = set(map(itemgetter(slice(_START)), every))  # by C from end to end: this is done for every word stored
    return article.article_id, " ".join(starts | {start[:1] for start in starts})
