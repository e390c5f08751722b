"""All that a person decides, for telling two states of a library apart."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

State = dict[str, list[tuple[Any, ...]]]

_QUERIES = {
    "read": "SELECT id, read_at FROM articles ORDER BY id",
    "bookmarks": "SELECT article_id, created, note, position FROM bookmarks ORDER BY article_id",
    "tags": """SELECT x.article_id, t.name, t.key FROM article_tags x JOIN tags t ON t.id = x.tag_id
        ORDER BY x.article_id, t.key""",
    "names": "SELECT name FROM tags ORDER BY key",
    "views": "SELECT id, name, key, query, position, hidden FROM views ORDER BY id",
    "sources": """SELECT id, address, title, folder, paused, interval, full_text, access, keep_articles, keep_days,
        removed, removed_at FROM sources ORDER BY id""",
}


def decisions(path: Path) -> State:
    """Read marks, bookmarks, tags, views and settings of sources, as they stand in the file."""
    with closing(sqlite3.connect(path)) as connection:
        return {name: connection.execute(query).fetchall() for name, query in _QUERIES.items()}
