"""The step from format 8 to format 9: figures are found by finer steps, statements by words, and articles by authors.

The postings are made anew from what is stored, in batches, in one transaction.
"""

from __future__ import annotations

import sqlite3

from reader.store.packed_findings import unpack_findings
from reader.store.packing import unpack_words
from reader.store.postings import post

_BATCH = 512
_TABLES = (
    "DROP TABLE facts",
    # What was found in the versions that are shown, for asking: see `postings`.
    """CREATE VIRTUAL TABLE facts USING fts5 (
        tokens, content='', detail=none, columnsize=0, tokenize='unicode61 remove_diacritics 2'
    )""",
    # The bylines, of the same articles as `search`.
    """CREATE VIRTUAL TABLE authors USING fts5 (
        byline, content='', columnsize=0, tokenize='unicode61 remove_diacritics 2'
    )""",
    # Places of articles that are in `search` and whose beginnings are not in `starts` yet.
    "CREATE TABLE waiting_starts (place INTEGER PRIMARY KEY)",
    # Segments of an index are merged sixteen at a time: less is written so, and a word is found as quickly.
    *(f"INSERT INTO {table} ({table}, rank) VALUES ('automerge', 16)" for table in ("search", "starts", "facts")),  # noqa: S608
    """INSERT INTO authors (rowid, byline) SELECT place, folded(byline) FROM articles
        WHERE byline <> '' AND place NOT IN (SELECT place FROM waiting) ORDER BY place""",
)
_SHOWN_FINDINGS = """SELECT a.place, f.packed, v.packed FROM articles a
    CROSS JOIN findings f ON f.version_id = a.version_id CROSS JOIN versions v ON v.id = a.version_id
    WHERE a.extractor IS NOT NULL ORDER BY a.place"""


def repost(connection: sqlite3.Connection) -> None:
    """Rewrite the postings of a library of format 8 as those of format 9."""
    for statement in _TABLES:
        connection.execute(statement)
    found = connection.execute(_SHOWN_FINDINGS)
    while batch := found.fetchmany(_BATCH):
        texts = [(place, packed, unpack_words(text)[1]) for place, packed, text in batch]
        post(connection, [(place, unpack_findings(packed, text), text) for place, packed, text in texts])
