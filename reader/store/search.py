"""Text search: what is put into the index, and what is asked of it.

The index knows words as `reader.text.folding` has them: Chinese and Japanese characters are words each, and a typed run
of them is looked for as a phrase.

What is typed counts as the beginning of a word, for which there are tables of their own (see `beginnings`).

Articles are stored first and put into the index in batches, many sources' together (see `indexing`).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from reader.store.packing import unpack_words
from reader.text.folding import words


class Indexed(NamedTuple):
    """The words of one article, as they are given to the index."""

    title: str
    body: str


def prepare(title: str, text: str) -> Indexed:
    """What the index is given for a title and a text."""
    # The document's text begins with the title, which has a column of its own.
    body = text[len(title) :] if text.startswith(f"{title}\n") else "" if text == title else text
    return Indexed(_folded(title), _folded(body))


def index_waiting(connection: sqlite3.Connection, limit: int, prepared: Mapping[int, Indexed]) -> int:
    """Put articles that wait into the index, the newest `limit` of them; returns how many these were.

    `prepared` may hold what versions are indexed by, by their ids; the others are read.
    """
    newest = connection.execute(
        """SELECT w.place, a.version_id, a.byline FROM waiting w
            CROSS JOIN articles a INDEXED BY articles_newest ON a.place = w.place ORDER BY w.place DESC LIMIT ?""",
        (limit,),
    ).fetchall()
    if newest:
        newest.reverse()  # by rising place: FTS5 begins a new segment whenever a rowid is smaller than the one before
        rows = [(place, prepared.get(id_) or prepare(*read_words(connection, id_))) for place, id_, _ in newest]
        # All rows by one statement: other threads have the interpreter while it runs. (And it must be one: FTS5 writes
        # a segment for every statement that inserts several.)
        connection.execute(
            """INSERT INTO search (rowid, title, text) SELECT json_extract(value, '$[0]'),
                json_extract(value, '$[1]'), json_extract(value, '$[2]') FROM json_each(?)""",
            (json.dumps([(place, *indexed) for place, indexed in rows], ensure_ascii=False),),
        )
        index_authors(connection, [(place, byline) for place, _, byline in newest])
        connection.execute("INSERT INTO waiting_starts SELECT place FROM waiting WHERE place >= ?", newest[0][:1])
        connection.execute("DELETE FROM waiting WHERE place >= ?", newest[0][:1])
    return len(newest)


def read_words(connection: sqlite3.Connection, version_id: int) -> tuple[str, str]:
    """Title and text of a version."""
    found = connection.execute("SELECT packed FROM versions WHERE id = ?", (version_id,)).fetchone()
    return unpack_words(found[0])


def index_authors(connection: sqlite3.Connection, bylines: Iterable[tuple[int, str]]) -> None:
    """Put the bylines at places into the index of authors, which has none of these yet."""
    rows = [(place, " ".join(words(byline))) for place, byline in bylines if byline]
    connection.execute(
        """INSERT INTO authors (rowid, byline) SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]')
            FROM json_each(?)""",
        (json.dumps(rows, ensure_ascii=False),),
    )


def unindex_authors(connection: sqlite3.Connection, bylines: Iterable[tuple[int, str]]) -> None:
    """Take bylines out of the index of authors, which must be exactly those that were put in."""
    rows = [(place, " ".join(words(byline))) for place, byline in bylines if byline]
    connection.executemany("INSERT INTO authors (authors, rowid, byline) VALUES ('delete', ?, ?)", rows)


def unindex(connection: sqlite3.Connection, articles: Sequence[tuple[int, str, str]]) -> None:
    """Take articles out of the index: place, title and text of each.

    These must be exactly those that were put in: the index has no copy.
    """
    connection.executemany(
        "INSERT INTO search (search, rowid, title, text) VALUES ('delete', ?, ?, ?)",
        [(place, *prepare(title, text)) for place, title, text in articles],
    )


NOTHING = '""'
"""A phrase without words: FTS5 finds nothing."""


def phrase(tokens: Iterable[str]) -> str:
    """The query for folded words one behind the other."""
    return f'"{" ".join(tokens)}"'


def _folded(text: str) -> str:
    # SQLite folds ASCII by itself; of other letters it has an older view than we do, and keeps accents of Greek.
    # And it takes a NUL in JSON for the end of the text.
    return text.replace("\0", " ") if text.isascii() else " ".join(words(text))
