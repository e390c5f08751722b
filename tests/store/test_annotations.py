"""Figures: kept by version and extractor, counted for the list, and what is still to be done."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from reader.model import Figure, FigureKind, Findings, Listing, Source, SourceKind
from reader.store.annotations import disagreements
from reader.store.database import Library, open_library
from reader.store.protocol import NotFoundError, Unannotated
from tests.store.stories import EXTRACTOR, HOUR, NOON, stories, story

FULL = Figure(
    text="about €3.6m to €4m",
    start=5,
    end=23,
    kind=FigureKind.MONEY,
    value=None,
    low=3.6e6,
    high=4e6,
    unit="EUR",
    counted="",
    head="",
    concept="net profit",
    qualifier="~",
    change="up",
    speaker="Ada Lum",
    cue="said",
    sentence=2,
    sentence_start=1,
    sentence_end=40,
    salience=0.25,
    agrees=(1, 2),
    disagrees=(0,),
)
BARE = Figure("12", 0, 2, FigureKind.COUNT, 12.0)


def only(library: Library) -> int:
    (article,) = library.ids(Listing())
    return article


def newest(library: Library, article: int) -> int:
    return library.article(article).version.id


def test_figures_come_back_as_they_were_stored(library: Library, wire: Source) -> None:
    library.save(wire.id, [story()], when=NOON)
    article = only(library)
    assert library.findings(article) is None
    library.save_findings(
        newest(library, article),
        Findings(
            (
                FULL,
                BARE,
            )
        ),
    )
    assert library.findings(article) == Findings(
        (
            FULL,
            BARE,
        )
    )
    library.save_findings(newest(library, article), Findings((BARE,)))
    assert library.findings(article) == Findings((BARE,))


def test_no_figures_is_an_answer(library: Library, wire: Source) -> None:
    library.save(wire.id, [story()], when=NOON)
    article = only(library)
    library.save_findings(newest(library, article), Findings())
    assert library.findings(article) == Findings()
    assert library.unannotated(limit=10) == []
    assert [(row.figures, row.disagreements) for row in library.rows([article])] == [(0, 0)]


def test_the_list_shows_counts_and_a_new_version_has_none_yet(library: Library, wire: Source) -> None:
    library.save(wire.id, [story(guid="1")], when=NOON)
    article = only(library)
    first = newest(library, article)
    assert [(row.figures, row.disagreements) for row in library.rows([article])] == [(None, None)]
    library.save_findings(
        first,
        Findings(
            (
                BARE,
                FULL,
            )
        ),
    )
    assert [(row.figures, row.disagreements) for row in library.rows([article])] == [(2, 1)]
    library.save(wire.id, [story(guid="1", text="Now 12.")], when=NOON + HOUR)
    assert library.findings(article) is None
    assert [(row.figures, row.disagreements) for row in library.rows([article])] == [(None, None)]
    library.save_findings(first, Findings((BARE,)))  # by a worker that was late, of a text not shown now
    assert library.findings(article) is None
    assert [row.figures for row in library.rows([article])] == [None]


def contradicting(*others: tuple[int, ...]) -> list[Figure]:
    return [Figure("1", 0, 1, FigureKind.COUNT, 1.0, disagrees=each) for each in others]


@pytest.mark.parametrize(
    ("others", "count"),
    [
        ((), 0),
        (((), ()), 0),
        (((1,), (0,)), 1),
        (((1,), ()), 1),  # said by one side only
        (((), (0,)), 1),
        (((1, 2), (0, 2), (0, 1)), 1),  # three numbers for one thing
        (((1,), (0, 2), (1,)), 1),
        (((1,), (0,), (3,), (2,), ()), 2),
    ],
)
def test_disagreements_are_counted_by_quantity(others: tuple[tuple[int, ...], ...], count: int) -> None:
    assert disagreements(contradicting(*others)) == count


def test_what_is_still_to_be_annotated_newest_articles_first(library: Library, wire: Source) -> None:
    library.save(wire.id, stories(5), when=NOON)
    ids = list(library.ids(Listing()))
    library.save_findings(newest(library, ids[1]), Findings())
    waiting = library.unannotated(limit=3)
    assert [each.article_id for each in waiting] == [ids[0], ids[2], ids[3]]
    assert waiting[0] == Unannotated(ids[0], newest(library, ids[0]), "Story 0\n\nText of story number 0.")
    assert library.unannotated(limit=0) == []


def test_a_newer_extractor_does_it_all_again(path: Path) -> None:
    with closing(open_library(path, EXTRACTOR)) as library:
        source = library.add_source("https://wire.example/", SourceKind.FEED)
        library.save(source.id, stories(4), when=NOON)
        ids = list(library.ids(Listing()))
        for article in (ids[0], ids[2]):
            library.save_findings(newest(library, article), Findings((BARE,)))
    with closing(open_library(path, "figures 2")) as library:
        assert library.findings(ids[0]) is None
        assert [row.figures for row in library.rows(ids)] == [
            1,
            None,
            1,
            None,
        ]  # the old counts until there are new ones
        assert [each.article_id for each in library.unannotated(limit=10)] == ids
        library.save_findings(
            newest(library, ids[0]),
            Findings(
                (
                    FULL,
                    BARE,
                )
            ),
        )
        assert library.findings(ids[0]) == Findings(
            (
                FULL,
                BARE,
            )
        )
        assert [each.article_id for each in library.unannotated(limit=2)] == ids[1:3]


def test_annotating_what_is_gone(library: Library, wire: Source) -> None:
    library.save(wire.id, [story()], when=NOON)
    article = only(library)
    version = newest(library, article)
    library.save_findings(version, Findings((BARE,)))
    library.remove_source(wire.id, when=NOON)
    library.purge(removed_before=NOON + HOUR)
    with pytest.raises(NotFoundError, match=f"no version {version}"):
        library.save_findings(version, Findings((BARE,)))
    with pytest.raises(NotFoundError, match=f"no article {article}"):
        library.findings(article)


def test_two_annotators_are_given_different_articles_until_one_has_died(
    path: Path, library: Library, wire: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.save(wire.id, stories(6), when=NOON)
    ids = list(library.ids(Listing()))
    with closing(open_library(path, EXTRACTOR)) as other:
        assert [each.article_id for each in library.unannotated(limit=2)] == ids[:2]
        assert [each.article_id for each in other.unannotated(limit=2)] == ids[2:4]
        assert [each.article_id for each in library.unannotated(limit=4)] == [*ids[:2], *ids[4:]]
        library.save_findings(newest(library, ids[0]), Findings())
        assert [each.article_id for each in other.unannotated(limit=9)] == ids[2:4]
        monkeypatch.setattr("time.time", lambda: 4e9)  # a minute later, and more
        assert [each.article_id for each in other.unannotated(limit=9)] == ids[1:]


def test_what_is_wanted_first_is_given_first(library: Library, wire: Source) -> None:
    library.save(wire.id, stories(6), when=NOON)
    ids = list(library.ids(Listing()))
    library.save_findings(newest(library, ids[4]), Findings())
    wanted = library.unannotated(limit=3, first=[ids[5], ids[4], 999, ids[3]])
    assert [each.article_id for each in wanted] == [ids[5], ids[3], ids[0]]
