"""The beginnings of words, which is what is typed until a word is whole.

The text index would have to put the articles of all words with a beginning together before it could name the newest:
half a second for three letters in a million articles. So the beginnings of up to three letters that an article has are
kept in a table of their own, `starts`; and a longer one is asked for as the few words it goes on to, which the table
`words` knows, and which the index walks side by side, newest first. FTS5's own prefix indexes ('2 3') cost 135 % of the
text and halve the rate at which articles are stored.

Articles come here last, at leisure: their beginnings take Python as long as all the rest of storing and indexing them.
Until then they stand in `waiting_starts`. A query reads those of them that it meets (see `query`), so that nothing is
missed and nobody waits.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter

from reader.store.search import NOTHING, phrase, read_words
from reader.text.folding import words

_START = 3
"""Beginnings of up to so many letters are in `starts`."""
_GOES_ON = 512
"""To how many words a beginning may go on to be asked for as them: 60 ms then in a million articles, 250 as one."""
_LAST = "\U0010ffff"
"""Greater than every letter."""

# Most texts are ASCII, where a table of bytes does at five times the speed what `words` does.
_ASCII = bytes(ord(chr(code).lower()) if chr(code).isalnum() and code < 128 else 32 for code in range(256))

Goes = Callable[[str], Sequence[str] | None]
"""The words that a beginning goes on to, or None when they are many or not all are known."""


class Vocabulary:
    """The words that a library is known to have in its table `words`; for the writing thread.

    Words that begin with a digit are not in that table: they are too many, and hardly any goes on to another.
    """

    def __init__(self) -> None:
        self._known: set[str] = set()

    def new(self, found: set[str]) -> set[str]:
        """The words among these that are to be stored."""
        return {word for word in found - self._known if len(word) > _START and not word[0].isdigit()}

    def know(self, stored: set[str]) -> None:
        """From now on these words, which are stored and kept, are not new."""
        if len(self._known) + len(stored) > 131_072:  # some 12 MB of them
            self._known.clear()
        self._known |= stored


def start_waiting(connection: sqlite3.Connection, vocabulary: Vocabulary, limit: int) -> tuple[int, set[str]]:
    """Put the beginnings of articles that wait into their table, those of the newest `limit`.

    Returns how many these were, and the words that were stored, which the vocabulary is to know once they are kept.
    """
    newest = connection.execute(
        """SELECT w.place, a.version_id FROM waiting_starts w
            CROSS JOIN articles a INDEXED BY articles_newest ON a.place = w.place ORDER BY w.place DESC LIMIT ?""",
        (limit,),
    ).fetchall()
    if not newest:
        return 0, set()
    rows, found = [], set[str]()
    for place, version_id in reversed(newest):
        tokens = _tokens(*read_words(connection, version_id))
        found.update(tokens)
        rows.append((place, _starts(tokens)))
    new = vocabulary.new(found)
    connection.execute(
        """INSERT INTO starts (rowid, words) SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]')
            FROM json_each(?)""",
        (json.dumps(rows, ensure_ascii=False),),
    )
    connection.execute(
        "INSERT OR IGNORE INTO words SELECT value FROM json_each(?)", (json.dumps(sorted(new), ensure_ascii=False),)
    )
    connection.execute("DELETE FROM waiting_starts WHERE place >= ?", (newest[-1][0],))
    return len(newest), new


def unstart(connection: sqlite3.Connection, articles: Sequence[tuple[int, str, str]]) -> None:
    """Take the beginnings of articles out again: place, title and text of each, as they were put in."""
    places = [(place,) for place, _, _ in articles]
    waiting = {place for (place,) in places if connection.execute(_WAITS, (place,)).fetchone()}
    connection.executemany("DELETE FROM waiting_starts WHERE place = ?", places)
    connection.executemany(
        "INSERT INTO starts (starts, rowid, words) VALUES ('delete', ?, ?)",
        [(place, _starts(_tokens(title, text))) for place, title, text in articles if place not in waiting],
    )


_WAITS = "SELECT 1 FROM waiting_starts WHERE place = ?"


def are_waiting(connection: sqlite3.Connection) -> bool:
    """Whether there are articles whose beginnings are not in their table yet."""
    return connection.execute("SELECT 1 FROM waiting_starts LIMIT 1").fetchone() is not None


def goes_on(connection: sqlite3.Connection) -> Goes:
    """What this library knows of how words go on."""
    waiting = are_waiting(connection)

    def known(beginning: str) -> list[str] | None:
        if waiting or len(beginning) <= _START or beginning[0].isdigit():
            return None
        found = connection.execute(
            "SELECT word FROM words WHERE word >= ? AND word < ? LIMIT ?", (beginning, beginning + _LAST, _GOES_ON + 1)
        ).fetchall()
        return None if len(found) > _GOES_ON else [word for (word,) in found]

    return known


def starts_with(tokens: Sequence[str]) -> bool:
    """Whether folded words are one beginning that is kept in `starts`."""
    return len(tokens) == 1 and len(tokens[0]) <= _START


def beginning(tokens: Sequence[str], goes: Goes) -> str:
    """As `phrase`, but the last of the words is the beginning of one."""
    *before, last = tokens
    known = goes(last)
    if known is None:
        return f"{phrase(tokens)} *"
    return f"({' OR '.join(phrase((*before, word)) for word in known)})" if known else NOTHING


def _tokens(title: str, text: str) -> list[str]:
    # A title that the text goes on from ("Ferr", "Ferries sail") has a last word of its own.
    whole = text if text.startswith(f"{title}\n") else f"{title} {text}"
    return whole.encode().translate(_ASCII).decode().split() if whole.isascii() else words(whole)


_BEGINNINGS = tuple(itemgetter(slice(length)) for length in range(_START, 0, -1))


def _starts(tokens: Iterable[str]) -> str:
    # By C from end to end: this is done for every word that is stored.
    starts: set[str] = set()
    for cut in _BEGINNINGS:
        tokens = set(map(cut, tokens))
        starts |= tokens
    return " ".join(starts)
