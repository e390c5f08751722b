"""What a query means for one article."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model import Figure, FigureKind, Name, NameKind
from reader.query import Item, matches, parse
from reader.query.tree import Field, Query, State, Text
from reader.text.folding import words

NOW = datetime(2026, 3, 4, 12, 30, tzinfo=ZoneInfo("Europe/Berlin"))


def count(value: float | None, counted: str = "", unit: str = "", **more: object) -> Figure:
    kind = FigureKind.COUNT if counted else FigureKind.MONEY
    return Figure("", 0, 0, kind, value, counted=counted, unit=unit, **more)  # type: ignore[arg-type]


ITEM = Item(
    title="Zürich café closes its doors",
    body="The Café Odéon shut. A multi-agent system, 日本銀行 said; O'Neill paid €3.5m.",
    source="Harbour Wire",
    folder="World economy",
    author="Ann Marie Smith",
    tags=("budget 2026", "front page"),
    note="Ask Björn about it",
    states=frozenset({State.UNREAD, State.BOOKMARKED}),
    moment=NOW - timedelta(days=2),
    names=(
        Name("Recep Tayyip Erdoğan", NameKind.PERSON),
        Name("Bank of Japan", NameKind.ORGANISATION),
        Name("Idlib", NameKind.PLACE),
    ),
    said=("there was no alternative to it", "we shall see"),
    figures=(
        count(3.6e6, "Syrian refugees", head="refugee", concept="Turkey"),
        count(900_000, "displaced families", head="family", change="up"),
        count(None, unit="EUR", low=9e8, high=1.2e9, concept="net profit"),
        count(5.4, unit="%", concept="inflation", change="down"),
        count(1_004_999_999.9999999, unit="USD"),
    ),
)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "cafe",
        "CAFÉ zurich",
        "caf zur",
        '"cafe closes"',
        '"cafe clo"*',
        "multi-agent",
        "multi-ag",
        "日本",
        "本銀",
        "o'n",
        "€3.5",
        "nothing or cafe",
        "cafe -nothing",
        "-nothing",
        "(nothing or cafe) (doors or windows)",
        "-(cafe windows)",
        "cafe ***",
        "title:doors",
        "title:(cafe -odeon) body:odeon",
        "source:wire",
        'source:"harbour wire"',
        "folder:econ",
        "author:smith author:ann",
        "tag:budget",
        'tag:"front page"',
        "tag:(front 2026)",  # of two tags
        "note:bjorn",
        "is:unread is:bookmarked",
        "-is:read -is:updated -is:corrected -is:new",
        "since:3d before:1d",
        "on:2026-03-02",
        "on:monday",
        "on:2026-03",
        "person:erdogan",
        'person:"tayyip erdoğan"',
        "org:japan place:idl",
        'said:"no alternative"',
        "said:alternative said:shall",
        "fig:>3m",
        "fig:>=3.6m",
        "fig:<=3.6m",
        "fig:=3,600,000",
        "fig:3.6m of:refugees",
        "fig:3.6m of:refugee",
        'fig:3.6m of:"syrian refugee"',
        "of:refugees of:turkey",
        "of:syrian of:turkey unit:eur or of:families",
        "of:families change:up",
        "fig:>1bn unit:EUR",  # the range in part
        "fig:<950m unit:euro",
        "fig:1bn..2bn unit:eur of:profit",
        "fig:800m..900m unit:eur",
        "fig:%>5 of:inflation change:down",
        "fig:>5%",
        "fig:=1.005bn unit:USD",
        "fig:>=1.005bn unit:USD",
        "-fig:>1.005bn or unit:EUR",
        "fig:>3m fig:<6 of:inflation",  # two figures
        "fig:>3m (of:inflation)",
        "disagrees:no",
    ],
)
def test_what_is_true_of_the_article(text: str) -> None:
    assert matches(parse(text, now=NOW), ITEM)
    if text:
        assert not matches(parse(f"-({text})", now=NOW), ITEM)


@pytest.mark.parametrize(
    "text",
    [
        "***",
        "afe",
        '"caf"',
        '"cafe doors"',
        '"closes cafe"',
        '"doors the"',  # not across title and text
        "agent-multi",
        "行銀",
        "cafe nothing",
        "-cafe",
        "title:odeon",
        "body:doors",
        "source:smith",
        'tag:"page budget"',
        'tag:"2026 front"',  # not across two tags
        "is:read",
        "is:corrected",
        "since:1d",
        "before:3d",
        "on:today",
        "on:2026-03-01",
        "org:erdogan",
        "person:idlib",
        'person:"recep erdogan"',
        'said:"alternative to it we"',  # not across two statements
        "said:cafe",
        "fig:>4m unit:%",
        "fig:>3.6m fig:<3 ",
        "fig:>3m of:inflation",  # two figures have these, none both
        "fig:>3m unit:EUR change:up",
        "of:turkey change:down",
        "of:refugees of:inflation",
        "of:refug",
        'of:"refugee turkey"',  # not across what is counted and the concept
        "fig:>1.2bn unit:EUR",
        "fig:<900m unit:EUR",
        "fig:>1.005bn unit:USD",
        "unit:km",
        "unit:pp",
        "disagrees:yes",
    ],
)
def test_what_is_not_true_of_the_article(text: str) -> None:
    assert not matches(parse(text, now=NOW), ITEM)
    assert matches(parse(f"-({text})", now=NOW), ITEM)


def test_figures_that_disagree() -> None:
    figures = (replace(ITEM.figures[0], disagrees=(1,)), replace(ITEM.figures[1], disagrees=(0,)))
    assert matches(parse("disagrees:yes", now=NOW), replace(ITEM, figures=figures))
    assert not matches(parse("disagrees:no", now=NOW), replace(ITEM, figures=figures))


def test_an_article_of_no_known_moment_is_of_no_day() -> None:
    item = replace(ITEM, moment=None)
    assert not any(matches(parse(text, now=NOW), item) for text in ("since:99y", "before:1h", "on:2026"))


def test_a_day_ends_where_the_next_begins() -> None:
    zone = ZoneInfo("Europe/Berlin")
    for moment, day in ((datetime(2026, 3, 1, tzinfo=zone), 1), (datetime(2026, 3, 1, 23, 59, 59, tzinfo=zone), 1)):
        item = replace(ITEM, moment=moment)
        on = [matches(parse(f"on:2026-03-0{n}", now=NOW), item) for n in (1, 2)]
        assert on == [day == 1, day == 2]
        assert not matches(parse("on:2026-02", now=NOW), item)


LETTERS = "aáAbBñйё1 \n-'.,*日本각أ\u0301😀"
TYPED = st.text(LETTERS, max_size=6).map(lambda typed: " ".join(typed.split()) if words(typed) else "a")


@settings(deadline=None)
@given(
    told=st.lists(st.tuples(st.text(LETTERS, max_size=8), st.text(LETTERS, max_size=20)), min_size=1, max_size=6),
    wanted=st.lists(st.builds(Text, TYPED, st.booleans(), st.sampled_from([None, Field.TITLE, Field.BODY]))),
)
def test_an_index_of_folded_words_finds_what_is_meant(told: list[tuple[str, str]], wanted: list[Text]) -> None:
    """A text condition is one phrase of FTS5, so that what this module says can be had from the library's index."""
    with closing(sqlite3.connect(":memory:")) as index:
        index.execute("CREATE VIRTUAL TABLE t USING fts5 (title, body, tokenize='unicode61 remove_diacritics 2')")
        rows = [(number, *(" ".join(words(text)) for text in texts)) for number, texts in enumerate(told)]
        index.executemany("INSERT INTO t (rowid, title, body) VALUES (?, ?, ?)", rows)
        for node in wanted:
            phrase = f'"{" ".join(words(node.words))}"' + ("" if node.whole else " *")
            phrase = f"{node.field.value} : {phrase}" if node.field else phrase
            found = {number for (number,) in index.execute("SELECT rowid FROM t WHERE t MATCH ?", (phrase,))}
            items = [Item(title=title, body=body) for title, body in told]
            assert found == {number for number, item in enumerate(items) if matches(Query(node), item)}
