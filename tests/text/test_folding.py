"""Folding agrees with SQLite's index, so a search and what is compared in Python mean the same."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing

import pytest

from reader.text.folding import spaced, words
from reader.text.plurals import singular

CHARACTERS = [chr(code) for code in range(1, 0x30000) if not 0xD800 <= code <= 0xDFFF] + [chr(sys.maxunicode)]


@pytest.fixture
def index() -> Iterator[sqlite3.Connection]:
    """An index with the tokenizer of the library's, and a view of the words in it."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5 (x, tokenize='unicode61 remove_diacritics 2')")
        connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab (t, 'instance')")
        yield connection


def indexed(index: sqlite3.Connection, texts: list[str]) -> dict[int, list[str]]:
    """The words that the index has of each text."""
    index.executemany("INSERT INTO t (rowid, x) VALUES (?, ?)", list(enumerate(texts)))
    found: dict[int, list[str]] = {}
    for place, term in index.execute("SELECT doc, term FROM v ORDER BY doc, offset"):
        found.setdefault(place, []).append(term)
    return found


def test_an_index_leaves_folded_words_as_they_are(index: sqlite3.Connection) -> None:
    texts = [f"q{character}z {character}" for character in CHARACTERS]
    found = indexed(index, [" ".join(words(text)) for text in texts])
    wrong = [text for place, text in enumerate(texts) if found.get(place, []) != words(text)]
    assert wrong == []


def test_an_index_folds_most_letters_alike(index: sqlite3.Connection) -> None:
    # Latin, unaccented Greek and Cyrillic, Hebrew, Arabic, Devanagari, Thai, Hangul, kana, ideographs.
    spans = [
        (0x20, 0x1CD),
        (0x391, 0x3A2),
        (0x3A3, 0x3AA),
        (0x3B1, 0x3CA),
        (0x410, 0x419),
        (0x43A, 0x450),
        (0x5D0, 0x5EB),
    ]
    spans += [(0x620, 0x64B), (0x904, 0x93A), (0xE01, 0xE31), (0xAC00, 0xD7A4), (0x3041, 0x3097), (0x4E00, 0x9FCC)]
    texts = [f"q{chr(code)}z" for first, behind in spans for code in range(first, behind)]
    found = indexed(index, [spaced(text) for text in texts])
    assert [text for place, text in enumerate(texts) if found.get(place, []) != words(text)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zürich’s CAFÉ", ["zurich", "s", "cafe"]),
        ("3.5m a@example.com", ["3", "5m", "a", "example", "com"]),
        ("日本銀行 says", ["日", "本", "銀", "行", "says"]),
        ("ΣΊΣΥΦΟΣ σίσυφος Ёлка", ["σισυφοσ", "σισυφοσ", "елка"]),
        ("أحمد 대한민국", ["أحمد", "대한민국"]),
        ("İstanbul Straße", ["istanbul", "straße"]),
        ("e\u0301te\u0301 x\u0302yz", ["ete", "xyz"]),
        ("*** 📰 \0", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_singulars() -> None:
    plurals = "refugees people families deaths boxes news women crises yes".split()
    assert [singular(word) for word in plurals] == "refugee person family death box news woman crisis yes".split()
