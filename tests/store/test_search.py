"""Text search: what it finds, and that nothing typed can break it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.model import Block, BlockKind, Document, Entry, Listing, Scope, Source, SourceKind
from reader.store.database import Library, open_library
from tests.store.stories import HOUR, NOON, story

STORIES = [
    ("Zürich café closes", "The Café Odéon shut its doors; naïve critics said “never”."),
    ("Multi-agent systems", "A co-operative of 1,284 agents, e-mail a@example.com, costs €3.5m."),
    ("日本銀行が利上げ", "東京の日本銀行は金利を0.5%に引き上げた。"),
    ("مصر والسودان", "القاهرة"),
    ("[red]x[/nosuch] 📰", 'O\'Neill said: NEAR(misses) AND OR NOT a "quote"\u0000nul.'),
    ("Straße in Åre", "x\u0302yz and e\u0301te\u0301: İstanbul, ΣΊΣΥΦΟΣ."),
]


def tell(library: Library) -> int:
    """Store STORIES; returns their source."""
    source = library.add_source("https://wire.example/", SourceKind.FEED).id
    entries = [story(title, text, guid=title, published=NOON - n * HOUR) for n, (title, text) in enumerate(STORIES)]
    library.save(source, entries, when=NOON)
    return source


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """STORIES in a library, for tests that only read."""
    with closing(open_library(tmp_path_factory.mktemp("told") / "library.db")) as library:
        tell(library)
        yield library


def found(library: Library, text: str) -> list[int]:
    """Places in STORIES of what is found, newest first."""
    places = {title: place for place, (title, _) in enumerate(STORIES)}
    return [places[row.title] for row in library.rows(library.ids(Listing(text=text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cafe", [0]),
        ("CAFÉ zurich", [0]),
        ("caf zur", [0]),  # beginnings
        ("afe", []),  # but not endings
        ("c", [0, 1]),  # café, co-operative
        ("ca od", [0]),
        ("od zurich", [0]),  # one word of two letters among longer ones
        ("cafe agents", []),  # every word
        ("multi-agent", [1]),
        ("multi-agen", [1]),
        ("agent-multi", []),  # the parts of a word in their order
        ("1,284", [1]),
        ("€3.5", [1]),
        ("a@example", [1]),
        ("日本", [2]),
        ("銀", [2]),
        ("本銀行", [2]),
        ("行銀", []),
        ("東京 利上げ", [2]),
        ("مص", [3]),
        ("القاه", [3]),
        ("o'n", [4]),
        ('"quote"', [4]),
        ("[red]x[/no", [4]),
        ("NEAR(misses)", [4]),
        ("nul", [4]),
        ("xy", [5]),
        ("xyz", [5]),
        ("ét", [5]),
        ("été", [5]),
        ("str are", [5]),
        ("is", [5]),  # İstanbul
        ("σί", [5]),
        ("σίσυφος", [5]),
        ("the", [0]),
        ("zurich ***", [0]),  # signs say nothing
        ("zu ***", [0]),
        ("***", []),
        ("📰", []),
        ("", [0, 1, 2, 3, 4, 5]),
        (" \t\n ", [0, 1, 2, 3, 4, 5]),
    ],
)
def test_what_is_found(told: Library, text: str, expected: list[int]) -> None:
    assert found(told, text) == expected


ODD = [
    '"',
    '""',
    "'",
    "a'b",
    '"a',
    'a"b',
    "*",
    "a*",
    "^a",
    "a-b",
    "-a",
    "+a",
    "@x",
    "NEAR(",
    "NEAR(a b, 3)",
    "AND",
    "a OR",
]
ODD += [
    "NOT a",
    "(",
    "a)",
    "title:a",
    "{title text}: a",
    "a:b",
    "\0",
    "a\0b",
    "\ud800",
    "\\",
    "%",
    "a;DROP TABLE search",
]
ODD += ["x" * 10_000, "a " * 5_000, '"' * 10_000, " ".join(f"w{n}" for n in range(2_000)), "日" * 3_000, "(" * 3_000]


@pytest.mark.parametrize("text", ODD, ids=lambda text: ascii(text[:12]))
def test_nothing_typed_is_an_error(told: Library, text: str) -> None:
    everything = told.ids(Listing())
    for scope in Scope:
        assert set(told.ids(Listing(scope, text))) <= set(everything)
    assert told.counts(Listing(text=text))[1] <= len(everything)


def test_a_new_version_is_found_by_its_own_words_only(library: Library) -> None:
    source = tell(library)
    title, _ = STORIES[0]
    library.save(source, [story(title, "Quarry workers struck in Kiruna.", guid=title)], when=NOON)
    assert found(library, "quarry kir") == found(library, "qu ki") == [0]
    assert found(library, "odeon") == found(library, "od") == []
    assert found(library, "zurich") == [0]


def test_the_title_counts_once_and_the_text_behind_it_counts(library: Library, wire: Source) -> None:
    library.save(wire.id, [story("Cat", "Category five.", guid="1"), story("Solo", "", guid="2")], when=NOON)
    for text, hits in (("category", 1), ("cat", 1), ("solo", 1), ("cat five", 1)):
        assert library.counts(Listing(text=text)) == (hits, hits)


LETTERS = "aáAbBçñ1 \n-'\".,*日本\u0301😀"


def tokens(text: str) -> list[str]:
    """The words of a text, as the index is meant to see them."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return re.findall("[日本]|[a-z0-9]+", plain)


def matches(typed: str, title: str, text: str) -> bool:
    """Brute force: every typed word stands in title or text, its last token as a beginning."""
    wanted = [words for words in map(tokens, typed.split()) if words]
    if not wanted:
        return not typed.split()
    fields = [tokens(title), tokens(text)]
    return all(
        any(
            field[at : at + len(words) - 1] == words[:-1] and field[at + len(words) - 1].startswith(words[-1])
            for field in fields
            for at in range(len(field) - len(words) + 1)
        )
        for words in wanted
    )


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Library, int]]:
    path: Path = tmp_path_factory.mktemp("search") / "library.db"
    with closing(open_library(path)) as library:
        yield library, library.add_source("https://wire.example/", SourceKind.FEED).id


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(
        st.tuples(st.text(LETTERS, min_size=1, max_size=8), st.text(LETTERS, max_size=20)), min_size=1, max_size=6
    ),
    typed=st.lists(st.text(LETTERS, max_size=6), min_size=1, max_size=6),
)
def test_search_is_what_brute_force_finds(
    shelf: tuple[Library, int], texts: list[tuple[str, str]], typed: list[str]
) -> None:
    """Each example edits the same articles, so the index also has to forget what they said before."""
    library, source = shelf
    entries = [story(title, text, guid=str(n)) for n, (title, text) in enumerate(texts)]
    library.save(source, entries, when=NOON)
    for query in typed:
        rows = {row.id: row for row in library.rows(library.ids(Listing(text=query)))}
        for id_ in library.ids(Listing()):
            article = library.article(id_)
            body = article.document.text[len(article.version.title) :]
            assert (id_ in rows) == matches(query, article.version.title, body), (query, article.version.title, body)


def test_the_last_word_of_a_title_is_known_where_the_text_goes_on_from_it(library: Library, wire: Source) -> None:
    cut = Entry("Ferr", Document("Ferries sail", (Block(BlockKind.PARAGRAPH, 0, 12),)), guid="cut")
    library.save(wire.id, [cut], when=NOON)
    library.catch_up()
    assert len(library.ids(Listing(query="title:ferr"))) == 1
    library.save(wire.id, [story("Ferry", guid="cut")], when=NOON)
    assert library.check(full=True) == ""
