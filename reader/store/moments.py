"""Times as they are stored: whole microseconds since 1970 UTC, so that they sort and compare as numbers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import overload

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_EARLIEST = (datetime.min.replace(tzinfo=UTC) - _EPOCH) // _MICROSECOND
_LATEST = (datetime.max.replace(tzinfo=UTC) - _EPOCH) // _MICROSECOND


@overload
def stored(moment: datetime) -> int: ...
@overload
def stored(moment: None) -> None: ...
def stored(moment: datetime | None) -> int | None:
    """The number for an aware time. The first and last hours of the calendar are cut to what UTC can name."""
    if moment is None:
        return None
    return min(max((moment - _EPOCH) // _MICROSECOND, _EARLIEST), _LATEST)


@overload
def moment(number: int) -> datetime: ...
@overload
def moment(number: None) -> None: ...
def moment(number: int | None) -> datetime | None:
    """The inverse of `stored`, in UTC."""
    return None if number is None else _EPOCH + number * _MICROSECOND
