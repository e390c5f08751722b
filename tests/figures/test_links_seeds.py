"""Figures on one quantity in the bundled stories: a number that only points back, and two tolls of one fire."""

from __future__ import annotations

from reader.figures import find_figures
from reader.model import Figure
from tests.seeds import stories


def of_file(name: str) -> list[Figure]:
    (document,) = [document for (file, _), document in stories().items() if file == name]
    return find_figures(document.text, title_end=len(document.title))


def test_a_number_that_points_back() -> None:
    figures = of_file("harbour-wire-idlib.txt")
    millions = [i for i, f in enumerate(figures) if f.value == 1e6]
    report = next(i for i, f in enumerate(figures) if f.value == 586_000)
    assert len(millions) == 2
    assert figures[millions[0]].agrees == (millions[1],)
    assert figures[report].disagrees == tuple(millions)


def test_two_tolls_in_one_story() -> None:
    figures = of_file("lindvik-tribune-ferry-fire.html")
    (other,) = [i for i, f in enumerate(figures) if f.text == "11 deaths"]
    assert {figures[i].value for i in figures[other].disagrees} == {14}
