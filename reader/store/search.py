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

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

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


@dataclass(frozen=True, slots=True)
class Indexed:
    """The words of one article, as they stand in the index under its place."""

    place: int
    title: str
    text: str


class Vocabulary:
    """The words that a library is known to have in its table `words`; for as long as what was stored with it is kept.

    Words that begin with a digit are not in that table: they are too many, and hardly any goes on to another.
    """

    def __init__(self) -> None:
        self._known: set[str] = set()

    def store(self, connection: sqlite3.Connection, found: set[str]) -> None:
        """Store the words among these that are new."""
        new = found - self._known
        if len(self._known) + len(new) > 131_072:  # some 12 MB of them
            self._known.clear()
        self._known |= new
        rows = [(word,) for word in sorted(new) if len(word) > _START and not word[0].isdigit()]
        connection.executemany("INSERT OR IGNORE INTO words VALUES (?)", rows)

    def clear(self) -> None:
        """Know nothing: what was stored may not have been kept."""
        self._known.clear()


def index_waiting(
    connection: sqlite3.Connection, vocabulary: Vocabulary, limit: int, texts: Mapping[int, tuple[str, str]]
) -> int:
    """Put articles that wait into the index, the newest `limit` of them; returns how many these were.

    `texts` may hold titles and texts of versions, by their ids; the others are read.
    """
    newest = connection.execute(
        """SELECT w.place, a.version_id FROM waiting w
            CROSS JOIN articles a INDEXED BY articles_newest ON a.place = w.place ORDER BY w.place DESC LIMIT ?""",
        (limit,),
    ).fetchall()

    def words_of(version_id: int) -> tuple[str, str]:
        found = connection.execute("SELECT packed FROM versions WHERE id = ?", (version_id,)).fetchone()
        return unpack_words(found[0])

    if newest:
        # By rising place: FTS5 begins a new segment whenever a rowid is smaller than the one before.
        index(
            connection,
            vocabulary,
            [Indexed(place, *(texts.get(id_) or words_of(id_))) for place, id_ in reversed(newest)],
        )
        connection.execute("DELETE FROM waiting WHERE place >= ?", (newest[-1][0],))
    return len(newest)


def index(connection: sqlite3.Connection, vocabulary: Vocabulary, articles: Sequence[Indexed]) -> None:
    """Put articles into the index that are not in it; quickest by rising place, many at a time."""
    connection.executemany("INSERT INTO search (rowid, title, text) VALUES (?, ?, ?)", map(_row, articles))
    starts, found = [], set[str]()
    for article in articles:
        tokens = _tokens(article)
        found.update(tokens)
        starts.append((article.place, _starts(tokens)))
    connection.executemany("INSERT INTO starts (rowid, words) VALUES (?, ?)", starts)
    vocabulary.store(connection, found)


def unindex(connection: sqlite3.Connection, articles: Sequence[Indexed]) -> None:
    """Take articles out of the index. They must be given exactly as they were put in: the index has no copy."""
    taken_out = "INSERT INTO search (search, rowid, title, text) VALUES ('delete', ?, ?, ?)"
    connection.executemany(taken_out, map(_row, articles))
    starts = [(article.place, _starts(_tokens(article))) for article in articles]
    connection.executemany("INSERT INTO starts (starts, rowid, words) VALUES ('delete', ?, ?)", starts)


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


def _row(article: Indexed) -> tuple[int, str, str]:
    # The document's text begins with the title, which has a column of its own.
    title, text = article.title, article.text
    body = text[len(title) :] if text.startswith(title + "\n") else "" if text == title else text
    return article.place, _folded(title), _folded(body)


def _folded(text: str) -> str:
    # SQLite folds ASCII by itself; of other letters it has an older view than we do, and keeps accents of Greek.
    return text if text.isascii() else " ".join(words(text))


def _tokens(article: Indexed) -> list[str]:
    text = article.text if article.text.startswith(article.title) else f"{article.title} {article.text}"
    if text.isascii():
        return text.encode().translate(_ASCII).decode().split()
    return words(text)


_BEGINNINGS = tuple(itemgetter(slice(length)) for length in range(_START, 0, -1))


def _starts(tokens: Iterable[str]) -> str:
    # By C from end to end: this is done for every word that is stored.
    starts: set[str] = set()
    for cut in _BEGINNINGS:
        tokens = set(map(cut, tokens))
        starts |= tokens
    return " ".join(starts)
