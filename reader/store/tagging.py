"""Tags of articles, as rows. A tag is one whatever its case, and spelled as it was first; unused ones are gone."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence


def tags_of(connection: sqlite3.Connection, article_id: int) -> tuple[str, ...]:
    """The tags of an article, by name."""
    return tuple(
        name
        for (name,) in connection.execute(
            """SELECT t.name FROM article_tags x CROSS JOIN tags t ON t.id = x.tag_id WHERE x.article_id = ?
                ORDER BY t.key""",
            (article_id,),
        )
    )


def set_tags(connection: sqlite3.Connection, article_id: int, tags: Sequence[str]) -> bool:
    """Give an article exactly these tags; whether that changed anything."""
    wanted = {tag.casefold(): tag for tag in reversed(tags)}  # of two spellings the first
    before = {tag.casefold() for tag in tags_of(connection, article_id)}
    if before == wanted.keys():
        return False
    for key in before - wanted.keys():
        (tag_id,) = connection.execute("SELECT id FROM tags WHERE key = ?", (key,)).fetchone()
        connection.execute("DELETE FROM article_tags WHERE tag_id = ? AND article_id = ?", (tag_id, article_id))
        if connection.execute("SELECT 1 FROM article_tags WHERE tag_id = ? LIMIT 1", (tag_id,)).fetchone() is None:
            connection.execute("DELETE FROM tags WHERE id = ?", (tag_id,))
    for key in wanted.keys() - before:
        connection.execute("INSERT INTO tags (name, key) VALUES (?, ?) ON CONFLICT DO NOTHING", (wanted[key], key))
        connection.execute(
            "INSERT INTO article_tags (tag_id, article_id) SELECT id, ? FROM tags WHERE key = ?", (article_id, key)
        )
    return True
