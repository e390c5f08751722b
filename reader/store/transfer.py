"""All that is the person's, out of one library and into another."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby

from reader.model import Entry, Kept, KeptArticle, Restored, Source
from reader.store.articles import read_article
from reader.store.identity import name_entries
from reader.store.journal import perform
from reader.store.marks import articles
from reader.store.moments import moment, stored
from reader.store.operations import Operation, SetBookmark, SetRead, SetTags, SetView
from reader.store.saving import compare, insert
from reader.store.sources import every_source, packed_access
from reader.store.tagging import tags_of
from reader.store.views import Views, new_view_id, stored_views

_MARKED = "(SELECT article_id FROM bookmarks UNION SELECT article_id FROM article_tags)"
_ADD = """INSERT INTO sources (address, kind, title, link, kept, folder, paused, interval, full_text, access,
        keep_articles, keep_days) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (address) DO UPDATE SET kept = CASE WHEN removed THEN excluded.kept ELSE max(kept, excluded.kept) END,
        removed = 0, removed_at = NULL, title = coalesce(nullif(title, ''), excluded.title),
        folder = coalesce(nullif(folder, ''), excluded.folder)"""
_ARRIVED = """FROM articles a CROSS JOIN waiting_reads w ON w.source_id = a.source_id AND w.identity = a.identity
    WHERE a.id > ?"""


class Transfer(Views):
    """The part of the library that hands over and takes over."""

    def export(self) -> Kept:
        """See `Storage.export`."""
        views = tuple(self.views())
        with self.reading() as connection:
            marked = [_kept(connection, *row) for row in connection.execute(_exported("a.id, a.guid, a.outlet"))]
            reads: dict[int, list[tuple[bytes, datetime]]] = {}
            rows = connection.execute(
                f"""SELECT source_id, identity, read_at FROM articles
                    WHERE read_at IS NOT NULL AND id NOT IN {_MARKED} ORDER BY source_id, id"""  # noqa: S608 (fixed)
            )
            for source_id, identity, read_at in rows:
                reads.setdefault(source_id, []).append((identity, moment(read_at)))
            waiting = "SELECT source_id, identity, read_at FROM waiting_reads"
            for source_id, identity, read_at in connection.execute(waiting):
                reads.setdefault(source_id, []).append((identity, moment(read_at)))
            wanted = {article.source for article in marked} | reads.keys()
            sources = [source for source in every_source(connection) if source.kept or source.id in wanted]
        places = {source.id: place for place, source in enumerate(sources)}
        return Kept(
            tuple(sources),
            views,
            tuple(replace(article, source=places[article.source]) for article in marked),
            {places[source_id]: marks for source_id, marks in reads.items()},
        )

    def restore(self, kept: Kept, *, when: datetime) -> Restored:
        """See `Storage.restore`."""

        def work(connection: sqlite3.Connection) -> Restored:
            _apply_waiting(connection)
            before = _kept_sources(connection)
            ids = [_add_source(connection, source) for source in kept.sources]
            marks: list[Operation] = []
            read: dict[int, int] = {}
            for place, group in groupby(sorted(kept.articles, key=lambda each: each.source), lambda each: each.source):
                for article, id_ in _stored(connection, ids[place], list(group), when):
                    marks += _marks(connection, article, id_)
                    if article.read is not None:
                        read[id_] = stored(article.read)
            _wait(connection, ((ids[place], *mark) for place in kept.reads for mark in kept.reads[place]), when)
            read = _arrived(connection, after=0) | read
            chosen = sorted(read)
            marks.append(SetRead(array("q", chosen), array("q", (read[id_] for id_ in chosen))))
            views = _views(connection, kept)
            done = perform(connection, [*marks, *views], _say)
            _forget_arrived(connection, after=0)
            new_views = sum(isinstance(each, SetView) and each.title is None for each in done)
            bookmarks, tagged, marked = _counts(done)
            left = "SELECT count(*) FROM waiting_reads WHERE since = ?"
            (waiting,) = connection.execute(left, (stored(when),)).fetchone()
            added = len(_kept_sources(connection) - before)
            return Restored(added, bookmarks, tagged, marked, waiting, new_views)

        return self.write(work, durable=True)

    def apply_waiting(self) -> int:
        """See `Storage.apply_waiting`."""
        with self.reading() as connection:  # most refreshes find nothing waiting, and then write nothing
            if connection.execute("SELECT 1 FROM waiting_reads LIMIT 1").fetchone() is None:
                return 0
        return self.write(_apply_waiting, durable=False)


def _apply_waiting(connection: sqlite3.Connection) -> int:
    """Only what came since the last time is looked at: a million marks may wait, and a refresh brings few articles."""
    (after,) = connection.execute("SELECT article_id FROM waiting_from").fetchone()
    read = _arrived(connection, after=after)
    connection.executemany("UPDATE articles SET read_at = ? WHERE id = ?", ((at, id_) for id_, at in read.items()))
    _forget_arrived(connection, after=after)
    return len(read)


def _arrived(connection: sqlite3.Connection, *, after: int) -> dict[int, int]:
    """The unread articles that a mark waits for, among those with higher ids, each with the time of the mark."""
    return dict(connection.execute(f"SELECT a.id, w.read_at {_ARRIVED} AND a.read_at IS NULL", (after,)))


def _forget_arrived(connection: sqlite3.Connection, *, after: int) -> None:
    connection.execute(
        f"""DELETE FROM waiting_reads WHERE (source_id, identity) IN (
            SELECT w.source_id, w.identity {_ARRIVED})""",  # noqa: S608 (fixed words)
        (after,),
    )
    connection.execute("UPDATE waiting_from SET article_id = (SELECT coalesce(max(id), article_id) FROM articles)")


def _wait(connection: sqlite3.Connection, marks: Iterable[tuple[int, bytes, datetime]], when: datetime) -> None:
    """Let read marks wait for their articles, from that time on."""
    since = stored(when)
    connection.executemany(
        "INSERT OR IGNORE INTO waiting_reads (source_id, identity, read_at, since) VALUES (?, ?, ?, ?)",
        ((source_id, identity, stored(at), since) for source_id, identity, at in marks),
    )


def _exported(columns: str) -> str:
    return f"SELECT {columns} FROM articles a WHERE a.id IN {_MARKED} ORDER BY a.source_id, a.id"  # noqa: S608 (fixed)


def _kept(connection: sqlite3.Connection, article_id: int, guid: str, outlet: str) -> KeptArticle:
    """A marked article as it is shown; its `source` is still the id. Raises StorageError when it is damaged."""
    article = read_article(connection, article_id)
    row = article.row
    read_at, position = connection.execute(
        "SELECT a.read_at, b.position FROM articles a LEFT JOIN bookmarks b ON b.article_id = a.id WHERE a.id = ?",
        (article_id,),
    ).fetchone()
    entry = Entry(
        article.version.title,
        article.document,
        guid=guid,
        link=row.link,
        byline=article.version.byline,
        published=row.published,
        language=article.language,
        outlet=outlet,
    )
    first_seen = article.first_seen or article.version.seen
    return KeptArticle(row.source_id, entry, first_seen, moment(read_at), article.bookmark, position, article.tags)


def _kept_sources(connection: sqlite3.Connection) -> set[int]:
    return {id_ for (id_,) in connection.execute("SELECT id FROM sources WHERE kept AND NOT removed")}


def _add_source(connection: sqlite3.Connection, source: Source) -> int:
    """Add a source with its settings; a known one keeps its own. Returns its id."""
    kind, access = source.kind.value, packed_access(source.access)
    named = (source.address, kind, source.title, source.link, source.kept, source.folder)
    limits = (source.keep_articles, source.keep_days)
    connection.execute(_ADD, (*named, source.paused, source.interval, source.full_text, access, *limits))
    (id_,) = connection.execute("SELECT id FROM sources WHERE address = ?", (source.address,)).fetchone()
    return int(id_)


def _stored(
    connection: sqlite3.Connection, source_id: int, group: Sequence[KeptArticle], when: datetime
) -> list[tuple[KeptArticle, int]]:
    """The stored article for each of these of one source; those that are not here are stored first."""
    entries = [article.entry for article in group]
    new = compare(connection, source_id, name_entries(entries)).new
    insert(connection, source_id, new, {}, when)
    found = [(article, _find(connection, source_id, article.entry)) for article in group]
    inserted = {id(each.entry) for each in new}
    connection.executemany(
        "UPDATE articles SET first_seen = ? WHERE id = ?",
        [(stored(article.first_seen), id_) for article, id_ in found if id(article.entry) in inserted],
    )
    return [(article, id_) for article, id_ in found if id_ is not None]


def _find(connection: sqlite3.Connection, source_id: int, entry: Entry) -> int | None:
    """The id of a stored article. With a hash that no text has it counts as changed, and so is told."""
    (named,) = name_entries([entry])
    changed = compare(connection, source_id, [replace(named, hash="")]).texts
    return changed[0][0].id if changed else None


def _marks(connection: sqlite3.Connection, article: KeptArticle, article_id: int) -> list[Operation]:
    """What gives a stored article the marks it had elsewhere, beside those it has."""
    marks: list[Operation] = []
    here = connection.execute("SELECT created, note FROM bookmarks WHERE article_id = ?", (article_id,)).fetchone()
    if (bookmark := article.bookmark) is not None:
        if here is None:
            marks.append(SetBookmark(article_id, stored(bookmark.created), bookmark.note, article.position))
        elif not here[1]:
            marks.append(SetBookmark(article_id, here[0], bookmark.note))
    if article.tags:
        marks.append(SetTags(article_id, (*tags_of(connection, article_id), *article.tags)))
    return marks


def _views(connection: sqlite3.Connection, kept: Kept) -> list[SetView]:
    """What adds the views that are not here by name, hides what was hidden, and gives all the order they had."""
    here = {(view.title or "").casefold(): view for view in stored_views(connection)}
    next_id = new_view_id(connection)
    wanted: dict[str, SetView] = {}
    for view in kept.views:
        key = view.name.casefold()
        known = here.pop(key, None) or wanted.get(key)
        if known is None:
            known = SetView(next_id, view.name, view.query)
            next_id += 1
        wanted[key] = replace(known, hidden=known.hidden or view.hidden)
    order = [*wanted.values(), *here.values()]
    return [replace(view, position=place) for place, view in enumerate(order, start=1)]


def _counts(done: Sequence[Operation]) -> tuple[int, int, int]:
    """How many bookmarks, tagged articles and read marks a change made."""
    bookmarks = sum(isinstance(each, SetBookmark) and each.created is None for each in done)
    tagged = sum(isinstance(each, SetTags) for each in done)
    return bookmarks, tagged, sum(len(each.ids) for each in done if isinstance(each, SetRead))


def _say(done: Sequence[Operation]) -> str:
    bookmarks, tagged, read = _counts(done)
    marks = f"{bookmarks:,} bookmark{'' if bookmarks == 1 else 's'}"
    return f"took over {marks}, the tags of {articles(tagged)} and {read:,} read mark{'' if read == 1 else 's'}"
