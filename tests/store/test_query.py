"""Queries: the SQL finds what `reader.query.matches` says of each article, and nothing typed can break it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.model import (
    Bookmark,
    Figure,
    FigureKind,
    Findings,
    Listing,
    Name,
    NameKind,
    Quote,
    Scope,
    Source,
    SourceKind,
    Voices,
)
from reader.query import Item, matches, parse
from reader.query.numbers import Number
from reader.query.tree import And, Dates, Disagrees, Field, FigureIs, Is, Node, Not, Or, Query, State, Text
from reader.store.beginnings import are_waiting
from reader.store.database import Library, open_library
from reader.store.protocol import StorageError
from reader.store.query import compile_query
from tests.store.stories import HOUR, NOON, story
from tests.store.test_search import ODD

WORDS = "ferry ferries port Zürich café 日本 rate rates rateable over 1,284 Ångström ΣΊΣΥΦΟΣ tax taxes a ab abc".split()
NAMED = ("Ada Lum", "Ada", "Lum Ada", "Bank of Zürich", "Port", "Rate Port")
OF = ("Syrian refugees", "refugee", "taxes", "net profit", "")
VALUES = (0.0, 1.0, 3.0, 100.0, 120.0, 500.0, 586e3, 1e6, 3.6e6, 1e9, 1.5e9, 2e12, -4.0, -1e6, 1_004_999_999.9999999)


@dataclass(frozen=True, repr=False)
class Shelf:
    """A library, and each of its articles as a query looks at it, newest first."""

    library: Library
    items: dict[int, Item]

    def meant(self, query: Query) -> list[int]:
        return [id_ for id_, item in self.items.items() if matches(query, item)]


def phrase(chance: random.Random, least: int, most: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(chance.randint(least, most)))


def findings(chance: random.Random, text: str) -> Findings:
    figures = []
    for _ in range(chance.randrange(4)):
        low, high = sorted(chance.sample(VALUES, 2))
        ranged = chance.random() < 0.25
        figures.append(
            Figure(
                "",
                0,
                0,
                FigureKind.COUNT,
                None if ranged else low,
                low if ranged else None,
                high if ranged else None,
                unit=chance.choice(("", "EUR", "MW", "%")),
                counted=chance.choice(OF),
                concept=chance.choice(OF),
                change=chance.choice((None, "up", "down")),
                disagrees=(0,) if chance.random() < 0.2 else (),
            )
        )
    names = [Name(name, chance.choice(list(NameKind))) for name in chance.sample(NAMED, chance.randrange(4))]
    gaps = [at for at, sign in enumerate(text) if sign == " "]
    quotes = []
    if len(gaps) > 3:
        ends = sorted(chance.sample(gaps, 2))
        quotes.append(Quote(None, ((ends[0] + 1, ends[1]), (gaps[-1] + 1, len(text)))))
    return Findings(tuple(figures), Voices(tuple(names), tuple(quotes)))


def fill(library: Library) -> None:
    chance = random.Random(7)
    wire = library.add_source("https://wire.example/", SourceKind.FEED, title="Harbour Wire")
    plain = library.add_source("https://tax.example/feed", SourceKind.FEED)
    folder = library.add_source("/home/me/stories", SourceKind.FOLDER, title="Stories")
    library.set_source(replace(wire, folder="World economy"))
    for source in (wire, plain, folder):
        entries = [
            story(
                phrase(chance, 1, 4),
                phrase(chance, 2, 9),
                guid=str(n),
                byline=chance.choice(("", "Ann Smith", "Åsa Port")),
                published=NOON - chance.randrange(60) * HOUR if chance.random() < 0.9 else None,
                outlet=chance.choice(("", "Rate Daily")) if source is folder else "",
            )
            for n in range(50)
        ]
        library.save(source.id, entries, when=NOON)
        library.save(source.id, [story("Edited ferry", phrase(chance, 2, 9), guid=str(n)) for n in range(5)], when=NOON)
    ids = list(library.ids(Listing()))
    library.set_read(chance.sample(ids, 60), True, when=NOON)
    for id_ in chance.sample(ids, 15):
        library.set_bookmark(id_, Bookmark(id_, NOON, chance.choice(("", "call the port", "Zürich"))))
    library.add_tags(chance.sample(ids, 20), ["front page"])
    library.add_tags(chance.sample(ids, 20), ["port"])
    for id_ in chance.sample(ids, 110):
        article = library.article(id_)
        library.save_findings(article.version.id, findings(chance, article.document.text))


def items(library: Library) -> dict[int, Item]:
    folders = {source.id: source.folder for source in library.sources()}
    notes = {row.id: bookmark.note for row, bookmark in library.bookmarks()}
    return {id_: item(library, id_, folders, notes) for id_ in library.ids(Listing())}


def item(library: Library, id_: int, folders: dict[int, str], notes: dict[int, str]) -> Item:
    article, found = library.article(id_), library.findings(id_) or Findings()
    row, text = article.row, article.document.text
    states = {State.UNREAD: not row.read, State.BOOKMARKED: row.bookmarked, State.UPDATED: row.updated}
    return Item(
        title=article.version.title,
        body=text.removeprefix(article.version.title),
        source=row.source,
        folder=folders[row.source_id],
        author=row.byline,
        tags=library.tags_of([id_]).get(id_, ()),
        note=notes.get(id_, ""),
        states=frozenset(state for state, so in states.items() if so),
        moment=row.sorted_at,
        names=found.voices.names,
        said=tuple(" ".join(text[slice(*span)] for span in quote.content) for quote in found.voices.quotes),
        figures=found.figures,
    )


@pytest.fixture(scope="module", params=["at rest", "just stored"])
def shelf(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """A filled library, for tests that only read. When it was just stored, many beginnings of words are not in yet."""
    with (
        closing(open_library(tmp_path_factory.mktemp("query") / "library.db", "figures 1")) as library,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(library, "at_leisure", lambda connection: False)
        fill(library)
        if request.param == "at rest":
            library.catch_up()
        else:
            library.index_all()
            patch.setattr("reader.store.indexing._BATCH", 15)
            library.serially(library._start_batch, durable=False)
        with library.reading() as connection:
            assert are_waiting(connection) is (request.param == "just stored")
        yield Shelf(library, items(library))


FIELDS = [None, None, None, *Field]
typed = st.sampled_from([*WORDS, "fer", "rat", "zur", "por", "smi", "tax", "lum", "ada"])
texts = st.builds(Text, st.lists(typed, min_size=1, max_size=2).map(" ".join), st.booleans(), st.sampled_from(FIELDS))
numbers = st.one_of(
    st.builds(Number, st.sampled_from(["=", ">", ">=", "<", "<="]), st.sampled_from(VALUES)),
    st.lists(st.sampled_from(VALUES), min_size=2, max_size=2).map(sorted).map(lambda ends: Number("..", *ends)),
)
figures = st.builds(
    FigureIs,
    st.one_of(st.none(), numbers),
    st.sampled_from(["", "", "EUR", "mw"]),
    st.lists(st.sampled_from(["refugees", "Syrian refugee", "tax", "profit"]), max_size=2, unique=True).map(tuple),
    st.sampled_from(["", "", "up", "down"]),
).filter(lambda figure: figure != FigureIs())
dates = st.integers(0, 61).flatmap(
    lambda hours: st.sampled_from(
        [
            Dates(f"since:{hours}h", start=NOON - hours * HOUR),
            Dates(f"before:{hours}h", end=NOON - hours * HOUR),
            Dates("on:today", start=NOON - hours * HOUR, end=NOON - hours * HOUR + timedelta(hours=9)),
        ]
    )
)
states = st.sampled_from([Is(state) for state in (State.UNREAD, State.READ, State.BOOKMARKED, State.UPDATED)])
leaves = st.one_of(texts, texts, figures, dates, states, st.builds(Disagrees, st.booleans()))


def joined(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.one_of(st.builds(And, several), st.builds(Or, several), st.builds(Not, parts))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    node=st.recursive(leaves, joined, max_leaves=5),
    scope=st.sampled_from(Scope),
    sources=st.sampled_from([None, (1,), (1, 3)]),
    worth=st.sampled_from([0, 32]),
    first=st.sampled_from([4, 256]),
    counted=st.sampled_from([20, 10_000]),
)
def test_the_sql_finds_what_the_query_means(
    shelf: Shelf,
    monkeypatch: pytest.MonkeyPatch,
    node: Node,
    scope: Scope,
    sources: Sequence[int] | None,
    worth: int,
    first: int,
    counted: int,
) -> None:
    query = Query(node)
    monkeypatch.setattr("reader.store.asking.read_query", lambda listing: query)
    monkeypatch.setattr("reader.store.asking._WORTH", worth)
    monkeypatch.setattr("reader.store.asking._ANYWAY", 0)
    monkeypatch.setattr("reader.store.asking._FIRST", first)
    monkeypatch.setattr("reader.store.lists._COUNTED", counted)
    rows = {row.id: row for row in shelf.library.rows(list(shelf.items))}
    meant = [id_ for id_ in shelf.meant(query) if sources is None or rows[id_].source_id in sources]
    unread = [id_ for id_ in meant if not rows[id_].read]
    bookmarked = [id_ for id_ in meant if rows[id_].bookmarked]
    shown = {Scope.ALL: meant, Scope.UNREAD: unread, Scope.BOOKMARKED: bookmarked}[scope]
    listing = Listing(scope, sources=None if sources is None else tuple(sources), query="as it stands")
    assert list(shelf.library.ids(listing)) == shown
    assert list(shelf.library.ids(listing, limit=3)) == shown[:3]
    assert shelf.library.counts(listing) == (len(unread), len(meant))
    found = shelf.library.find(listing, limit=3)
    assert list(found.ids) == shown[:3]
    assert found.unread <= len(unread)
    assert found.total <= len(meant)
    assert not found.exact or (found.unread, found.total) == (len(unread), len(meant))


EXAMPLES = [
    *("person:ada", 'person:"ada lum"', 'person:"lum ada"', 'org:"bank of"', "place:port", "person:lu"),
    *("fig:>119", "fig:>120", "fig:>=120", "fig:121..499", "fig:<-2", "fig:=-4", "fig:<0", "fig:0", "fig:>1.2bn"),
    *("fig:>1m unit:EUR", "fig:>1m unit:mw", "of:refugees", 'of:"syrian refugees"', "of:profits change:up", "unit:%"),
    *("said:ferry", 'said:"rate port"', "said:po", "said:rates"),
    *("author:smi", 'author:"åsa port"', "source:rate", "source:tax.example", "folder:world", "note:port"),
    *("tag:x", "tag:front", 'tag:"port page"', 'tag:"page front"', "-tag:front ferry"),
    *("title:fer", "title:a", "body:a", 'title:"rate port"', "body:日", "σίσυφος", "1,284", "-ferry -rate"),
    *("(ferry or fig:>1bn) -is:read", "is:updated or note:zurich", "disagrees:no ferry", "ab or 日本 or title:port"),
]


@pytest.mark.parametrize("text", EXAMPLES)
def test_examples_of_every_field(shelf: Shelf, text: str) -> None:
    assert list(shelf.library.ids(Listing(query=text))) == shelf.meant(parse(text, now=NOON))


def test_articles_that_did_not_find_their_place_free_keep_to_their_dates(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those without a date came all in one second, and stand on the seconds behind it."""
    for seconds in (1, 2, 5):
        for dates in (
            Dates("", end=NOON + timedelta(seconds=seconds)),
            Dates("", start=NOON + timedelta(seconds=seconds)),
        ):
            query = Query(dates)
            monkeypatch.setattr("reader.store.asking.read_query", lambda listing, query=query: query)
            assert list(shelf.library.ids(Listing(query="as it stands"))) == shelf.meant(query)


@pytest.mark.parametrize("text", ODD, ids=lambda text: ascii(text[:12]))
def test_nothing_typed_is_more_than_a_sentence(shelf: Shelf, text: str) -> None:
    for query in (text, f"title:{text}", f"said:{text} fig:>1"):
        try:
            found = shelf.library.find(Listing(query=query), limit=10)
        except StorageError as error:
            assert str(error).count("\n") == 0
        else:
            assert set(found.ids) <= set(shelf.items)


def test_the_first_hits_come_with_counts_that_say_how_far_they_go(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = list(shelf.items)
    for query in ("", "since:1y", "-zebra"):
        found = shelf.library.find(Listing(query=query), limit=5)
        assert (list(found.ids), found.total, found.exact) == (everything[:5], len(everything), True)
    monkeypatch.setattr("reader.store.asking._FIRST", 8)
    monkeypatch.setattr("reader.store.lists._COUNTED", 20)
    monkeypatch.setattr("reader.store.lists._COUNTED_BESIDE", 20)
    bounded = shelf.library.find(Listing(query="-zebra"), limit=5)
    assert (list(bounded.ids), bounded.total >= 20, bounded.exact) == (everything[:5], True, False)
    words = shelf.library.find(Listing(text="ferry"), limit=5)
    assert (len(words.ids), words.total >= 20, words.exact) == (5, True, False)
    # Of what has to be read to be known, so much is read and no more.
    monkeypatch.setattr("reader.store.lists._LOOKED_AT", 1)
    assert not shelf.library.find(Listing(query="title:f"), limit=1).exact


@pytest.mark.parametrize(
    ("text", "column"),
    [("sort:oldest", "sorted_at"), ("sort:figures", "figures"), ("sort:newest limit:3", "sorted_at")],
)
def test_the_order_and_the_limit_of_a_query(shelf: Shelf, text: str, column: str) -> None:
    rows = shelf.library.rows(shelf.library.ids(Listing(query=f"ferry {text}")))
    values = [getattr(row, column) or 0 for row in rows] if column == "figures" else [row.sorted_at for row in rows]
    assert values == sorted(values, reverse="oldest" not in text)
    assert len(rows) == (3 if "limit" in text else len(shelf.meant(parse("ferry", now=NOON))))


def test_what_is_wrong_with_a_query_is_said(shelf: Shelf) -> None:
    with pytest.raises(StorageError, match="change: is up or down"):
        shelf.library.ids(Listing(query="change:sideways"))


def test_few_hits_are_sorted_by_relevance_and_many_are_not(
    library: Library, wire: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {
        "Ferry": "Nothing else.",  # the title counts most
        "Often": "The ferry met a ferry that met a ferry.",
        "Once": "A ferry came, and much else happened in the port that day.",
        "Never": "A train.",
        "Again": "One ferry.",
    }
    library.save(wire.id, [story(f"Filler {n}", "Of many words. " * 20) for n in range(20)], when=NOON - HOUR)
    library.save(wire.id, [story(title, text) for title, text in texts.items()], when=NOON)

    def titles(query: str) -> list[str]:
        return [row.title for row in library.rows(library.ids(Listing(query=query)))]

    assert sorted(titles("ferry")) == ["Again", "Ferry", "Often", "Once"]
    assert titles("ferry sort:relevance") == ["Ferry", "Often", "Once", "Again"]
    assert titles("-zebra (train or ferry) sort:relevance")[0] == "Never"  # the rarer word weighs more
    library.save(wire.id, [story("Newer", "A ferry came."), story("Newest ferry", "It is new.")], when=NOON + HOUR)
    assert titles("ferry sort:relevance")[:3] == ["Newest ferry", "Ferry", "Often"]
    assert titles("ferry sort:relevance limit:1") == ["Newest ferry"]
    assert list(library.find(Listing(query="ferry sort:relevance"), limit=2).ids) == list(
        library.ids(Listing(query="ferry sort:relevance"), limit=2)
    )
    assert titles("sort:relevance") == titles("sort:newest")
    monkeypatch.setattr("reader.store.asking.RANKED", 3)
    assert titles("ferry sort:relevance") == titles("ferry")
    assert titles("ferry limit:1 sort:relevance") == titles("ferry")[:1]


PLANS = [
    ("ferry", "SCAN search VIRTUAL TABLE INDEX"),
    ("fe", "SCAN starts VIRTUAL TABLE INDEX"),
    ('"rate port"', "SCAN search VIRTUAL TABLE INDEX"),
    ("fig:>1m", "SCAN facts VIRTUAL TABLE INDEX"),
    ("fig:>1m unit:EUR of:refugees change:up", "SCAN facts VIRTUAL TABLE INDEX"),
    ("person:ada", "SCAN facts VIRTUAL TABLE INDEX"),
    ("disagrees:yes", "SCAN facts VIRTUAL TABLE INDEX"),
    ("said:ferry", "SCAN facts VIRTUAL TABLE INDEX"),
    ("author:ada", "SCAN authors VIRTUAL TABLE INDEX"),
]


@pytest.mark.parametrize(("text", "first"), PLANS)
def test_queries_are_walked_along_an_index_and_nothing_is_sorted(shelf: Shelf, text: str, first: str) -> None:
    condition = parse(text, now=NOON).condition
    assert condition is not None
    with shelf.library.reading() as connection:
        assert connection.execute("SELECT 1 FROM sqlite_master WHERE name LIKE 'sqlite_stat%'").fetchone() is None
        compiled = compile_query(connection, condition)
        assert compiled.walked is not None
        statement = f"EXPLAIN QUERY PLAN SELECT place FROM ({compiled.walked.stream}) ORDER BY place DESC LIMIT 60"
        steps = [row[3] for row in connection.execute(statement, compiled.walked.streamed)]
    assert any(step.startswith(first) for step in steps)
    assert not [step for step in steps if "TEMP B-TREE" in step or step.startswith(("SCAN a ", "SCAN articles"))]
