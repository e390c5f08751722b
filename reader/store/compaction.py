"""The step from format 4 to format 5: the same library, smaller and quicker.

Texts and findings are packed, and every article gets its place; what they are found by, format 9 fills. It is one
transaction in bounded memory: tables are
read row by row and rewritten in batches. What it reads is format 4, which is history, so that part is written out here
and must stay as it is; what it writes goes through the functions of today, which may only change with a format.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, TypeVar

from reader.model import Findings
from reader.store.packed_findings import pack_findings
from reader.store.packing import pack_version, unpack_words
from reader.store.places import place_of

T = TypeVar("T")

_BATCH = 512

_ARTICLES = """CREATE TABLE articles_placed (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    place INTEGER NOT NULL,  -- see the head of `schema`; unique
    source_id INTEGER NOT NULL REFERENCES sources ON DELETE CASCADE,
    read_at INTEGER,           -- NULL: unread
    version_id INTEGER NOT NULL,  -- the version that is shown
    fed_id INTEGER NOT NULL,      -- the version that the source gave last
    page_id INTEGER,              -- the version that is its page's full text
    page_tried INTEGER,           -- when its page was last asked for
    vanished INTEGER,             -- since when its file is missing; NULL: it is there
    figures INTEGER,
    disagreements INTEGER,
    extractor TEXT,            -- which extractor these counts come from; NULL: none yet
    published INTEGER,
    sort_at INTEGER NOT NULL,  -- never changes, so lists stay still
    first_seen INTEGER NOT NULL,
    changed INTEGER,           -- when its text was last seen to have changed
    identity BLOB NOT NULL,    -- digest of what names it inside its source: guid, link, or title and date
    alias BLOB,                -- digest of that address without scheme and host
    guid TEXT,                 -- NULL: the same as link
    link TEXT NOT NULL,
    outlet TEXT NOT NULL,
    title TEXT NOT NULL,
    byline TEXT NOT NULL
)"""

_TABLES = (
    "CREATE INDEX articles_newest ON articles (place, source_id, read_at)",
    "CREATE INDEX articles_unread ON articles (place, source_id, read_at) WHERE read_at IS NULL",
    "CREATE INDEX articles_source ON articles (source_id, place)",
    "CREATE INDEX articles_source_unread ON articles (source_id, place, read_at) WHERE read_at IS NULL",
    "CREATE INDEX articles_extractor ON articles (extractor, place, version_id)",
    "CREATE UNIQUE INDEX articles_identity ON articles (source_id, identity)",
    "CREATE INDEX articles_alias ON articles (source_id, alias) WHERE alias IS NOT NULL",
    "CREATE INDEX sources_hidden ON sources (id) WHERE removed OR NOT kept",
    # How many articles each source has. In a table of its own: a source's row is long, and this changes all the time.
    """CREATE TABLE tallies (
        source_id INTEGER PRIMARY KEY REFERENCES sources ON DELETE CASCADE,
        articles INTEGER NOT NULL,
        unread INTEGER NOT NULL
    )""",
    "INSERT INTO tallies SELECT source_id, count(*), count(*) - count(read_at) FROM articles GROUP BY source_id",
    """CREATE TRIGGER articles_counted AFTER INSERT ON articles BEGIN
        INSERT INTO tallies VALUES (new.source_id, 1, new.read_at IS NULL)
            ON CONFLICT (source_id) DO UPDATE SET articles = articles + 1, unread = unread + excluded.unread;
    END""",
    """CREATE TRIGGER articles_uncounted AFTER DELETE ON articles BEGIN
        UPDATE tallies SET articles = articles - 1, unread = unread - (old.read_at IS NULL)
            WHERE source_id = old.source_id;
    END""",
    """CREATE TRIGGER articles_read AFTER UPDATE OF read_at ON articles
        WHEN (old.read_at IS NULL) <> (new.read_at IS NULL) BEGIN
        UPDATE tallies SET unread = unread + (new.read_at IS NULL) - (old.read_at IS NULL)
            WHERE source_id = new.source_id;
    END""",
    """CREATE TABLE findings (
        version_id INTEGER PRIMARY KEY REFERENCES versions ON DELETE CASCADE,
        extractor TEXT NOT NULL,
        packed BLOB NOT NULL
    )""",
    # What was found in the versions that are shown, for asking: see `postings`.
    """CREATE VIRTUAL TABLE facts USING fts5 (
        tokens, content='', detail=none, columnsize=0, tokenize='unicode61 remove_diacritics 2'
    )""",
    # Contentless: the words are kept once, packed in `versions`; rowid is the article's place.
    """CREATE VIRTUAL TABLE search USING fts5 (
        title, text, content='', columnsize=0, tokenize='unicode61 remove_diacritics 2'
    )""",
    # The beginnings of an article's words, each once; only which article has them is kept.
    """CREATE VIRTUAL TABLE starts USING fts5 (
        words, content='', detail=none, columnsize=0, tokenize='unicode61 remove_diacritics 2'
    )""",
    # Postings are gathered in memory up to this many bytes before they become a segment, and merged eight at a time.
    "INSERT INTO search (search, rank) VALUES ('hashsize', 16777216)",
    "INSERT INTO search (search, rank) VALUES ('automerge', 8)",
    # Every word that the index holds, to tell what a typed beginning may go on to.
    "CREATE TABLE words (word TEXT PRIMARY KEY) WITHOUT ROWID",
    # Places of articles whose text is not in the index yet.
    "CREATE TABLE waiting (place INTEGER PRIMARY KEY)",
    "INSERT INTO waiting SELECT place FROM articles",
)


def pack_library(connection: sqlite3.Connection) -> None:
    """Rewrite a library of format 4 as one of format 5."""
    connection.execute("DROP TABLE search")
    connection.execute("DROP TABLE starts")
    _place_articles(connection)
    _pack_versions(connection)
    old = {table: f"old_{table}" for table in ("figures", "names", "quotes", "annotations")}
    connection.execute("DROP INDEX names_name")
    for table, renamed in old.items():
        connection.execute(f"ALTER TABLE {table} RENAME TO {renamed}")
    for statement in _TABLES:
        connection.execute(statement)
    _pack_findings(connection)
    for table in old.values():
        connection.execute(f"DROP TABLE {table}")


def _place_articles(connection: sqlite3.Connection) -> None:
    (last,) = connection.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'articles'").fetchone()
    connection.execute(_ARTICLES)
    columns = """source_id, read_at, version_id, fed_id, page_id, page_tried, vanished, figures, disagreements,
        extractor, published, sort_at, first_seen, changed, identity, alias, nullif(guid, link),
        link, outlet, title, byline"""
    rows = connection.execute(
        f"SELECT id, sort_at, {columns} FROM articles ORDER BY sort_at, id"  # noqa: S608 (fixed words)
    )
    marks = ", ".join("?" * 23)
    for batch in _batches(_placed(rows)):
        connection.executemany(f"INSERT INTO articles_placed VALUES ({marks})", batch)  # noqa: S608 (fixed words)
    connection.execute("DROP TABLE articles")
    connection.execute("ALTER TABLE articles_placed RENAME TO articles")
    connection.execute("DELETE FROM sqlite_sequence WHERE name = 'articles'")
    connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('articles', ?)", (last,))


def _placed(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    last = -1
    for id_, sort_at, *others in rows:
        last = max(place_of(sort_at), last + 1)
        yield id_, last, *others


def _pack_versions(connection: sqlite3.Connection) -> None:
    (last,) = connection.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'versions'").fetchone()
    connection.execute(
        """CREATE TABLE versions_packed (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
            seen INTEGER NOT NULL,
            hash BLOB NOT NULL,
            packed BLOB NOT NULL  -- last: what stands before it is read without it
        )"""
    )
    rows = connection.execute("SELECT id, article_id, seen, hash, title, byline, language, layout, text FROM versions")
    packed = (
        (id_, article_id, seen, bytes.fromhex(digest), pack_version(title, byline, language, json.loads(layout), text))
        for id_, article_id, seen, digest, title, byline, language, layout, text in rows
    )
    for batch in _batches(packed):
        connection.executemany("INSERT INTO versions_packed VALUES (?, ?, ?, ?, ?)", batch)
    connection.execute("DROP TABLE versions")
    connection.execute("ALTER TABLE versions_packed RENAME TO versions")
    connection.execute("CREATE INDEX versions_article ON versions (article_id)")
    connection.execute("DELETE FROM sqlite_sequence WHERE name = 'versions'")
    connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('versions', ?)", (last,))


_FIGURE = """kind, value, low, high, unit, qualifier, change, counted, head, concept, speaker, cue, text, start, end,
    sentence, sentence_start, sentence_end, salience"""


def _pack_findings(connection: sqlite3.Connection) -> None:
    """Three tables in step: all are ordered by version."""
    figures = _by_version(
        connection,
        f"SELECT version_id, {_FIGURE}, agrees, disagrees FROM old_figures ORDER BY version_id, number",  # noqa: S608
    )
    names = _by_version(
        connection, "SELECT version_id, name, kind, role, salience, mentions FROM old_names ORDER BY version_id, number"
    )
    quotes = _by_version(
        connection,
        "SELECT version_id, speaker, kind, content, source, cue FROM old_quotes ORDER BY version_id, number",
    )
    versions = connection.execute(
        """SELECT n.version_id, n.extractor, v.packed FROM old_annotations n
            CROSS JOIN versions v ON v.id = n.version_id ORDER BY n.version_id"""
    )

    def packed() -> Iterator[tuple[int, str, bytes]]:
        for version_id, extractor, text in versions:
            found = {
                "figures": [_figure(row) for row in figures.of(version_id)],
                "names": [_name(row) for row in names.of(version_id)],
                "quotes": [_quote(row) for row in quotes.of(version_id)],
            }
            yield version_id, extractor, pack_findings(Findings.from_json(found), unpack_words(text)[1])

    for batch in _batches(packed()):
        connection.executemany("INSERT INTO findings VALUES (?, ?, ?)", batch)


class _ByVersion:
    """Rows of a table by their version, asked for in rising order."""

    def __init__(self, rows: Iterable[tuple[Any, ...]]) -> None:
        self._groups = groupby(rows, key=itemgetter(0))
        self._next = next(self._groups, None)

    def of(self, version_id: int) -> Iterator[tuple[Any, ...]]:
        """The rows of this version, which is greater than any asked for before."""
        while self._next is not None and self._next[0] < version_id:
            self._next = next(self._groups, None)
        if self._next is not None and self._next[0] == version_id:
            yield from self._next[1]


def _by_version(connection: sqlite3.Connection, statement: str) -> _ByVersion:
    return _ByVersion(connection.execute(statement))


def _figure(row: tuple[Any, ...]) -> dict[str, Any]:
    _, *plain, agrees, disagrees = row
    columns = [column.strip() for column in _FIGURE.split(",")]
    data = dict(zip(columns, plain, strict=True))
    return {**data, "agrees": json.loads(agrees), "disagrees": json.loads(disagrees)}


def _name(row: tuple[Any, ...]) -> dict[str, Any]:
    _, name, kind, role, salience, mentions = row
    return {"name": name, "kind": kind, "role": role, "salience": salience, "mentions": json.loads(mentions)}


def _quote(row: tuple[Any, ...]) -> dict[str, Any]:
    _, speaker, kind, *spans = row
    content, source, cue = map(json.loads, spans)
    return {"speaker": speaker, "kind": kind, "content": content, "source": source, "cue": cue}


def _batches(rows: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, _BATCH)):
        yield batch
