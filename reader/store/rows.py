"""Rows of lists, read by id."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from reader.model import ArticleRow
from reader.store.moments import moment

_ROWS = """
    SELECT a.id, a.source_id, coalesce(nullif(a.outlet, ''), nullif(s.title, ''), s.address), a.title, a.byline, a.link,
        a.published, a.sort_at, a.read_at IS NOT NULL, b.article_id IS NOT NULL, a.changed IS NOT NULL,
        a.figures, a.disagreements, a.vanished IS NOT NULL
    FROM articles a CROSS JOIN sources s ON s.id = a.source_id LEFT JOIN bookmarks b ON b.article_id = a.id
    WHERE a.id IN (SELECT value FROM json_each(?))"""


def rows_of(connection: sqlite3.Connection, ids: Sequence[int]) -> list[ArticleRow]:
    """The rows of these ids, in this order; ids that are gone are left out."""
    rows = {
        row[0]: ArticleRow(
            id=row[0],
            source_id=row[1],
            source=row[2],
            title=row[3],
            byline=row[4],
            link=row[5],
            published=moment(row[6]),
            sorted_at=moment(row[7]),
            read=bool(row[8]),
            bookmarked=bool(row[9]),
            updated=bool(row[10]),
            figures=row[11],
            disagreements=row[12],
            vanished=bool(row[13]),
        )
        for row in connection.execute(_ROWS, (json.dumps(list(ids)),))
    }
    return [rows[id_] for id_ in ids if id_ in rows]
