"""The tables, and how a library file of an older version becomes one of this version.

`PRAGMA user_version` counts the migrations a file has been through; each runs in one transaction, so a file is never
between two versions. Times are whole microseconds since 1970 UTC. What a person did (read, bookmarks) stands in columns
and tables of its own, which no refresh writes.

An article's `place` is what everything is ordered by: whole seconds since 1970 UTC of the moment it is sorted by, made
unique by taking the next free one (see `places`). It is the rowid of the text indexes and the key of every other one
that leads to articles, so that lists, searches and queries run newest first along an index and stop at their limit;
nothing long is ever sorted. Finer places would keep articles of one second closer to their order, but lie further
apart, and the text index keeps the distance between two articles for every word of the second: 1/16 s cost 9 % of
the text.

The lists live on covering indexes that need no statistics: the planner of an un-analysed file has to find them by
itself, and it does (there is a test of the plans). `read_at` stands in the unread ones, always NULL, because the
planner would look it up in the table otherwise.

Texts and findings are packed (see `packing`), a value each; what they can be found by stands beside them in tables of
postings. The tallies are kept by triggers, so that whoever writes articles keeps them right.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from reader.store.compaction import pack_library
from reader.store.protocol import StorageError
from reader.store.reposting import repost

APPLICATION_ID = 0x4E575352  # "NWSR": tells our file from another program's

_FIRST = (
    """CREATE TABLE sources (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        address TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        title TEXT NOT NULL,
        link TEXT NOT NULL DEFAULT '',
        kept INTEGER NOT NULL,
        removed INTEGER NOT NULL DEFAULT 0,  -- forgotten, but for its bookmarked articles
        etag TEXT NOT NULL DEFAULT '',
        last_modified TEXT NOT NULL DEFAULT '',
        last_tried INTEGER,
        last_success INTEGER,
        error TEXT NOT NULL DEFAULT ''
    )""",
    # AUTOINCREMENT: the id of an article that went is never given to another one, so a screen that still holds it
    # finds nothing instead of a stranger.
    """CREATE TABLE articles (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        source_id INTEGER NOT NULL REFERENCES sources ON DELETE CASCADE,
        identity BLOB NOT NULL,  -- digest of what names it inside its source: guid, link, or title and date
        alias BLOB,              -- digest of that address without scheme and host
        guid TEXT NOT NULL,
        link TEXT NOT NULL,
        outlet TEXT NOT NULL,
        title TEXT NOT NULL,
        byline TEXT NOT NULL,
        published INTEGER,
        sort_at INTEGER NOT NULL,  -- never changes, so lists stay still
        first_seen INTEGER NOT NULL,
        changed INTEGER,           -- when its text was last seen to have changed
        read_at INTEGER,           -- NULL: unread
        version_id INTEGER NOT NULL,
        extractor TEXT,            -- which extractor the counts below come from; NULL: none yet
        figures INTEGER,
        disagreements INTEGER
    )""",
    "CREATE UNIQUE INDEX articles_identity ON articles (source_id, identity)",
    "CREATE INDEX articles_alias ON articles (source_id, alias) WHERE alias IS NOT NULL",
    "CREATE INDEX articles_newest ON articles (sort_at, id, source_id)",
    "CREATE INDEX articles_unread ON articles (sort_at, id, source_id, read_at) WHERE read_at IS NULL",
    "CREATE INDEX articles_source ON articles (source_id, sort_at, id)",
    "CREATE INDEX articles_source_unread ON articles (source_id, sort_at, id, read_at) WHERE read_at IS NULL",
    "CREATE INDEX articles_extractor ON articles (extractor, sort_at, id, version_id)",
    """CREATE TABLE versions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
        seen INTEGER NOT NULL,
        hash TEXT NOT NULL,
        title TEXT NOT NULL,
        byline TEXT NOT NULL,
        language TEXT NOT NULL,
        layout TEXT NOT NULL,  -- JSON of the document but for its text
        text TEXT NOT NULL     -- last: what stands before it is read without it
    )""",
    "CREATE INDEX versions_article ON versions (article_id)",
    """CREATE TABLE annotations (
        version_id INTEGER PRIMARY KEY REFERENCES versions ON DELETE CASCADE,
        extractor TEXT NOT NULL
    )""",
    """CREATE TABLE figures (
        version_id INTEGER NOT NULL REFERENCES annotations ON DELETE CASCADE,
        number INTEGER NOT NULL,  -- place in the list, from 0
        kind TEXT NOT NULL,
        value REAL,
        low REAL,
        high REAL,
        unit TEXT NOT NULL,
        qualifier TEXT NOT NULL,
        change TEXT,
        counted TEXT NOT NULL,
        head TEXT NOT NULL,
        concept TEXT NOT NULL,
        speaker TEXT,
        cue TEXT,
        text TEXT NOT NULL,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        sentence INTEGER NOT NULL,
        sentence_start INTEGER NOT NULL,
        sentence_end INTEGER NOT NULL,
        salience REAL NOT NULL,
        agrees TEXT NOT NULL,     -- JSON lists of numbers
        disagrees TEXT NOT NULL,
        PRIMARY KEY (version_id, number)
    ) WITHOUT ROWID""",
    """CREATE TABLE bookmarks (
        article_id INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
        created INTEGER NOT NULL,
        note TEXT NOT NULL
    )""",
    # Contentless: the words are kept once, in `versions`; rowid is the article's id.
    """CREATE VIRTUAL TABLE search USING fts5 (
        title, text, content='', tokenize='unicode61 remove_diacritics 2'
    )""",
    # The beginnings of an article's words, each once; only which article has them is kept.
    """CREATE VIRTUAL TABLE starts USING fts5 (
        words, content='', detail=none, columnsize=0, tokenize='unicode61 remove_diacritics 2'
    )""",
    # Postings are gathered in memory up to this many bytes before they become a segment: fewer merges in large batches.
    "INSERT INTO search (search, rank) VALUES ('hashsize', 16777216)",
)

_VOICES = (
    """CREATE TABLE names (
        version_id INTEGER NOT NULL REFERENCES annotations ON DELETE CASCADE,
        number INTEGER NOT NULL,  -- place in the list, from 0
        name TEXT NOT NULL COLLATE NOCASE,
        kind TEXT NOT NULL,
        role TEXT NOT NULL,
        salience REAL NOT NULL,
        mentions TEXT NOT NULL,   -- JSON list of [start, end]
        PRIMARY KEY (version_id, number)
    ) WITHOUT ROWID""",
    "CREATE INDEX names_name ON names (name, version_id)",
    """CREATE TABLE quotes (
        version_id INTEGER NOT NULL REFERENCES annotations ON DELETE CASCADE,
        number INTEGER NOT NULL,
        speaker TEXT COLLATE NOCASE,
        kind TEXT NOT NULL,
        content TEXT NOT NULL,    -- JSON lists of [start, end]
        source TEXT NOT NULL,
        cue TEXT NOT NULL,
        PRIMARY KEY (version_id, number)
    ) WITHOUT ROWID""",
)

_SOURCES = (
    # What a person set for a source, and how its server has behaved.
    "ALTER TABLE sources ADD COLUMN folder TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE sources ADD COLUMN paused INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE sources ADD COLUMN interval INTEGER",  # seconds
    "ALTER TABLE sources ADD COLUMN full_text INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE sources ADD COLUMN access TEXT NOT NULL DEFAULT ''",  # JSON
    "ALTER TABLE sources ADD COLUMN keep_articles INTEGER",
    "ALTER TABLE sources ADD COLUMN keep_days INTEGER",
    "ALTER TABLE sources ADD COLUMN moved_to TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE sources ADD COLUMN gone INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE sources ADD COLUMN failures INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE sources ADD COLUMN not_before INTEGER",
    # A removed source keeps its articles until tidying, so that removing it can be taken back.
    "ALTER TABLE sources ADD COLUMN removed_at INTEGER",
    "UPDATE sources SET removed_at = 0 WHERE removed",
    # The version that the source gave last. The one that is shown (version_id) is another one while the article's
    # page is shown instead, which is page_id.
    "ALTER TABLE articles ADD COLUMN fed_id INTEGER NOT NULL DEFAULT 0",
    "UPDATE articles SET fed_id = version_id",
    "ALTER TABLE articles ADD COLUMN page_id INTEGER",
    "ALTER TABLE articles ADD COLUMN page_tried INTEGER",  # when its page was last asked for
)

_VANISHED = (
    "ALTER TABLE articles ADD COLUMN vanished INTEGER",  # since when its file is missing; NULL: it is there
)

_JOURNAL = (
    "ALTER TABLE bookmarks ADD COLUMN position INTEGER NOT NULL DEFAULT 0",  # the highest stands first
    "UPDATE bookmarks SET position = created",
    """CREATE TABLE tags (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        key TEXT NOT NULL UNIQUE  -- the name without case
    )""",
    """CREATE TABLE article_tags (
        tag_id INTEGER NOT NULL REFERENCES tags,
        article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
        PRIMARY KEY (tag_id, article_id)
    ) WITHOUT ROWID""",
    "CREATE INDEX article_tags_article ON article_tags (article_id, tag_id)",
    # AUTOINCREMENT here and below: what was taken back comes back under its id, which nothing else has meanwhile.
    """CREATE TABLE views (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        key TEXT NOT NULL UNIQUE,
        query TEXT NOT NULL,
        position INTEGER NOT NULL,
        hidden INTEGER NOT NULL DEFAULT 0
    )""",
    """INSERT INTO views (id, name, key, query, position) VALUES
        (1, 'All', 'all', '', 1), (2, 'Unread', 'unread', 'is:unread', 2),
        (3, 'Bookmarks', 'bookmarks', 'is:bookmarked', 3), (4, 'Updated', 'updated', 'is:updated', 4),
        (5, 'Disagreements', 'disagreements', 'disagrees:yes', 5)""",
    """CREATE TABLE journal (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        said TEXT NOT NULL,
        undone INTEGER NOT NULL DEFAULT 0,
        change BLOB NOT NULL  -- the operations that turn it: see `operations.pack`
    )""",
    # Read marks of articles that are not here (any more), for when their source gives them.
    """CREATE TABLE waiting_reads (
        source_id INTEGER NOT NULL REFERENCES sources ON DELETE CASCADE,
        identity BLOB NOT NULL,
        read_at INTEGER NOT NULL,
        since INTEGER NOT NULL,
        PRIMARY KEY (source_id, identity)
    ) WITHOUT ROWID""",
    "CREATE TABLE waiting_from (article_id INTEGER NOT NULL)",  # up to which article none is waited for any more
    "INSERT INTO waiting_from SELECT coalesce(max(id), 0) FROM articles",
)

_CLAIMS = (
    # Articles in which somebody is looking for figures just now; `until` is in seconds since 1970 UTC.
    """CREATE TABLE claims (
        article_id INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
        owner INTEGER NOT NULL,
        until INTEGER NOT NULL
    )""",
)

BUILT_IN_VIEWS = 5
"""Views with ids up to this one come with the program."""

_LEFT = (
    # The newest article that was here when the reader was left: what came later is new.
    "CREATE TABLE left_at (article_id INTEGER NOT NULL)",
    "INSERT INTO left_at VALUES (0)",
)

Step = str | Callable[[sqlite3.Connection], None]

MIGRATIONS: tuple[tuple[Step, ...], ...] = (
    _FIRST,
    _VOICES,
    _SOURCES,
    _VANISHED,
    _JOURNAL,
    (pack_library,),
    _CLAIMS,
    _LEFT,
    (repost,),
)
"""The statements and functions that lead from version i to version i + 1. Only ever added to."""


def check(connection: sqlite3.Connection, name: str) -> int:
    """The version of the library file called `name`, which is only read.

    Raises StorageError for a newer version or another program's database, sqlite3.DatabaseError for no database.
    """
    # In one statement, so that all three are of one moment: another process may just be making the tables.
    version, application, tables = connection.execute(
        """SELECT user_version, application_id, (SELECT count(*) FROM sqlite_master)
            FROM pragma_user_version, pragma_application_id"""
    ).fetchone()
    if tables and application != APPLICATION_ID:
        raise StorageError(f"{name} is a database of another program. Choose another folder for the library.")
    if version > len(MIGRATIONS):
        raise StorageError(
            f"The library {name} was written by a newer newsroom (format {version}; this one knows up to "
            f"{len(MIGRATIONS)}). Update newsroom to open it."
        )
    return int(version)


def migrate(connection: sqlite3.Connection, name: str) -> bool:
    """Bring a library file to this version; tells whether it was older.

    Each step is kept whole or not at all. Raises as `check` does.
    Foreign keys must be off: a table that others refer to is replaced by a copy of itself.
    """
    older = False
    while check(connection, name) < len(MIGRATIONS):
        older = True
        connection.execute("BEGIN IMMEDIATE")
        try:
            version = check(connection, name)  # another process may have been quicker
            if version < len(MIGRATIONS):
                for step in MIGRATIONS[version]:
                    if isinstance(step, str):
                        connection.execute(step)
                    else:
                        step(connection)
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {version + 1}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    return older
