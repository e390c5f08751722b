"""A saved view: a query under a name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """`query` is in the query language, "" for everything. `built_in` ones come with the program and are never lost."""

    id: int
    name: str
    query: str
    built_in: bool = False
    hidden: bool = False
