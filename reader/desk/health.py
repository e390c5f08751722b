"""How a source is doing: how much it gives, and whether it has gone quiet against its own habit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from reader.model import Source
from reader.store.protocol import Storage

MOMENTS = 50  # newest articles that the habit of a source is read from
LEAST = 5  # articles before there is a habit
PATIENCE = 3  # times the longest usual pause before a source counts as silent
SHORTEST = timedelta(days=2)  # a weekend is no silence
USUAL = 0.9  # of the pauses are no longer than the longest usual one: a source may have one holiday


@dataclass(frozen=True, slots=True)
class Health:
    """`a_day` is articles a day over the last `MOMENTS` articles, None before there is a habit.

    `newest` is the date of the newest article. `silent_since` is that same date once the source is quiet for three
    times its longest usual pause, and at least two days; else None.
    """

    a_day: float | None = None
    newest: datetime | None = None
    silent_since: datetime | None = None


def health(moments: Sequence[datetime], now: datetime) -> Health:
    """The health that the dates of a source's newest articles, newest first, tell of."""
    past = [moment for moment in moments if moment <= now]
    if not past:
        return Health()
    newest = past[0]
    if len(past) < LEAST or newest == past[-1]:  # without dates they are all of the moment that they were first seen
        return Health(newest=newest)
    span = max(now - past[-1], timedelta(hours=1))
    pauses = sorted(later - earlier for later, earlier in pairwise(past))
    longest = pauses[min(len(pauses) - 1, int(len(pauses) * USUAL))]
    quiet = now - newest > max(SHORTEST, longest * PATIENCE)
    return Health(len(past) / (span / timedelta(days=1)), newest, newest if quiet else None)


def health_of(storage: Storage, source: Source, now: datetime) -> Health:
    """A stored source's health. A source that fails is not called silent: nobody knows what it would say."""
    found = health(storage.newest_moments(source.id, limit=MOMENTS), now)
    if source.error or source.paused:
        return Health(found.a_day, found.newest)
    return found


def trouble(source: Source, found: Health) -> int:
    """How much a source wants to be looked at, for sorting: 0 gone, 1 failing, 2 silent, 3 well, 4 paused."""
    if source.gone:
        return 0
    if source.paused:
        return 4
    if source.error:
        return 1
    return 2 if found.silent_since else 3
