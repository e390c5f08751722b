"""What was found in articles. It hangs on a version and the extractor that found it; a newer one's replaces it."""

from __future__ import annotations

import json
import secrets
import sqlite3
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from reader.model import Figure, Findings
from reader.store.indexing import Indexing
from reader.store.packed_findings import pack_findings, unpack_findings
from reader.store.packing import unpack_words
from reader.store.postings import post, unpost
from reader.store.protocol import NotFoundError, StorageError, Unannotated

_LEASE = 60
"""Seconds for which an article is left to the one who claimed it; after that it is taken for dead."""
_FREE = "id NOT IN (SELECT article_id FROM claims WHERE owner <> ?)"


class Annotations(Indexing):
    """The part of the library that keeps findings. `extractor` names the version of the extractor in use."""

    def __init__(self, path: Path, extractor: str, say: Callable[[str], None]) -> None:
        self._extractor = extractor
        self._owner = secrets.randbits(62)
        super().__init__(path, say)

    def use_extractor(self, extractor: str) -> None:
        """See `Storage.use_extractor`."""
        self._extractor = extractor

    def findings(self, article_id: int) -> Findings | None:
        """See `Storage.findings`."""
        with self.reading() as connection:
            found = connection.execute(
                """SELECT n.extractor, n.packed, v.packed FROM articles a CROSS JOIN versions v ON v.id = a.version_id
                    LEFT JOIN findings n ON n.version_id = a.version_id WHERE a.id = ?""",
                (article_id,),
            ).fetchone()
            if found is None:
                raise NotFoundError(f"There is no article {article_id}.")
        extractor, packed, text = found
        if extractor != self._extractor:
            return None
        try:
            return unpack_findings(packed, unpack_words(text)[1])
        except ValueError as error:
            raise StorageError(f"The figures of article {article_id} are damaged in the library.") from error

    def save_findings(self, version_id: int, findings: Findings) -> None:
        """Store all that was found in a version. Raises NotFoundError when it is gone."""
        if not self.save_all_findings([(version_id, findings)]):
            raise NotFoundError(f"There is no version {version_id} of any article.")

    def save_all_findings(self, found: Sequence[tuple[int, Findings]]) -> int:
        """See `Storage.save_all_findings`."""
        # In the thread that asks: packing takes longer than storing, and the writing thread is one for all.
        with self.reading() as connection:
            found_in = {version_id: _text(connection, version_id) for version_id, _ in found}
        packed = {
            version_id: (findings, text, pack_findings(findings, text))
            for version_id, findings in found
            if (text := found_in[version_id]) is not None
        }

        def work(connection: sqlite3.Connection) -> int:
            versions = connection.execute(
                """SELECT v.id, a.id, a.place, a.extractor, f.packed FROM versions v
                    LEFT JOIN articles a ON a.id = v.article_id AND a.version_id = v.id
                    LEFT JOIN findings f ON f.version_id = v.id
                    WHERE v.id IN (SELECT value FROM json_each(?)) ORDER BY a.place""",
                (json.dumps(list(packed)),),
            ).fetchall()
            # What was found in an older version changes nothing in the list, and is not asked for.
            shown = [row for row in versions if row[1] is not None]
            old = [row for row in shown if row[3] is not None]
            texts = {id_: packed[id_][1] for id_, *_ in shown}
            unpost(connection, [(at, unpack_findings(was, texts[id_]), texts[id_]) for id_, _, at, _, was in old])
            post(connection, [(at, packed[id_][0], texts[id_]) for id_, _, at, _, _ in shown])
            connection.executemany(
                "UPDATE articles SET extractor = ?, figures = ?, disagreements = ? WHERE id = ?",
                [
                    (self._extractor, len(figures), disagreements(figures), article_id)
                    for id_, article_id, *_ in shown
                    for figures in (packed[id_][0].figures,)
                ],
            )
            connection.executemany(
                "INSERT OR REPLACE INTO findings VALUES (?, ?, ?)",
                [(id_, self._extractor, packed[id_][2]) for id_, *_ in versions],
            )
            connection.executemany("DELETE FROM claims WHERE article_id = ?", [(row[1],) for row in shown])
            return len(versions)

        return self.write(work, durable=False)

    def unannotated(self, *, limit: int, first: Sequence[int] = ()) -> list[Unannotated]:
        """See `Storage.unannotated`."""

        def work(connection: sqlite3.Connection) -> list[tuple[int, int]]:
            now = int(time.time())
            connection.execute("DELETE FROM claims WHERE until <= ?", (now,))
            waiting = dict(self._wanted(connection, first, limit))
            for article_id, version_id in self._waiting(connection, limit):
                if len(waiting) >= limit:
                    break
                waiting[article_id] = version_id
            rows = [(article_id, self._owner, now + _LEASE) for article_id in waiting]
            connection.executemany("INSERT OR REPLACE INTO claims VALUES (?, ?, ?)", rows)
            return list(waiting.items())

        claimed = self.write(work, durable=False) if limit > 0 else []
        with self.reading() as connection:
            texts = ((article_id, version_id, _text(connection, version_id)) for article_id, version_id in claimed)
            return [
                Unannotated(article_id, version_id, text) for article_id, version_id, text in texts if text is not None
            ]

    def _wanted(self, connection: sqlite3.Connection, ids: Sequence[int], limit: int) -> list[tuple[int, int]]:
        """Those of these articles that wait and are nobody else's, with the versions they show, in this order."""
        found = connection.execute(
            f"""SELECT id, version_id FROM articles WHERE id IN (SELECT value FROM json_each(?))
                AND extractor IS NOT ? AND {_FREE}""",  # noqa: S608 (fixed words only)
            (json.dumps(list(ids)), self._extractor, self._owner),
        )
        versions = dict(found.fetchall())
        return [(id_, versions[id_]) for id_ in ids if id_ in versions][:limit]

    def _waiting(self, connection: sqlite3.Connection, limit: int) -> list[tuple[int, int]]:
        """The newest articles that wait and are nobody else's, with the versions they show."""
        # One look at the index for each extractor the library has known: they are few, the articles many.
        stale: list[str | None] = [None]
        known = "SELECT min(extractor) FROM articles WHERE extractor > ?"
        (name,) = connection.execute("SELECT min(extractor) FROM articles").fetchone()
        while name is not None:
            stale += [name] if name != self._extractor else []
            (name,) = connection.execute(known, (name,)).fetchone()
        waiting: list[tuple[int, int, int]] = []
        for name in stale:
            waiting += connection.execute(
                f"""SELECT place, id, version_id FROM articles INDEXED BY articles_extractor
                    WHERE extractor IS ? AND {_FREE} ORDER BY place DESC LIMIT ?""",  # noqa: S608 (fixed words only)
                (name, self._owner, limit),
            )
        waiting.sort(reverse=True)
        return [(article_id, version_id) for _, article_id, version_id in waiting]


def disagreements(figures: Sequence[Figure]) -> int:
    """On how many quantities a story's figures disagree.

    Figures that contradict each other, directly or through others between them, count once together.
    """
    waiting = {number: set(figure.disagrees) for number, figure in enumerate(figures) if figure.disagrees}
    for number, others in list(waiting.items()):
        for other in others:
            waiting.setdefault(other, set()).add(number)
    count = 0
    while waiting:
        count += 1
        reached = {next(iter(waiting))}
        while reached:
            reached |= waiting.pop(reached.pop(), set())
            reached &= waiting.keys()
    return count


def _text(connection: sqlite3.Connection, version_id: int) -> str | None:
    """The text of a version, None when it is gone."""
    found = connection.execute("SELECT packed FROM versions WHERE id = ?", (version_id,)).fetchone()
    return None if found is None else unpack_words(found[0])[1]
