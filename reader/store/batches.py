"""Storing many rows by few statements.

SQLite gives the interpreter back to the other threads while a statement runs, and has to win it again behind each: from
a thread that computes it gets it after 5 ms, for a row that took 20 µs. So a row each is slow for whoever stores, and a
stutter for whoever draws the screen meanwhile.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from itertools import chain

_SIZES = (128, 64, 32, 16, 8, 4, 2, 1)
"""Rows of a statement: few different ones, because each is prepared once and then kept by the connection."""


def insert_rows(connection: sqlite3.Connection, into: str, rows: Sequence[Sequence[object]]) -> None:
    """Insert rows; `into` names the table and its columns. Not for text indexes, which want a statement a batch."""
    start = 0
    for size in _SIZES:
        while len(rows) - start >= size:
            part = rows[start : start + size]
            marks = f"({', '.join('?' * len(part[0]))})"
            statement = f"INSERT INTO {into} VALUES {', '.join([marks] * size)}"  # noqa: S608 (fixed words and marks)
            connection.execute(statement, tuple(chain.from_iterable(part)))
            start += size
