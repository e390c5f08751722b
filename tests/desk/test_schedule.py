"""When sources are read by themselves."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from reader.desk.schedule import AT_ONCE, LONGEST, due, held_back, next_reading
from reader.model import Source, SourceKind
from tests.desk.conftest import NOON

HALF_HOUR = timedelta(minutes=30)
HOUR = timedelta(hours=1)
WIRE = Source(1, "https://wire.example/feed", SourceKind.FEED, last_tried=NOON, last_success=NOON)


def after(source: Source, every: timedelta | None = HALF_HOUR) -> timedelta:
    moment = next_reading(source, every)
    assert moment is not None
    return moment - NOON


def test_a_source_is_read_about_every_interval_and_not_all_at_one_moment() -> None:
    pauses = {after(replace(WIRE, id=number)) for number in range(1, 50)}
    assert len(pauses) > 40
    assert min(pauses) >= HALF_HOUR * 0.9
    assert max(pauses) <= HALF_HOUR * 1.1
    assert after(WIRE) == after(WIRE)


def test_its_own_interval_goes_before_the_common_one() -> None:
    assert after(replace(WIRE, interval=7200)) >= timedelta(minutes=108)
    assert next_reading(replace(WIRE, interval=60), None) is not None
    assert next_reading(replace(WIRE, interval=0), HALF_HOUR) is None
    assert next_reading(WIRE, None) is None


@pytest.mark.parametrize("change", [{"paused": True}, {"gone": True}])
def test_paused_and_gone_sources_are_never_read_by_themselves(change: dict[str, bool]) -> None:
    source = replace(WIRE, **change)  # type: ignore[arg-type]
    assert next_reading(source, HALF_HOUR) is None
    assert due([source], NOON + LONGEST * 9, HALF_HOUR) == []


def test_failures_double_the_pause_up_to_a_day_but_never_shorten_it() -> None:
    pauses = [after(replace(WIRE, failures=count)) for count in (0, 1, 2, 3, 40)]
    for doublings, pause in enumerate(pauses[:4]):
        assert 0.9 <= pause / (HALF_HOUR * 2**doublings) <= 1.1
    assert LONGEST * 0.9 <= pauses[4] <= LONGEST * 1.1
    assert after(replace(WIRE, failures=5, interval=LONGEST.days * 86400 * 7)) >= LONGEST * 6


def test_what_the_server_asked_for_is_waited_for() -> None:
    asked = replace(WIRE, not_before=NOON + HOUR * 5)
    assert after(asked) == HOUR * 5
    assert due([asked], NOON + HOUR * 4, HALF_HOUR) == []
    assert due([asked], NOON + HOUR * 5, HALF_HOUR) == [asked]


def test_a_source_never_read_is_due_at_once() -> None:
    fresh = replace(WIRE, last_tried=None, last_success=None)
    assert due([fresh], NOON, HALF_HOUR) == [fresh]
    waiting = replace(fresh, not_before=NOON + HOUR)
    assert due([waiting], NOON, HALF_HOUR) == []


def test_after_a_long_sleep_the_longest_waiting_go_first_and_not_all_at_once() -> None:
    sources = [replace(WIRE, id=number, last_tried=NOON - number * HOUR) for number in range(1, 301)]
    first = due(sources, NOON + HOUR, HALF_HOUR)
    assert len(first) == AT_ONCE
    assert first[0].id == 300


def test_a_clock_set_back_does_not_silence_a_source() -> None:
    ahead = replace(WIRE, last_tried=NOON + LONGEST * 365)
    assert due([ahead], NOON, HALF_HOUR) == [ahead]
    assert due([replace(ahead, last_tried=NOON)], NOON, HALF_HOUR) == []


def test_a_clock_that_is_corrected_a_little_brings_no_burst() -> None:
    just_read = [replace(WIRE, id=number, last_tried=NOON + timedelta(seconds=3)) for number in range(1, 301)]
    assert due(just_read, NOON, HALF_HOUR) == []


def test_what_a_server_asked_for_while_the_clock_was_years_ahead_is_not_waited_for() -> None:
    ahead = NOON + LONGEST * 365
    asked = replace(WIRE, last_tried=ahead, not_before=ahead + HOUR)
    assert due([asked], NOON, HALF_HOUR) == [asked]
    assert held_back(asked, NOON) == ""
    assert held_back(replace(asked, last_tried=NOON), NOON) != "", "it asked for that year"


def test_summer_time_makes_no_interval_longer_or_shorter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the local time jumps, and nothing is reckoned in it."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    try:
        for night in (datetime(2026, 3, 29, 0, 50, tzinfo=UTC), datetime(2026, 10, 25, 0, 50, tzinfo=UTC)):
            local = replace(WIRE, last_tried=night.astimezone())
            assert due([local], night + HALF_HOUR * 0.85, HALF_HOUR) == []
            assert due([local], night + HALF_HOUR * 1.15, HALF_HOUR) == [local]
    finally:
        monkeypatch.undo()
        time.tzset()


def test_why_a_source_is_passed_over() -> None:
    assert held_back(WIRE, NOON) == ""
    assert held_back(replace(WIRE, paused=True), NOON) == "It is paused."
    assert held_back(replace(WIRE, gone=True, error="Gone (410)."), NOON) == "Gone (410)."
    sentence = held_back(replace(WIRE, not_before=NOON + HOUR), NOON)
    assert sentence.startswith("Its server asks not to be asked before ")
    assert held_back(replace(WIRE, not_before=NOON), NOON) == ""
