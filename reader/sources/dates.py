"""Dates as feeds write them."""

from __future__ import annotations

import calendar
import re
import time
from datetime import UTC, datetime

# Outside these a date is a mistake or an attack, and a day's arithmetic on it could overflow.
_FIRST_YEAR, _LAST_YEAR = 1970, 9998
_LEAP_SECOND = re.compile(r"(\d\d:\d\d):60(?!\d)")  # which no datetime knows


def sane(moment: datetime | None) -> datetime | None:
    """`moment` as an aware datetime (naive is taken as UTC), None outside the years 1970-9998."""
    if moment is None:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    try:
        year = moment.astimezone(UTC).year
    except (OverflowError, ValueError):
        return None
    return moment if _FIRST_YEAR <= year <= _LAST_YEAR else None


def from_struct(parts: time.struct_time | None) -> datetime | None:
    """A UTC `struct_time` as an aware datetime, or None."""
    if parts is None:
        return None
    try:
        return sane(datetime.fromtimestamp(calendar.timegm(parts), UTC))
    except (ValueError, OverflowError, OSError, TypeError):
        return None


def parse_date(text: object) -> datetime | None:
    """A date in ISO 8601, RFC 822 or one of the many other ways people write one; None when it is none.

    Without a zone it is UTC; a leap second is the one before it. Text longer than 100 characters is no date.
    """
    if not isinstance(text, str) or not (text := text.strip()) or len(text) > 100:
        return None
    text = _LEAP_SECOND.sub(r"\1:59", text)
    try:
        return sane(datetime.fromisoformat(text))
    except ValueError:
        pass
    if not any(c.isdigit() for c in text):
        return None
    from dateutil import parser

    try:
        # The default fills what is missing, so that "March 2024" is the first and not today's day of the month.
        return sane(parser.parse(text, default=datetime(1, 1, 1), tzinfos=_zone))  # noqa: DTZ001
    except (ValueError, OverflowError, TypeError, AttributeError, RecursionError):
        return None


# Hours from UTC of the zone names in RFC 822 and its habitual extensions.
_HOURS = {
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6,
    "PST": -8, "PDT": -7, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "JST": 9,
}  # fmt: skip
_ZONES = {name: hours * 3600 for name, hours in _HOURS.items()}


def _zone(name: str | None, offset: int | None) -> int | None:
    """Seconds from UTC; None (UTC, as everywhere) for a zone that nobody knows."""
    return _ZONES.get(name or "", offset)
