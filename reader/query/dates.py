"""`since:`, `before:` and `on:`: days as a person means them, moments as they are stored."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from reader.query.errors import TermError, nearest
from reader.query.tree import Dates

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAYS = ("today", "yesterday", *WEEKDAYS)

_AGO = re.compile(r"(\d{1,9})[ -]?(hours?|days?|weeks?|months?|years?|[hdwmy])(?:[ -]ago)?")
_HOURS = {"h": 1, "d": 24, "w": 168}
_MONTHS = {"m": 1, "y": 12}
_DATE = re.compile(r"([12]\d{3})(?:-(\d\d?)(?:-(\d\d?))?)?", re.ASCII)
_BEGUN_AGE = re.compile(r"\d{1,9}[ -]?([a-z]*)(?:[ -](?:a|ag)?)?", re.ASCII)
_BEGUN_DATE = re.compile(r"[12]\d{0,3}|[12]\d{3}-(?:\d\d?(?:-\d?)?)?", re.ASCII)
_AGES = ("hours", "days", "weeks", "months", "years")
_FIRST_YEAR, _LAST_YEAR = 1900, 2999


def dates(field: str, text: str, now: datetime) -> Dates:
    """The condition `field:text`; `field` is "since", "before" or "on". Raises TermError.

    Hours, days (24 hours) and weeks are counted back from `now` by the clock, months and years by the calendar. Days,
    months and years with a name begin at midnight where `now` is: in its zone, or in the system's when it has none.
    A weekday is the last one; today counts.
    """
    typed = " ".join(text.lower().split())
    if ago := _AGO.fullmatch(typed):
        short = f"{int(ago[1])}{ago[2][0]}"
        if field == "on":
            raise TermError(f"on: takes a day, a month or a year; from then on is since:{short}.")
        moment = _ago(int(ago[1]), ago[2][0], now)
        said = f"{field}:{short}"
        return Dates(said, start=moment) if field == "since" else Dates(said, end=moment)
    name, first, behind = _named(field, typed, now)
    start = _utc(first, now)
    match field:
        case "since":
            return Dates(f"since:{name}", start=start)
        case "before":
            return Dates(f"before:{name}", end=start)
    return Dates(f"on:{name}", start, _utc(behind, now))


def _ago(count: int, unit: str, now: datetime) -> datetime:
    try:
        if unit in _HOURS:
            moment = now.astimezone(UTC) - timedelta(hours=count * _HOURS[unit])
        else:
            months = now.year * 12 + now.month - 1 - count * _MONTHS[unit]
            year, month = months // 12, months % 12 + 1
            last = _month_behind(datetime(year, month, 1)) - timedelta(days=1)  # noqa: DTZ001
            local = now.replace(year=year, month=month, day=min(now.day, last.day), tzinfo=None)
            moment = _utc(local, now)
    except (OverflowError, ValueError):
        moment = None
    if moment is None or moment.year < _FIRST_YEAR:
        raise TermError(f"“{count}{unit}” reaches back before {_FIRST_YEAR}.")
    return moment


def _named(field: str, typed: str, now: datetime) -> tuple[str, datetime, datetime]:
    """The name of a day, month or year, its first midnight and the one behind it, both local and without a zone."""
    midnight = datetime(now.year, now.month, now.day)  # noqa: DTZ001 (local: see _utc)
    day = timedelta(days=1)
    if typed == "today":
        return typed, midnight, midnight + day
    if typed == "yesterday":
        return typed, midnight - day, midnight
    if len(typed) >= 3 and (weekday := next((w for w in WEEKDAYS if w.startswith(typed)), "")):
        first = midnight - day * ((midnight.weekday() - WEEKDAYS.index(weekday)) % 7)
        return weekday, first, first + day
    if date := _DATE.fullmatch(typed):
        year, month, number = int(date[1]), int(date[2] or 1), int(date[3] or 1)
        try:
            first = datetime(year, month, number)  # noqa: DTZ001
        except ValueError:
            raise TermError(f"There is no {typed} in the calendar.", unfinished=_begins(typed)) from None
        if not _FIRST_YEAR <= year <= _LAST_YEAR:
            raise TermError(f"{field}: knows the years {_FIRST_YEAR} to {_LAST_YEAR}.")
        if date[3]:
            return f"{first:%Y-%m-%d}", first, first + day
        if date[2]:
            return f"{first:%Y-%m}", first, _month_behind(first)
        return f"{year}", first, datetime(year + 1, 1, 1)  # noqa: DTZ001
    raise _wrong(field, typed)


def _month_behind(first: datetime) -> datetime:
    """The first of the month behind that of `first`, a first as well."""
    return (first + timedelta(days=31)).replace(day=1)


def _utc(local: datetime, now: datetime) -> datetime:
    """A local time without a zone as a moment; without a zone in `now` either, the system's rules say which."""
    return (local.replace(tzinfo=now.tzinfo) if now.tzinfo else local).astimezone(UTC)


def _begins(typed: str) -> bool:
    age = _BEGUN_AGE.fullmatch(typed)
    return (
        any(day.startswith(typed) for day in DAYS)
        or (age is not None and any(unit.startswith(age[1]) for unit in _AGES))
        or _BEGUN_DATE.fullmatch(typed) is not None
    )


def _wrong(field: str, typed: str) -> TermError:
    suggestion = nearest(typed, DAYS)
    if not suggestion and field != "on" and (count := re.match(r"\d{1,4}(?=[a-z]+$)", typed)):
        suggestion = f"{int(count.group())}d"
    takes = "a day (today, monday, 2026-01-31), a month or a year"
    if field != "on":
        takes = f"an age (3d; h, d, w, m or y), {takes}"
    hint = f"; did you mean {field}:{suggestion}?" if suggestion else "."
    return TermError(f"{field}: takes {takes}{hint}", suggestion, unfinished=_begins(typed))
