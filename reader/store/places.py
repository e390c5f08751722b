"""Where new articles stand in every list: their places."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

_SECOND = 1_000_000
"""Microseconds."""


def place_of(sort_at: int) -> int:
    """The place that an article of this moment has when it is free."""
    return sort_at // _SECOND


def free_places(connection: sqlite3.Connection, moments: Iterable[int]) -> list[int]:
    """A free place for each of these moments, in which new articles are sorted, given by rising id.

    It is that of its second, else the next free one: of articles of one second the later stands above. A source that
    gives days instead of times pushes some of its articles up by as many seconds as it has articles that day.
    """
    seconds = [place_of(sort_at) for sort_at in moments]
    wanted = json.dumps(sorted(set(seconds)))
    found = connection.execute(
        "SELECT place FROM articles INDEXED BY articles_newest WHERE place IN (SELECT value FROM json_each(?))",
        (wanted,),
    )
    free = set(seconds) - {place for (place,) in found}  # most are, which one question tells
    given: dict[int, int] = {}  # the last place given to a second
    taken: set[int] = set()
    places = []
    for second in seconds:
        place = given.get(second, second - 1) + 1
        while (place := place if place in free else first_free(connection, place)) in taken:
            place += 1
        given[second] = place
        taken.add(place)
        places.append(place)
    return places


def first_free(connection: sqlite3.Connection, place: int) -> int:
    """The first place from this one on that no stored article has."""
    taken = "SELECT 1 FROM articles INDEXED BY articles_newest WHERE place ="
    if connection.execute(f"{taken} ?", (place,)).fetchone() is None:
        return place
    # In one statement: behind a day's date stand thousands, each taken.
    last = f"""SELECT a.place FROM articles a INDEXED BY articles_newest
        WHERE a.place >= ? AND NOT EXISTS ({taken} a.place + 1) ORDER BY a.place LIMIT 1"""  # noqa: S608 (fixed words)
    return int(connection.execute(last, (place,)).fetchone()[0]) + 1
