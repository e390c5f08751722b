"""The generated lists, read once when the first story is."""

from __future__ import annotations

import zlib
from functools import cache
from pathlib import Path
from typing import NamedTuple

_GZIP = 16 + zlib.MAX_WBITS  # a gzip header; zlib is quicker to import than gzip
_FILE = Path(__file__).parent / "data" / "gazetteer.txt.gz"


class Gazetteer(NamedTuple):
    """Names as newspapers write them, one set a kind; `capitals` are the places as an all-capitals line has them."""

    first: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    city: frozenset[str]
    country: frozenset[str]
    region: frozenset[str]
    nationality: frozenset[str]
    word: frozenset[str]
    """Common English words, in lower case: capitalised, they name nobody by themselves."""
    phrases: dict[str, tuple[tuple[str, ...], ...]]
    """First word of every place of several words → their words, longest first."""
    capitals: dict[str, str]


@cache
def gazetteer() -> Gazetteer:
    """The lists; about 10 ms the first time."""
    sections: dict[str, frozenset[str]] = {}
    for line in zlib.decompress(_FILE.read_bytes(), _GZIP).decode().splitlines():
        name, _, entries = line.partition("\t")
        sections[name] = frozenset(entries.split("|"))
    phrases: dict[str, list[tuple[str, ...]]] = {}
    places = sections["country"] | sections["region"] | sections["city"]
    for place in places:
        if " " in place:
            words = tuple(place.split())
            phrases.setdefault(words[0], []).append(words)
    return Gazetteer(
        first=sections["first"],
        female=sections["female"],
        male=sections["male"],
        city=sections["city"],
        country=sections["country"],
        region=sections["region"],
        nationality=sections["nationality"],
        word=sections["word"],
        phrases={first: tuple(sorted(found, key=len, reverse=True)) for first, found in phrases.items()},
        capitals={place.upper(): place for place in sorted(places)},
    )
