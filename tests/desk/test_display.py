"""How a figure is written for a person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reader.desk.display import context, number, qualified_value, what_they_count
from reader.model import Figure, FigureKind

BARE = Figure("", 0, 0, FigureKind.COUNT)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (3_600_000, "3.6 million"),
        (586_000, "586,000"),
        (1_234_567, "1,234,567"),
        (1.2e9, "1.2 billion"),
        (0.25, "0.25"),
        (-17.9, "-17.9"),
        (0, "0"),
    ],
)
def test_numbers(value: float, words: str) -> None:
    assert number(value) == words


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"value": 4.2e9, "kind": FigureKind.MONEY, "unit": "USD"}, "$4.2 billion"),
        ({"value": 2.6, "kind": FigureKind.MONEY, "unit": "GBP/day"}, "£2.60 per day"),
        ({"value": 24, "kind": FigureKind.MONEY, "unit": "USc/share"}, "24¢ per share"),
        ({"value": 52e6, "kind": FigureKind.MONEY, "unit": "SEK"}, "SEK 52 million"),
        ({"low": 1e7, "high": 1.5e7, "kind": FigureKind.MONEY, "unit": "GBP"}, "£10–15 million"),
        ({"low": 9e8, "high": 1.2e9}, "900 million–1.2 billion"),
        ({"low": 412, "high": 502, "change": "down"}, "502 → 412"),
        ({"low": 412, "high": 502, "change": "up"}, "412 → 502"),
        ({"value": 12, "kind": FigureKind.PERCENT, "unit": "%"}, "12%"),
        ({"value": 2, "kind": FigureKind.PERCENT, "unit": "pp"}, "2 pp"),
        ({"value": 150, "kind": FigureKind.MEASURE, "unit": "km2"}, "150 km²"),
        ({"value": 21, "kind": FigureKind.MEASURE, "unit": "°C"}, "21 °C"),
        ({"value": 9, "kind": FigureKind.DURATION, "unit": "year"}, "9 years"),
        ({"value": 34, "kind": FigureKind.AGE, "unit": "year"}, "aged 34"),
        ({"value": 2, "kind": FigureKind.MULTIPLE, "unit": "x"}, "×2"),
        ({"value": 0.2, "kind": FigureKind.RATIO, "text": "one in five"}, "one in five"),
        ({"value": 2024, "kind": FigureKind.INDEX, "unit": "calendar year", "text": "2024"}, "2024"),
        ({"value": 1e6, "qualifier": "~"}, "≈ 1 million"),
        ({"value": 12, "qualifier": ">"}, "≥ 12"),
    ],
)
def test_values(changes: dict[str, object], words: str) -> None:
    assert qualified_value(replace(BARE, **changes)) == words  # type: ignore[arg-type]


def test_what_they_count_prefers_the_noun_of_any_mention() -> None:
    headline, body = replace(BARE, concept="Ferry fire"), replace(BARE, counted="passengers")
    assert what_they_count([headline, body]) == "passengers"
    assert what_they_count([headline]) == "Ferry fire"
    assert what_they_count([BARE]) == ""


def test_context_stays_inside_the_sentence() -> None:
    text = "Before it. One two three four five six 12 people seven eight nine ten eleven twelve. After it."
    start, end = text.index("12"), text.index("people") + 6
    figure = replace(BARE, text=text[start:end], start=start, end=end, sentence_start=11, sentence_end=84)
    assert context(text, figure) == "… two three four five six 12 people seven eight nine ten eleven …"
