"""A bare year is a date; a year that the sentence is about is a figure, and comes last."""

from __future__ import annotations

import pytest

from reader.figures import find_figures


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2024 was the hottest year on record, scientists said.", [2024.0]),
        ("The agency said 2023 was the second-warmest year since 1850.", [2023.0]),
        ("In 2024 sales were the best on record.", []),
        ("The 2024 record was the best of the year.", []),
        ("2019 is a good year.", []),
        ("The year 2020 was hard, she said.", []),
    ],
)
def test_years_that_are_the_news(text: str, years: list[float]) -> None:
    assert [figure.value for figure in find_figures(text) if figure.unit == "calendar year"] == years
    assert [figure.value for figure in find_figures(text)] == years


def test_such_a_year_weighs_less_than_the_counts_of_its_story() -> None:
    text = "2024 was the hottest year on record. It killed 412 people, doctors said.\n\nSome 412 people died."
    year, *counts = find_figures(text)
    assert year.unit == "calendar year"
    assert all(year.salience < figure.salience for figure in counts)


@pytest.mark.parametrize(
    ("text", "value"), [("It cost 1.234.567,89 euros.", 1234567.89), ("It lost 1.234.567 voters.", 1234567.0)]
)
def test_dots_between_thousands(text: str, value: float) -> None:
    assert [figure.value for figure in find_figures(text)] == [value]


def test_dotted_numbers_that_are_none() -> None:
    assert find_figures("Call 555.123.4567, or see 192.168.100.200.") == []
