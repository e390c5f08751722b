"""The project's test story, read from beside the checkout; skipped where it is absent."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.figures import find_figures, group_figures
from reader.model import Figure, FigureKind

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"


@pytest.fixture
def figures() -> list[Figure]:
    if not SEEDS.is_dir():
        pytest.skip("../shared/seeds is not here")
    text = next(iter(sorted(SEEDS.glob("*.txt")))).read_text(encoding="utf-8")
    found = find_figures(text)
    assert all(text[f.start : f.end] == f.text for f in found)
    return found


def one(figures: list[Figure], value: float) -> Figure:
    """The only figure of that value."""
    hits = [f for f in figures if f.value == value]
    assert len(hits) == 1, hits
    return hits[0]


def test_counts_with_their_nouns(figures: list[Figure]) -> None:
    assert (one(figures, 3.6e6).counted, one(figures, 3.6e6).concept) == ("Syrian refugees", "Turkey")
    assert one(figures, 8).counted == "Turkish officers"
    assert (one(figures, 20).counted, one(figures, 20).qualifier) == ("tanks", "~")
    assert one(figures, 150).counted == "vehicle"
    assert (one(figures, 9).kind, one(figures, 9).concept) == (FigureKind.AGE, "war")


def test_the_contradiction(figures: list[Figure]) -> None:
    millions = [i for i, f in enumerate(figures) if f.value == 1e6]
    report = next(i for i, f in enumerate(figures) if f.value == 586_000)
    assert [figures[i].qualifier for i in millions] == [">", "~"]
    assert figures[millions[0]].agrees == (millions[1],)
    assert set(figures[report].disagrees) == set(millions)
    assert all(report in figures[i].disagrees for i in millions)


def test_rows(figures: list[Figure]) -> None:
    rows = group_figures(figures)
    assert sorted(i for row in rows for i in row.mentions) == list(range(len(figures)))
    assert [figures[r.lead].salience for r in rows] == sorted((figures[r.lead].salience for r in rows), reverse=True)
    places = [row.mentions[0] for row in group_figures(figures, text_order=True)]
    assert places == sorted(places)
