"""Tags: a person's words on articles, any number each."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence

from reader.store.journal import Journal, perform
from reader.store.marks import articles
from reader.store.operations import Operation, SetTags
from reader.store.tagging import tags_of


class Tags(Journal):
    """The part of the library that keeps tags."""

    def set_tags(self, tags: Mapping[int, Sequence[str]]) -> int:
        """See `Storage.set_tags`. Raises NotFoundError when an article is gone."""
        return self._retag(tags, lambda id_, _: tags[id_], lambda those: f"changed the tags of {those}")

    def add_tags(self, ids: Iterable[int], tags: Sequence[str]) -> int:
        """See `Storage.add_tags`. Raises NotFoundError when an article is gone."""
        return self._retag(ids, lambda _, known: [*known, *tags], lambda those: f"tagged {those} {_quoted(tags)}")

    def remove_tags(self, ids: Iterable[int], tags: Sequence[str]) -> int:
        """See `Storage.remove_tags`. Raises NotFoundError when an article is gone."""
        keys = {tag.casefold() for tag in tags}

        def rest(_: int, known: Sequence[str]) -> list[str]:
            return [tag for tag in known if tag.casefold() not in keys]

        return self._retag(ids, rest, lambda those: f"took {_quoted(tags)} from {those}")

    def tags(self) -> list[tuple[str, int]]:
        """See `Storage.tags`."""
        with self.reading() as connection:
            return list(
                connection.execute(
                    """SELECT t.name, count(*) FROM tags t JOIN article_tags x ON x.tag_id = t.id
                        GROUP BY t.id ORDER BY t.key"""
                )
            )

    def tags_of(self, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
        """See `Storage.tags_of`."""
        found: dict[int, tuple[str, ...]] = {}
        with self.reading() as connection:
            for id_, name in connection.execute(
                """SELECT x.article_id, t.name FROM article_tags x CROSS JOIN tags t ON t.id = x.tag_id
                    WHERE x.article_id IN (SELECT value FROM json_each(?)) ORDER BY x.article_id, t.key""",
                (json.dumps(list(ids)),),
            ):
                found[id_] = (*found.get(id_, ()), name)
        return found

    def _retag(
        self, ids: Iterable[int], wanted: Callable[[int, Sequence[str]], Sequence[str]], said: Callable[[str], str]
    ) -> int:
        chosen = list(dict.fromkeys(ids))

        def work(connection: sqlite3.Connection) -> int:
            operations = [SetTags(id_, tuple(wanted(id_, tags_of(connection, id_)))) for id_ in chosen]
            return len(perform(connection, operations, say))

        def say(changed: Sequence[Operation]) -> str:
            return said(articles(len(changed)))

        return self.write(work, durable=True)


def _quoted(tags: Sequence[str]) -> str:
    return ", ".join(f"“{tag}”" for tag in tags)
