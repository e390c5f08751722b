"""What was found in articles. It hangs on a version and the extractor that found it; a newer one's replaces it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import fields
from operator import attrgetter
from pathlib import Path
from typing import Any

from reader.model import Figure, Findings
from reader.store.connections import Connections
from reader.store.protocol import NotFoundError, Unannotated
from reader.store.voices import read_voices, write_voices

_PLAIN = tuple(field.name for field in fields(Figure) if field.name not in ("agrees", "disagrees"))
"""The fields that are columns of the same name as they are."""

_plain = attrgetter(*_PLAIN)
_COLUMNS = ", ".join((*_PLAIN, "agrees", "disagrees"))


class Annotations(Connections):
    """The part of the library that keeps findings. `extractor` names the version of the extractor in use."""

    def __init__(self, path: Path, extractor: str) -> None:
        self._extractor = extractor
        super().__init__(path)

    def use_extractor(self, extractor: str) -> None:
        """See `Storage.use_extractor`."""
        self._extractor = extractor

    def findings(self, article_id: int) -> Findings | None:
        """See `Storage.findings`."""
        with self.reading() as connection:
            found = connection.execute(
                """SELECT a.version_id, n.extractor FROM articles a
                    LEFT JOIN annotations n ON n.version_id = a.version_id WHERE a.id = ?""",
                (article_id,),
            ).fetchone()
            if found is None:
                raise NotFoundError(f"There is no article {article_id}.")
            version_id, extractor = found
            if extractor != self._extractor:
                return None
            statement = f"SELECT {_COLUMNS} FROM figures WHERE version_id = ? ORDER BY number"  # noqa: S608 (fixed words)
            figures = tuple(_figure(row) for row in connection.execute(statement, (version_id,)))
            return Findings(figures, read_voices(connection, version_id))

    def save_findings(self, version_id: int, findings: Findings) -> None:
        """Store all that was found in a version. Raises NotFoundError when it is gone."""
        figures = findings.figures
        rows = [(version_id, number, *_columns(figure)) for number, figure in enumerate(figures)]

        def work(connection: sqlite3.Connection) -> None:
            if connection.execute("SELECT 1 FROM versions WHERE id = ?", (version_id,)).fetchone() is None:
                raise NotFoundError(f"There is no version {version_id} of any article.")
            # What hangs on it goes with it.
            connection.execute("DELETE FROM annotations WHERE version_id = ?", (version_id,))
            connection.execute("INSERT INTO annotations VALUES (?, ?)", (version_id, self._extractor))
            places = ", ".join("?" * (len(_PLAIN) + 4))
            statement = f"INSERT INTO figures (version_id, number, {_COLUMNS}) VALUES ({places})"  # noqa: S608 (fixed words)
            connection.executemany(statement, rows)
            write_voices(connection, version_id, findings.voices)
            # What was found in an older version changes nothing in the list.
            connection.execute(
                """UPDATE articles SET extractor = ?, figures = ?, disagreements = ?
                    WHERE id = (SELECT article_id FROM versions WHERE id = ?) AND version_id = ?""",
                (self._extractor, len(figures), disagreements(figures), version_id, version_id),
            )

        self.write(work, durable=False)

    def unannotated(self, *, limit: int) -> list[Unannotated]:
        """See `Storage.unannotated`."""
        with self.reading() as connection:
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
                    """SELECT sort_at, id, version_id FROM articles WHERE extractor IS ?
                        ORDER BY sort_at DESC, id DESC LIMIT ?""",
                    (name, max(limit, 0)),
                )
            waiting.sort(reverse=True)
            text = "SELECT text FROM versions WHERE id = ?"
            return [
                Unannotated(article_id, version_id, connection.execute(text, (version_id,)).fetchone()[0])
                for _, article_id, version_id in waiting[:limit]
            ]


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


def _columns(figure: Figure) -> tuple[Any, ...]:
    return *_plain(figure), json.dumps(figure.agrees), json.dumps(figure.disagrees)


def _figure(row: tuple[Any, ...]) -> Figure:
    *plain, agrees, disagrees = row
    data = dict(zip(_PLAIN, plain, strict=True))
    return Figure.from_json({**data, "agrees": json.loads(agrees), "disagrees": json.loads(disagrees)})
