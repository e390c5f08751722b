"""What a source's entries change in the library, and writing it: new articles, new versions, new names."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from reader.model import Entry
from reader.store.batches import insert_rows
from reader.store.beginnings import unstart
from reader.store.identity import Known, Named, by_alias, by_name, renamed
from reader.store.moments import stored
from reader.store.packed_findings import unpack_findings
from reader.store.packing import pack_entry, unpack_words
from reader.store.places import free_places
from reader.store.postings import unpost
from reader.store.protocol import NotFoundError
from reader.store.search import Indexed, index_authors, unindex, unindex_authors

_AHEAD = timedelta(days=1)
"""A later date than this is a slip of the source: the article would stand above the news for as long."""

_KNOWN = """
    SELECT a.id, a.identity, coalesce(a.guid, a.link), a.link, a.title, a.published, lower(hex(v.hash))
    FROM articles a CROSS JOIN versions v ON v.id = a.fed_id WHERE a.source_id = ? AND """

Prepared = Mapping[bytes, tuple[bytes, Indexed]]
"""The texts of entries as they are stored, and what they are indexed by, by the identities of the entries."""

_SHOW = """UPDATE articles SET version_id = fed_id, extractor = NULL, figures = NULL, disagreements = NULL
    WHERE id = ?"""


@dataclass(slots=True)
class Changes:
    """What a document's entries change: new articles, and new texts, names or links of known ones."""

    new: list[Named] = field(default_factory=list)
    texts: list[tuple[Known, Named]] = field(default_factory=list)
    names: list[tuple[Known, Named]] = field(default_factory=list)
    links: list[tuple[Known, Named]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.new or self.texts or self.names or self.links)


def compare(connection: sqlite3.Connection, source_id: int, named: Sequence[Named]) -> Changes:
    """What saving these entries would change. Raises NotFoundError for an unknown source."""
    if connection.execute("SELECT 1 FROM sources WHERE id = ? AND NOT removed", (source_id,)).fetchone() is None:
        raise NotFoundError(f"There is no source {source_id}.")

    empty = _is_empty(connection, source_id)

    def look(condition: str, *values: bytes | None) -> list[Known]:
        if empty:
            return []
        return [Known(*row) for row in connection.execute(_KNOWN + condition, (source_id, *values))]

    changes = Changes()
    taken: set[int] = set()
    unknown: list[Named] = []

    def match(each: Named, known: Known, *, rename: bool) -> None:
        taken.add(known.id)
        if known.hash != each.hash:
            changes.texts.append((known, each))
        if rename:
            changes.names.append((known, each))
        if each.entry.link not in ("", known.link):
            changes.links.append((known, each))

    for each in named:
        stored_so = look("a.identity IN (?, ?)", each.identity, each.other)
        known = by_name(each, [known for known in stored_so if known.id not in taken])
        held = any(other.identity == each.identity for other in stored_so if other is not known)
        if known is not None:
            match(each, known, rename=not held and renamed(each, known))
        elif not held:  # else it is one article with another entry of this document, which came first
            unknown.append(each)
    for each in unknown:  # only now: an article that another entry names has not moved
        alias = each.alias
        alike = [] if alias is None else look("a.alias = ? LIMIT 2", alias)
        known = by_alias(each, alike)
        if known is None or known.id in taken:
            changes.new.append(each)
        else:
            match(each, known, rename=True)
    return changes


def unknown(connection: sqlite3.Connection, source_id: int, named: Sequence[Named]) -> list[Named]:
    """Those of the entries that are stored under none of their names: new articles, but for a few that have moved."""
    if _is_empty(connection, source_id):
        return list(named)
    known = "SELECT 1 FROM articles WHERE source_id = ? AND identity IN (?, ?)"
    return [
        each for each in named if connection.execute(known, (source_id, each.identity, each.other)).fetchone() is None
    ]


def _is_empty(connection: sqlite3.Connection, source_id: int) -> bool:
    return connection.execute("SELECT 1 FROM articles WHERE source_id = ? LIMIT 1", (source_id,)).fetchone() is None


def insert(
    connection: sqlite3.Connection, source_id: int, entries: Sequence[Named], prepared: Prepared, when: datetime
) -> dict[int, Indexed]:
    """Store new articles, each with its first version, unread.

    Returns, by their versions' ids, what those that were prepared are indexed by.
    """
    if not entries:
        return {}
    now, latest = stored(when), stored(when + _AHEAD)
    article_id, version_id = _last_id(connection, "articles"), _last_id(connection, "versions")
    # From the last to the first: of entries without a date, the one a source names first is its newest.
    newest_last = entries[::-1]
    moments = []
    for named in newest_last:
        published = stored(named.entry.published)
        moments.append(published if published is not None and 0 <= published <= latest else now)
    places = free_places(connection, moments)
    articles: list[tuple[object, ...]] = []
    versions: list[tuple[int, int, int, bytes, bytes]] = []
    indexed: dict[int, Indexed] = {}
    for number, (named, sort_at, place) in enumerate(zip(newest_last, moments, places, strict=True), start=1):
        entry = named.entry
        id_, version = article_id + number, version_id + number
        names = named.identity, named.alias, _guid(entry), entry.link
        shown = entry.outlet, entry.title, entry.byline
        articles.append(
            (id_, place, source_id, version, version, stored(entry.published), sort_at, now, *names, *shown)
        )
        ready = prepared.get(named.identity)
        if ready is not None:
            indexed[version] = ready[1]
        packed = pack_entry(entry) if ready is None else ready[0]
        versions.append((version, id_, now, bytes.fromhex(named.hash), packed))
    insert_rows(
        connection,
        """articles (id, place, source_id, version_id, fed_id, published, sort_at, first_seen, identity, alias, guid,
            link, outlet, title, byline)""",
        articles,
    )
    _insert_versions(connection, versions)
    connection.execute("INSERT INTO waiting SELECT value FROM json_each(?)", (json.dumps(places),))
    return indexed


def add_versions(connection: sqlite3.Connection, texts: Sequence[tuple[Known, Named]], when: datetime) -> None:
    """Store new texts of known articles. What the person did with them stays as it is.

    An article whose page is shown goes on showing it: the new text is another teaser of the same page, most often.
    """
    if not texts:
        return
    texts = sorted(texts, key=lambda pair: pair[0].id)
    ids = json.dumps([known.id for known, _ in texts])
    behind_pages = {
        id_
        for (id_,) in connection.execute(
            "SELECT id FROM articles WHERE version_id <> fed_id AND id IN (SELECT value FROM json_each(?))", (ids,)
        )
    }
    shown = [(known, named) for known, named in texts if known.id not in behind_pages]
    withdraw(connection, [known.id for known, _ in shown])
    _rename_authors(connection, {known.id: named.entry.byline for known, named in texts if known.id in behind_pages})
    version_id = _last_id(connection, "versions")
    versions, articles = [], []
    for number, (known, named) in enumerate(texts, start=1):
        entry = named.entry
        versions.append(
            (version_id + number, known.id, stored(when), bytes.fromhex(named.hash), pack_entry(named.entry))
        )
        named_so = (entry.title, entry.byline, entry.outlet, stored(entry.published))
        articles.append((*named_so, stored(when), version_id + number, known.id))
    _insert_versions(connection, versions)
    connection.executemany(
        """UPDATE articles SET title = ?, byline = ?, outlet = ?, published = coalesce(published, ?), changed = ?,
            fed_id = ? WHERE id = ?""",
        articles,
    )
    connection.executemany(_SHOW, [(known.id,) for known, _ in shown])
    await_index(connection, [known.id for known, _ in shown])


def insert_version(connection: sqlite3.Connection, article_id: int, entry: Entry, digest: str, when: datetime) -> int:
    """Store one more text of an article, which is not shown yet; returns its version's id."""
    version_id = _last_id(connection, "versions") + 1
    _insert_versions(connection, [(version_id, article_id, stored(when), bytes.fromhex(digest), pack_entry(entry))])
    return version_id


def show_version(connection: sqlite3.Connection, article_id: int, version_id: int | None) -> None:
    """Make a stored version the one that lists, searches and figures speak of."""
    found = connection.execute("SELECT version_id FROM articles WHERE id = ?", (article_id,)).fetchone()
    if found == (version_id,):  # then what was found in it stays askable: withdrawn, it would not be posted again
        return
    withdraw(connection, [article_id])
    connection.execute(
        """UPDATE articles SET version_id = ?, extractor = NULL, figures = NULL, disagreements = NULL
            WHERE id = ?""",
        (version_id, article_id),
    )
    await_index(connection, [article_id])


def rename(connection: sqlite3.Connection, changes: Changes) -> None:
    """Store the names and links under which known articles are found from now on."""
    connection.executemany(
        "UPDATE articles SET identity = ?, alias = ?, guid = ? WHERE id = ?",
        [(named.identity, named.alias, named.entry.guid, known.id) for known, named in changes.names],
    )
    connection.executemany(
        "UPDATE articles SET guid = coalesce(guid, link), link = ? WHERE id = ?",
        [(named.entry.link, known.id) for known, named in changes.links],
    )


def mark_vanished(connection: sqlite3.Connection, source_id: int, entries: Sequence[Named], when: datetime) -> int:
    """Mark the articles of a source that are not among its entries, and unmark those that are; how many are new."""
    here = json.dumps([name.hex() for named in entries for name in named.names])
    connection.execute(
        """UPDATE articles SET vanished = NULL WHERE source_id = ? AND vanished IS NOT NULL
            AND lower(hex(identity)) IN (SELECT value FROM json_each(?))""",
        (source_id, here),
    )
    gone = connection.execute(
        """UPDATE articles SET vanished = ? WHERE source_id = ? AND vanished IS NULL
            AND lower(hex(identity)) NOT IN (SELECT value FROM json_each(?))""",
        (stored(when), source_id, here),
    )
    return gone.rowcount


def withdraw(connection: sqlite3.Connection, article_ids: Sequence[int]) -> None:
    """Take the shown versions of these articles out of the text index and the postings.

    What is deleted, or shows another version from now on, must be withdrawn before.
    """
    rows = connection.execute(
        """SELECT a.place, v.packed, f.packed, w.place IS NOT NULL, a.byline FROM articles a
            CROSS JOIN versions v ON v.id = a.version_id LEFT JOIN waiting w ON w.place = a.place
            LEFT JOIN findings f ON f.version_id = a.version_id AND a.extractor IS NOT NULL
            WHERE a.id IN (SELECT value FROM json_each(?)) ORDER BY a.place""",
        (json.dumps(article_ids),),
    ).fetchall()
    words = [(place, *unpack_words(packed), waits, found) for place, packed, found, waits, _ in rows]
    indexed = [(place, title, text) for place, title, text, waits, _ in words if not waits]
    unindex(connection, indexed)
    unstart(connection, indexed)
    unindex_authors(connection, [(place, byline) for place, _, _, waits, byline in rows if not waits])
    unpost(
        connection,
        [(place, unpack_findings(found, text), text) for place, _, text, _, found in words if found is not None],
    )
    connection.executemany("DELETE FROM waiting WHERE place = ?", ((row[0],) for row in rows))


def _rename_authors(connection: sqlite3.Connection, bylines: Mapping[int, str]) -> None:
    """Index the new bylines of articles whose shown texts stay; before they are stored."""
    rows = connection.execute(
        """SELECT id, place, byline FROM articles WHERE id IN (SELECT value FROM json_each(?))
            AND place NOT IN (SELECT place FROM waiting) ORDER BY place""",
        (json.dumps(list(bylines)),),
    ).fetchall()
    unindex_authors(connection, [(place, byline) for _, place, byline in rows])
    index_authors(connection, [(place, bylines[id_]) for id_, place, _ in rows])


def await_index(connection: sqlite3.Connection, article_ids: Sequence[int]) -> None:
    """Have the shown versions of these articles, which are not in the text index, put into it."""
    connection.execute(
        "INSERT INTO waiting SELECT place FROM articles WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(article_ids),),
    )


def _guid(entry: Entry) -> str | None:
    """As it is stored: a guid is the link once more, most often."""
    return None if entry.guid == entry.link else entry.guid


def _insert_versions(connection: sqlite3.Connection, versions: Sequence[tuple[object, ...]]) -> None:
    insert_rows(connection, "versions (id, article_id, seen, hash, packed)", versions)


def _last_id(connection: sqlite3.Connection, table: str) -> int:
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return 0 if row is None else int(row[0])
