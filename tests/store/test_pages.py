"""Full texts of pages beside what the source gave."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reader.model import Figure, FigureKind, Findings, Listing, Source
from reader.store.database import Library
from reader.store.protocol import NotFoundError
from tests.store.stories import HOUR, NOON, stories, story

LINK = "https://wire.example/ferry"


def saved(library: Library, wire: Source) -> int:
    library.save(wire.id, [story("Ferry", "The ferry is late.", guid="ferry", link=LINK)], when=NOON)
    return library.ids(Listing())[0]


def test_a_page_is_shown_searched_and_annotated_instead_of_the_teaser(library: Library, wire: Source) -> None:
    id_ = saved(library, wire)
    library.save_findings(library.article(id_).version.id, Findings((Figure("12", 0, 2, FigureKind.COUNT),)))
    shown = library.save_page(id_, story("Ferry", "Fog held the ferry for two hours."), when=NOON)
    assert (shown.has_page, shown.from_page) == (True, True)
    assert "Fog held" in shown.document.text
    assert library.article(id_) == shown
    assert library.findings(id_) is None
    assert list(library.ids(Listing(text="fog"))) == [id_]
    assert list(library.ids(Listing(text="late"))) == []
    assert not shown.row.updated  # the story did not change; more of it is shown


def test_the_original_is_kept_and_can_be_shown_again(library: Library, wire: Source) -> None:
    id_ = saved(library, wire)
    before = library.article(id_)
    library.save_page(id_, story("Ferry", "Fog held the ferry."), when=NOON)
    original = library.show_page(id_, False)
    assert original == replace(before, has_page=True)
    assert list(library.ids(Listing(text="late"))) == [id_]
    assert library.show_page(id_, True).from_page


def test_a_page_that_was_never_fetched_cannot_be_shown(library: Library, wire: Source) -> None:
    id_ = saved(library, wire)
    with pytest.raises(NotFoundError, match="has not been fetched"):
        library.show_page(id_, True)
    with pytest.raises(NotFoundError):
        library.save_page(99, story(), when=NOON)


def test_the_source_that_gives_its_teaser_again_does_not_undo_the_page(library: Library, wire: Source) -> None:
    id_ = saved(library, wire)
    library.save_page(id_, story("Ferry", "Fog held the ferry."), when=NOON)
    again = [story("Ferry", "The ferry is late.", guid="ferry", link=LINK)]
    assert library.save(wire.id, again, when=NOON + HOUR).updated == 0
    changed = [story("Ferry sails", "The ferry sails.", guid="ferry", link=LINK)]
    assert library.save(wire.id, changed, when=NOON + HOUR).updated == 1
    article = library.article(id_)
    assert (article.from_page, article.row.updated, article.row.title) == (True, True, "Ferry sails")
    assert list(library.ids(Listing(text="fog"))) == [id_]
    assert "The ferry sails." in library.show_page(id_, False).document.text
    assert list(library.ids(Listing(text="sails"))) == [id_]


def test_the_same_page_again_makes_no_new_version(library: Library, wire: Source) -> None:
    id_ = saved(library, wire)
    first = library.save_page(id_, story("Ferry", "Fog held the ferry."), when=NOON)
    assert library.save_page(id_, story("Ferry", "Fog held the ferry."), when=NOON + HOUR) == first
    longer = library.save_page(id_, story("Ferry", "Fog held the ferry. It sails now."), when=NOON + HOUR)
    assert longer.version.id > first.version.id


def test_what_is_shown_again_keeps_its_figures(library: Library, wire: Source) -> None:
    id_, page = saved(library, wire), story("Ferry", "Fog held the ferry.")
    version_id = library.save_page(id_, page, when=NOON).version.id
    library.save_findings(version_id, Findings((Figure("12", 0, 2, FigureKind.COUNT, 12.0),)))
    for again in (library.save_page(id_, page, when=NOON), library.show_page(id_, True)):
        assert again.row.figures == 1
        assert list(library.ids(Listing(query="fig:12 fog"))) == [id_]
    library.show_page(id_, False)
    assert list(library.ids(Listing(query="fig:12"))) == []
    assert library.check(full=True) == ""


def test_which_pages_are_wanted(library: Library, wire: Source) -> None:
    linked = [replace(each, link=f"https://wire.example/{each.guid}") for each in stories(4)]
    library.save(wire.id, [*linked, story("No link", guid="none")], when=NOON)
    assert library.pages_wanted(limit=9) == []
    library.set_source(replace(wire, full_text=True))
    newest = [id_ for id_ in library.ids(Listing()) if library.article(id_).row.link]
    library.save_page(newest[0], story("Story 0", "All of it."), when=NOON)
    library.save_page(newest[1], None, when=NOON)  # in vain
    library.set_read([newest[2]], True, when=NOON)
    assert library.pages_wanted(limit=9) == [(newest[3], "https://wire.example/story-3")]
    library.set_source(replace(wire, full_text=True, paused=True))
    assert library.pages_wanted(limit=9) == []


def test_an_author_is_found_by_the_byline_that_the_list_shows(library: Library, wire: Source) -> None:
    def authors(*names: str) -> list[int]:
        return [len(library.ids(Listing(query=f"author:{name}"))) for name in names]

    def feed(byline: str, text: str) -> None:
        library.save(wire.id, [story("Ferry", text, guid="ferry", link=LINK, byline=byline)], when=NOON)

    feed("Ada Lum", "The ferry is late.")
    assert authors("ada", '"ada lum"', "lu", "bo") == [1, 1, 1, 0]
    feed("Bo Ek", "The ferry sails.")
    assert authors("ada", "bo") == [0, 1]
    library.save_page(library.ids(Listing())[0], story("Ferry", "Fog held it.", byline="Nobody"), when=NOON)
    feed("Cleo Ruiz", "The ferry has sailed.")  # behind the page
    assert authors("bo", "nobody", "cleo", "ruiz") == [0, 0, 1, 1]
    assert library.check(full=True) == ""
