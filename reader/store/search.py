"""Text search: what is put into the index, and what is asked of it.

The index knows words: runs of letters and digits, without case and accents. Chinese and Japanese write no spaces, so
their characters are indexed one by one, and a typed run of them is looked for as a phrase.

What is typed counts as the beginning of a word. Beginnings of one or two letters are in thousands of words each, too
many to look through as someone types, so each article's are kept in a table of their own, `starts`. It costs 3 % of
the text; FTS5's own prefix indexes ('2 3') cost 135 % and halve the rate at which articles are stored, measured.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter

# Kana, ideographs and their extensions: scripts written without spaces, which the index would take for one long word.
_SPACELESS = re.compile("([\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af])")
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


class _Fold(dict[int, str]):
    """For `str.translate`: letters and digits without case and accents, space for all else; learns as it goes."""

    def __missing__(self, code: int) -> str:
        letter = "".join(c for c in unicodedata.normalize("NFD", chr(code).lower()) if not "\u0300" <= c <= "\u036f")
        if letter and not letter.isalnum():  # "" for an accent that stands alone
            letter = " "
        self[code] = _spaced(letter)
        return self[code]


_FOLD = _Fold()


def index(connection: sqlite3.Connection, articles: Iterable[Indexed]) -> None:
    """Put articles into the index that are not in it; quickest by rising id, many at a time."""
    articles = list(articles)
    connection.executemany("INSERT INTO search (rowid, title, text) VALUES (?, ?, ?)", map(_words, articles))
    connection.executemany("INSERT INTO starts (rowid, words) VALUES (?, ?)", map(_starts, articles))


def unindex(connection: sqlite3.Connection, articles: Iterable[Indexed]) -> None:
    """Take articles out of the index. They must be given exactly as they were put in: the index has no copy."""
    articles = list(articles)
    words = "INSERT INTO search (search, rowid, title, text) VALUES ('delete', ?, ?, ?)"
    connection.executemany(words, map(_words, articles))
    connection.executemany("INSERT INTO starts (starts, rowid, words) VALUES ('delete', ?, ?)", map(_starts, articles))


def wanted(typed: str) -> Wanted | None:
    """The queries for what a person typed, or None for nothing but space.

    Every typed word becomes a quoted phrase, so nothing in it is an operator. Words of signs only are passed over; if
    there are no others, nothing matches.
    """
    # NUL would end the query; half characters cannot be handed over.
    words = typed.replace("\0", " ").encode("utf-8", "replace").decode().split()
    if not words:
        return None
    search: dict[str, None] = {}
    starts: dict[str, None] = {}
    for word in words:
        tokens = word.translate(_FOLD).split()
        if len(tokens) == 1 and len(tokens[0]) <= _START:
            starts[f'"{tokens[0]}"'] = None
        elif tokens:
            phrase = _spaced(word).strip().replace('"', '""')
            search[f'"{phrase}" *'] = None
    if not search and not starts:
        return Wanted('""', "")  # a phrase without words: FTS5 finds nothing
    return Wanted(" ".join(search), " ".join(starts))


def _words(article: Indexed) -> tuple[int, str, str]:
    # The document's text begins with the title, which has a column of its own.
    title, text = article.title, article.text
    body = text[len(title) :] if text.startswith(title + "\n") else "" if text == title else text
    return article.article_id, _spaced(title), _spaced(body)


def _starts(article: Indexed) -> tuple[int, str]:
    words = f"{article.title} {article.text}".translate(_FOLD).split()
    starts = set(map(itemgetter(slice(_START)), words))  # by C from end to end: this is done for every word stored
    return article.article_id, " ".join(starts | {start[:1] for start in starts})


def _spaced(text: str) -> str:
    return text if text.isascii() else _SPACELESS.sub(r" \1 ", text)
