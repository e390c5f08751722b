"""An article as a query sees it, read back for what the indexes cannot decide."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator

from reader.model import Findings
from reader.query.evaluate import Item, matches
from reader.query.tree import And, Field, Is, Node, Not, Or, Query, State, Text
from reader.store.moments import moment
from reader.store.packed_findings import unpack_askable
from reader.store.packing import unpack_words
from reader.store.tagging import tags_of
from reader.text.corrections import looks_corrected

_ITEM = """
    SELECT coalesce(nullif(a.outlet, ''), nullif(s.title, ''), s.address), s.folder, a.byline, coalesce(b.note, ''),
        a.read_at IS NULL, b.article_id IS NOT NULL, a.changed IS NOT NULL, a.sort_at,
        a.id > (SELECT article_id FROM left_at), CASE WHEN ?2 THEN v.packed END,
        CASE WHEN ?3 THEN f.packed END
    FROM articles a CROSS JOIN sources s ON s.id = a.source_id CROSS JOIN versions v ON v.id = a.version_id
    LEFT JOIN bookmarks b ON b.article_id = a.id
    LEFT JOIN findings f ON f.version_id = a.version_id AND a.extractor IS NOT NULL WHERE a.id = ?1"""
_TEXTS = (None, Field.TITLE, Field.BODY)
_FOUND = (Field.SAID, Field.PERSON, Field.ORG, Field.PLACE)


def verifier(connection: sqlite3.Connection, node: Node) -> Callable[[int], bool]:
    """Tells of an article's id whether it satisfies a condition, by all that is stored of it."""
    asked = list(_leaves(node))
    fields = {leaf.field for leaf in asked if isinstance(leaf, Text)}
    findings = any(field in _FOUND for field in fields)
    corrected = Is(State.CORRECTED) in asked
    texts = findings or corrected or any(field in _TEXTS for field in fields)
    figures = any(not isinstance(leaf, Text) for leaf in asked)
    query = Query(node)

    def holds(article_id: int) -> bool:
        item = read_item(connection, article_id, texts=texts, findings=findings, figures=figures, corrected=corrected)
        return matches(query, item)

    return holds


def read_item(
    connection: sqlite3.Connection,
    article_id: int,
    *,
    texts: bool = True,
    findings: bool = True,
    figures: bool = True,
    corrected: bool = True,
) -> Item:
    """A stored article as `reader.query` looks at it.

    Its text, its names and statements, its figures, and whether it looks corrected are read only where wanted.
    """
    source, folder, byline, note, unread, bookmarked, changed, sort_at, new, packed, found = connection.execute(
        _ITEM, (article_id, texts, findings or figures)
    ).fetchone()
    title, text = unpack_words(packed) if texts else ("", "")
    states = {
        State.UNREAD: unread,
        State.BOOKMARKED: bookmarked,
        State.UPDATED: changed,
        State.NEW: new,
        State.CORRECTED: corrected and looks_corrected(title, text.removeprefix(title)),
    }
    known = Findings() if found is None else unpack_askable(found, text, figures=figures, voices=findings)
    return Item(
        title=title,
        body=text.removeprefix(title),
        source=source,
        folder=folder,
        author=byline,
        note=note,
        tags=tags_of(connection, article_id),
        states=frozenset(state for state, so in states.items() if so),
        moment=moment(sort_at),
        names=known.voices.names,
        said=tuple(" ".join(text[slice(*span)] for span in quote.content) for quote in known.voices.quotes),
        figures=known.figures,
    )


def _leaves(node: Node) -> Iterator[Node]:
    match node:
        case And() | Or():
            for part in node.parts:
                yield from _leaves(part)
        case Not():
            yield from _leaves(node.part)
        case _:
            yield node
