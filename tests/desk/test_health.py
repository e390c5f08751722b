"""How sources are doing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from reader.desk import Desk
from reader.desk.health import Health, health, health_of, trouble
from reader.model import Source, SourceKind
from tests.desk.conftest import NOON, entry

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def every(pause: timedelta, count: int = 20) -> list:  # type: ignore[type-arg]
    return [NOON - pause * number for number in range(count)]


def test_articles_a_day() -> None:
    assert round(health(every(HOUR * 6, 21), NOON).a_day or 0, 1) == 4.2  # 21 in five days
    assert health(every(DAY, 3), NOON).a_day is None
    assert health([], NOON).newest is None


def test_a_busy_source_is_silent_after_two_quiet_days_and_a_slow_one_is_not() -> None:
    hourly, weekly = every(HOUR), every(DAY * 7)
    assert health(hourly, NOON + DAY).silent_since is None
    assert health(hourly, NOON + DAY * 3).silent_since == NOON
    assert health(weekly, NOON + DAY * 15).silent_since is None
    assert health(weekly, NOON + DAY * 22).silent_since == NOON


def test_one_holiday_does_not_make_a_habit() -> None:
    moments = [NOON - HOUR * number for number in range(15)] + [NOON - DAY * 60 - HOUR * number for number in range(15)]
    assert health(moments, NOON + DAY * 3).silent_since == NOON


def test_dates_ahead_of_now_count_for_nothing() -> None:
    assert health([NOON + DAY, *every(HOUR)], NOON).newest == NOON


def test_a_failing_or_paused_source_is_not_called_silent(desk: Desk) -> None:
    source = desk.storage.add_source("https://wire.example/feed", SourceKind.FEED)
    desk.storage.save(source.id, [entry(number) for number in range(9)], when=NOON)
    later = NOON + DAY * 9
    assert health_of(desk.storage, source, later).silent_since == NOON
    assert health_of(desk.storage, replace(source, error="It failed."), later).silent_since is None
    assert health_of(desk.storage, replace(source, paused=True), later).silent_since is None


def test_the_order_of_trouble() -> None:
    wire = Source(1, "https://wire.example/", SourceKind.FEED)
    well, silent = health(every(HOUR), NOON), health(every(HOUR), NOON + DAY * 9)
    cases = [
        (replace(wire, gone=True, error="Gone."), well),
        (replace(wire, error="No."), well),
        (wire, silent),
        (wire, well),
        (replace(wire, paused=True, error="No."), well),
    ]
    assert [trouble(*case) for case in cases] == [0, 1, 2, 3, 4]


def test_articles_without_dates_make_no_habit() -> None:
    assert health([NOON] * 12, NOON) == Health(None, NOON)
