"""When a server wants to be asked again, from what its answer says. Never in the past, never past 31 days."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST = timedelta(days=31)
USUAL = timedelta(minutes=10)  # for a server that is asked too much and does not say how long to wait

_MAX_AGE = re.compile(r'max-age\s*=\s*"?(\d+)"?', re.ASCII)
_MOST_DIGITS = 10  # of a number of seconds; past that it is nonsense, and too large for a date


def pause_end(header: str, now: datetime) -> datetime | None:
    """When a Retry-After header (seconds, or a date) wants us back; None when it says nothing that can be used.

    Nothing that can be used is also a pause that is over already: 0, a negative number, a date of the past.
    """
    header = header.strip()
    if header.isascii() and header.isdigit():
        moment: datetime | None = now + _seconds(header)
    else:
        moment = _http_date(header)
    return min(moment, now + LONGEST) if moment is not None and moment > now else None


def fresh_until(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """Until when an answer says that it will not change: Cache-Control's max-age, else Expires. None: it does not say.

    RFC 9111, 4.2.1: max-age goes before Expires, which counts from the server's own Date, so a clock that is wrong on
    either side does no harm; the time an answer lay in a cache (Age) is over already.
    """
    directives = [directive.strip().lower() for directive in headers.get("cache-control", "").split(",")]
    if "no-cache" in directives or "no-store" in directives:
        return None
    stated = [found for directive in directives if (found := _MAX_AGE.fullmatch(directive))]
    if stated:
        lifetime = _seconds(stated[0][1])
    else:
        expires, date = _http_date(headers.get("expires", "")), _http_date(headers.get("date", ""))
        if expires is None:
            return None
        lifetime = expires - (date or now)
    age = headers.get("age", "").strip()
    if age.isascii() and age.isdigit():
        lifetime -= _seconds(age)
    return now + min(lifetime, LONGEST) if lifetime > timedelta(0) else None


def _seconds(digits: str) -> timedelta:
    return timedelta(seconds=int(digits[: _MOST_DIGITS + 1]))


def _http_date(header: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(header)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
