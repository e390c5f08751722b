from datetime import UTC, datetime, timedelta

import pytest

from reader.sources.pauses import LONGEST, fresh_until, pause_end

NOW = datetime(2024, 6, 3, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        (" 7 ", 7),
        ("Mon, 03 Jun 2024 12:30:00 GMT", 1800),
        ("Mon, 03 Jun 2024 14:30:00 +0200", 1800),
        ("9" * 5000, LONGEST.total_seconds()),
        ("Wed, 01 Jan 2400 00:00:00 GMT", LONGEST.total_seconds()),
        *((nothing, None) for nothing in ("", "0", "-5", "1.5", "soon", "٣", "Mon, 03 Jun 2024 11:59:59 GMT")),
        ("Fri, 31 Dec 9999 23:59:59 -2359", None),
    ],
)
def test_retry_after(header: str, seconds: float | None) -> None:
    assert pause_end(header, NOW) == (None if seconds is None else NOW + timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"cache-control": "max-age=600"}, 600),
        ({"cache-control": 'public, MAX-AGE = "600"'}, 600),
        ({"cache-control": "max-age=600, max-age=5"}, 600),
        ({"cache-control": "max-age=600", "age": "200"}, 400),
        ({"cache-control": "max-age=600", "age": "nonsense"}, 600),
        ({"cache-control": "max-age=" + "9" * 5000}, LONGEST.total_seconds()),
        ({"expires": "Mon, 03 Jun 2024 12:10:00 GMT"}, 600),
        # The server's clock is a year slow: what counts is how long after its own now.
        ({"expires": "Sat, 03 Jun 2023 12:10:00 GMT", "date": "Sat, 03 Jun 2023 12:00:00 GMT"}, 600),
        ({"cache-control": "max-age=60", "expires": "Mon, 03 Jun 2024 12:10:00 GMT"}, 60),
        ({"cache-control": "max-age=0", "expires": "Mon, 03 Jun 2024 12:10:00 GMT"}, None),
        ({"cache-control": "no-cache, max-age=600"}, None),
        ({"cache-control": "max-age=600,no-store"}, None),
        ({"cache-control": "max-age=-600"}, None),
        ({"cache-control": "max-age=600", "age": "900"}, None),
        ({"cache-control": "s-maxage=600"}, None),
        ({"expires": "0"}, None),
        ({"expires": "Thu, 19 Nov 1981 08:52:00 GMT"}, None),
        ({}, None),
    ],
)
def test_freshness(headers: dict[str, str], seconds: float | None) -> None:
    assert fresh_until(headers, NOW) == (None if seconds is None else NOW + timedelta(seconds=seconds))
