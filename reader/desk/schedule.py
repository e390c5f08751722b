"""When a source is read by itself: at its own interval, later after failures, not all of them at one moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zlib import crc32

from reader.model import Source

DOUBLINGS = 6  # of the interval, one for each failure in a row: at half an hour, 32 hours; capped by the next
LONGEST = timedelta(days=1)  # between two tries of a failing source: a server that is back is found the next day
JITTER = 0.1  # part of the interval by which a source comes earlier or later than it says
SET_BACK = timedelta(minutes=5)  # by which a clock is corrected without having been wrong
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
AT_ONCE = 25  # sources that one look takes: after a night's sleep of the machine hundreds are due


def held_back(source: Source, now: datetime) -> str:
    """Why a reload of everything passes over a source, as a sentence; "" when it is to be read."""
    if source.paused:
        return "It is paused."
    if source.gone:
        return source.error or "Its server says that it is gone for good."
    if resting(source, now) and source.not_before is not None:
        return f"Its server asks not to be asked before {source.not_before.astimezone():%H:%M on %-d %B}."
    return ""


def resting(source: Source, now: datetime) -> bool:
    """Whether a server still wants to be left alone.

    What it asked for while the clock was far ahead does not count: it would be waited for until that year comes.
    """
    if source.not_before is None or source.not_before <= now:
        return False
    return source.last_tried is None or source.last_tried <= now + SET_BACK


def next_reading(source: Source, every: timedelta | None) -> datetime | None:
    """When a source is to be read by itself; None for never. `every` is the interval of sources without their own.

    A moment before now means at once. Failures in a row double the interval, up to a day; what the server asked for
    is waited for in any case. The spread is the same for the same source and try, so asking twice changes nothing.
    """
    interval = every if source.interval is None else timedelta(seconds=source.interval)
    if not interval or source.paused or source.gone:
        return None
    if source.last_tried is None:
        return source.not_before or _LONG_AGO
    if source.failures:
        interval = max(interval, min(LONGEST, interval * 2 ** min(source.failures, DOUBLINGS)))
    share = crc32(f"{source.id} {source.last_tried.isoformat()}".encode()) / 2**32
    due = source.last_tried + interval * (1 + JITTER * (2 * share - 1))
    return max(due, source.not_before) if source.not_before else due


def due(sources: Sequence[Source], now: datetime, every: timedelta | None) -> list[Source]:
    """Those to be read now, the ones that have waited longest first, at most 25.

    A source that was last read in the future is due: the clock was set back since.
    """
    waiting = []
    for source in sources:
        at = next_reading(source, every)
        if at is None or resting(source, now):
            continue
        set_back = source.last_tried is not None and source.last_tried > now + SET_BACK
        if at <= now or set_back:
            waiting.append((at, source.id, source))
    return [source for _, _, source in sorted(waiting, key=lambda each: each[:2])[:AT_ONCE]]
