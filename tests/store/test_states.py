"""What a query can ask of an article's state, beyond read and bookmarked."""

from __future__ import annotations

from pathlib import Path

from reader.model import Listing, Source
from reader.store.database import Library, open_library
from reader.text.corrections import looks_corrected
from tests.store.stories import NOON, stories, story


def found(library: Library, query: str) -> set[str]:
    return {row.title for row in library.rows(library.ids(Listing(query=query)))}


def test_tags_are_asked_for_by_their_words(library: Library, wire: Source) -> None:
    library.save(wire.id, stories(3), when=NOON)
    ids = library.ids(Listing())
    library.set_tags({ids[0]: ["Übersee Häfen", "budget"], ids[1]: ["budget"]})
    assert found(library, "tag:budget") == {"Story 0", "Story 1"}
    assert found(library, "tag:ubersee") == {"Story 0"}
    assert found(library, 'tag:"hafen" -is:read') == {"Story 0"}
    assert found(library, "-tag:budget") == {"Story 2"}
    assert found(library, "tag:bud tag:haf") == {"Story 0"}
    library.set_tags({ids[0]: []})
    assert found(library, "tag:budget") == {"Story 1"}


def test_corrections_are_told_by_their_notices(library: Library, wire: Source) -> None:
    texts = {
        "Correction: ferry sailed on Monday": "It sailed.",
        "Ferry sails": "It sails. This article was amended on 3 March; an earlier version gave another day.",
        "Harbour dues": "Dues rise. A previous version of this story misstated the sum.",
        "A correction of the market": "Shares fell in what traders called a correction.",
        "Updated timetable": "This story has been updated with more trains.",
    }
    library.save(wire.id, [story(title, text, guid=title) for title, text in texts.items()], when=NOON)
    expected = set(list(texts)[:3])
    assert found(library, "is:corrected") == expected
    assert found(library, "-is:corrected") == set(texts) - expected
    assert {title for title, text in texts.items() if looks_corrected(title, text)} == expected


def test_what_came_since_the_reader_was_left_is_new(library: Library, wire: Source, path: Path) -> None:
    library.save(wire.id, stories(2), when=NOON)
    assert found(library, "is:new") == {"Story 0", "Story 1"}
    library.leave()
    assert found(library, "is:new") == set()
    library.close()
    again = open_library(path)
    again.save(wire.id, stories(3), when=NOON)
    assert found(again, "is:new") == {"Story 2"}
    assert found(again, "-is:new") == {"Story 0", "Story 1"}
    again.close()
