"""Text search: what is put into the index, and what is asked of it.

The index knows words as `reader.text.folding` has them: Chinese and Japanese characters are words each, and a typed run
of them is looked for as a phrase.

What is typed counts as the beginning of a word. The index would have to put the articles of all words with that
beginning together before it could name the newest: half a second for three letters in a million articles. So the
beginnings of up to three letters that an article has are kept in a table of their own, `starts`; and a longer one is
asked for as the few words it goes on to, which the table `words` knows, and which the index walks side by side, newest
first. FTS5's own prefix indexes ('2 3') cost 135 % of the text and halve the rate at which articles are stored.

Articles are stored first and put into the index in batches, many sources' together (see `indexing`).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from reader.store.packing import unpack_words
from reader.text.folding import words

_START = 3
"""Beginnings of up to so many letters are in `starts`."""
_GOES_ON = 64
"""To how many words a beginning may go on to be asked for as them; their walk takes some 15 ms then."""
_LAST = "\U0010ffff"
"""Greater than every letter."""

# Most texts are ASCII, where a table of bytes does at five times the speed what `words` does.
_ASCII = bytes(ord(chr(code).lower()) if chr(code).isalnum() and code < 128 else 32 for code in range(256))

Goes = Callable[[str], Sequence[str] | None]
"""The words that a beginning goes on to, or None when they are many or not all are known."""


class Indexed(NamedTuple):
    """The words of one article, as they stand in the index; `starts` are the short beginnings of them all."""

    title: str
    body: str
    starts: str


class Vocabulary:
    """The words that a library is known to have in its table `words`; any thread may ask, the writing one stores.

    Words that begin with a digit are not in that table: they are too many, and hardly any goes on to another.
    """

    def __init__(self) -> None:
        self._known: set[str] = set()

    def new(self, found: set[str]) -> set[str]:
        """The words among these that are to be stored."""
        return {word for word in found - self._known if len(word) > _START and not word[0].isdigit()}

    def store(self, connection: sqlite3.Connection, new: set[str]) -> None:
        """Store words. `know` them once they are kept."""
        rows = json.dumps(sorted(new), ensure_ascii=False)
        connection.execute("INSERT OR IGNORE INTO words SELECT value FROM json_each(?)", (rows,))

    def know(self, stored: set[str]) -> None:
        """From now on these words are not new."""
        if len(self._known) + len(stored) > 131_072:  # some 12 MB of them
            self._known = set()
        self._known |= stored


def prepare(vocabulary: Vocabulary, articles: Iterable[tuple[str, str]]) -> tuple[list[Indexed], set[str]]:
    """What the index is given for titles and texts, and the words in them that are new to the library.

    Most of what indexing costs Python is done here.
    """
    indexed, found = [], set[str]()
    for title, text in articles:
        tokens = _tokens(text if text.startswith(title) else f"{title} {text}")
        found.update(tokens)
        # The document's text begins with the title, which has a column of its own.
        body = text[len(title) :] if text.startswith(f"{title}\n") else "" if text == title else text
        indexed.append(Indexed(_folded(title), _folded(body), _starts(tokens)))
    return indexed, vocabulary.new(found)


def index_waiting(
    connection: sqlite3.Connection, vocabulary: Vocabulary, limit: int, prepared: Mapping[int, Indexed], new: set[str]
) -> int:
    """Put articles that wait into the index, the newest `limit` of them; returns how many these were.

    `prepared` may hold what versions are indexed by, by their ids; the others are read. `new` words are stored, and
    those of the versions that were read are added to it: the vocabulary is to know them once they are kept.
    """
    newest = connection.execute(
        """SELECT w.place, a.version_id, a.byline FROM waiting w
            CROSS JOIN articles a INDEXED BY articles_newest ON a.place = w.place ORDER BY w.place DESC LIMIT ?""",
        (limit,),
    ).fetchall()
    if not newest:
        return 0
    unprepared = [id_ for _, id_, _ in newest if id_ not in prepared]
    read, found = prepare(vocabulary, (_words(connection, id_) for id_ in unprepared))
    new |= found
    prepared = {**prepared, **dict(zip(unprepared, read, strict=True))}
    # By rising place: FTS5 begins a new segment whenever a rowid is smaller than the one before.
    _index(connection, [(place, prepared[id_]) for place, id_, _ in reversed(newest)])
    index_authors(connection, [(place, byline) for place, _, byline in reversed(newest)])
    vocabulary.store(connection, new)
    connection.execute("DELETE FROM waiting WHERE place >= ?", (newest[-1][0],))
    return len(newest)


def _words(connection: sqlite3.Connection, version_id: int) -> tuple[str, str]:
    found = connection.execute("SELECT packed FROM versions WHERE id = ?", (version_id,)).fetchone()
    return unpack_words(found[0])


def _index(connection: sqlite3.Connection, rows: Sequence[tuple[int, Indexed]]) -> None:
    # All rows by one statement: other threads have the interpreter while it runs. (And it must be one: FTS5 writes a
    # segment for every statement that inserts several.)
    connection.execute(
        """INSERT INTO search (rowid, title, text) SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'),
            json_extract(value, '$[2]') FROM json_each(?)""",
        (_lines((place, words.title, words.body) for place, words in rows),),
    )
    connection.execute(
        f"INSERT INTO starts (rowid, words) {_PAIRS}",
        (_lines((place, words.starts) for place, words in rows),),
    )


_PAIRS = "SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?)"


def index_authors(connection: sqlite3.Connection, bylines: Iterable[tuple[int, str]]) -> None:
    """Put the bylines at places into the index of authors, which has none of these yet."""
    rows = _lines((place, " ".join(words(byline))) for place, byline in bylines if byline)
    connection.execute(f"INSERT INTO authors (rowid, byline) {_PAIRS}", (rows,))


def unindex_authors(connection: sqlite3.Connection, bylines: Iterable[tuple[int, str]]) -> None:
    """Take bylines out of the index of authors, which must be exactly those that were put in."""
    rows = [(place, " ".join(words(byline))) for place, byline in bylines if byline]
    connection.executemany("INSERT INTO authors (authors, rowid, byline) VALUES ('delete', ?, ?)", rows)


def unindex(connection: sqlite3.Connection, articles: Sequence[tuple[int, str, str]]) -> None:
    """Take articles out of the index: place, title and text of each.

    These must be exactly those that were put in: the index has no copy.
    """
    indexed, _ = prepare(Vocabulary(), ((title, text) for _, title, text in articles))
    rows = [(place, words) for (place, _, _), words in zip(articles, indexed, strict=True)]
    connection.executemany(
        "INSERT INTO search (search, rowid, title, text) VALUES ('delete', ?, ?, ?)",
        [(place, words.title, words.body) for place, words in rows],
    )
    connection.executemany(
        "INSERT INTO starts (starts, rowid, words) VALUES ('delete', ?, ?)",
        [(place, words.starts) for place, words in rows],
    )


def goes_on(connection: sqlite3.Connection) -> Goes:
    """What this library knows of how words go on."""

    def known(beginning: str) -> list[str] | None:
        if len(beginning) <= _START or beginning[0].isdigit():
            return None
        found = connection.execute(
            "SELECT word FROM words WHERE word >= ? AND word < ? LIMIT ?", (beginning, beginning + _LAST, _GOES_ON + 1)
        ).fetchall()
        return None if len(found) > _GOES_ON else [word for (word,) in found]

    return known


NOTHING = '""'
"""A phrase without words: FTS5 finds nothing."""


def starts_with(tokens: Sequence[str]) -> bool:
    """Whether folded words are one beginning that is kept in `starts`."""
    return len(tokens) == 1 and len(tokens[0]) <= _START


def phrase(tokens: Iterable[str]) -> str:
    """The query for folded words one behind the other."""
    return f'"{" ".join(tokens)}"'


def beginning(tokens: Sequence[str], goes: Goes) -> str:
    """As `phrase`, but the last of them is the beginning of a word."""
    *before, last = tokens
    known = goes(last)
    if known is None:
        return f"{phrase(tokens)} *"
    return f"({' OR '.join(phrase((*before, word)) for word in known)})" if known else NOTHING


def _tokens(text: str) -> list[str]:
    return text.encode().translate(_ASCII).decode().split() if text.isascii() else words(text)


def _folded(text: str) -> str:
    # SQLite folds ASCII by itself; of other letters it has an older view than we do, and keeps accents of Greek.
    # And it takes a NUL in JSON for the end of the text.
    return text.replace("\0", " ") if text.isascii() else " ".join(words(text))


_BEGINNINGS = tuple(itemgetter(slice(length)) for length in range(_START, 0, -1))


def _starts(tokens: Iterable[str]) -> str:
    # By C from end to end: this is done for every word that is stored.
    starts: set[str] = set()
    for cut in _BEGINNINGS:
        tokens = set(map(cut, tokens))
        starts |= tokens
    return " ".join(starts)


def _lines(rows: Iterable[Sequence[int | str]]) -> str:
    return json.dumps(list(rows), ensure_ascii=False)
