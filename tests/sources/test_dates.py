from datetime import UTC, datetime

import pytest

from reader.sources.dates import parse_date, sane

NOON = datetime(2024, 6, 4, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2024-06-04T12:00:00Z",
        "2024-06-04T14:00:00+02:00",
        "2024-06-04T12:00:00.000Z",
        "Tue, 04 Jun 2024 12:00:00 GMT",
        "Tue, 4 Jun 2024 08:00:00 EDT",
        "4 June 2024 12:00",
        "4 June 2024 12:00 EGMT",
        "4 June 2024 14:00 +0200",
        "June 4, 2024 12:00 PM",
        "20240604T120000Z",
        "  2024-06-04 12:00  ",
    ],
)
def test_ways_to_write_a_moment(text: str) -> None:
    assert parse_date(text) == NOON


@pytest.mark.parametrize(
    "text",
    [None, 17, True, [], "", "yesterday", "not a date 99", "9" * 200, "0000-00-00", "2024-13-45", "\x1b]0;x\x07"],
)
def test_what_is_no_date(text: object) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize("text", ["1601-01-01T00:00:00Z", "0001-01-01", "9999-12-31T23:59:59Z", "1969-12-31T23:59:59Z"])
def test_years_that_only_mistakes_have(text: str) -> None:
    assert parse_date(text) is None


def test_a_zone_that_leaves_the_calendar_is_no_date() -> None:
    assert sane(datetime.fromisoformat("9999-12-31T23:59:59-14:00")) is None
    assert sane(datetime.fromisoformat("0001-01-01T00:00:00+14:00")) is None


def test_all_dates_are_aware() -> None:
    found = parse_date("2024-06-04")
    assert found is not None
    assert found.tzinfo is not None


@pytest.mark.parametrize("written", ["2016-12-31T23:59:60Z", "Sat, 31 Dec 2016 23:59:60 GMT"])
def test_a_leap_second_is_the_one_before_it(written: str) -> None:
    assert parse_date(written) == datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)
