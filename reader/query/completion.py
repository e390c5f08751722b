"""What the word at the cursor may become."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from reader.query.dates import DAYS
from reader.query.figures import CHANGES
from reader.query.parser import FIELDS
from reader.query.tree import Sort, State, value
from reader.query.units import UNITS
from reader.text.folding import words

_VALUES: Mapping[str, Iterable[str]] = {
    "is": tuple(State),
    "sort": tuple(Sort),
    "change": CHANGES,
    "disagrees": ("yes", "no"),
    "since": ("1h", "1d", "3d", "1w", "1m", "1y", *DAYS),
    "before": ("1d", "3d", "1w", "1m", "1y", *DAYS),
    "on": DAYS,
    "unit": tuple(dict.fromkeys(UNITS.values())),
    "fig": (">", ">=", "<", "<=", "=", "%>", "%<"),
}
_TERM = re.compile(r'(-*)(?:([A-Za-z]*)|([A-Za-z]+):("[^"]*|[^\s()|"]*))$')
_START = re.compile(r"[\s()|]")


def complete(text: str, cursor: int, values: Mapping[str, Iterable[str]] | None = None) -> list[str]:
    """What may stand in place of the term that ends at `cursor`, as whole terms ("-is:un" → "-is:unread").

    `values` are those of fields that are the library's own: sources, folders, tags, names. Empty where nothing fits or
    the term is complete already.
    """
    match = _term(text[:cursor])
    if match is None:
        return []
    minus, word, name, begun = match.groups()
    if name is None:
        found = [f"{minus}{field}:" for field in FIELDS if word and field.startswith(word.lower())]
    else:
        name = name.lower()
        known = [str(known) for known in (values or {}).get(name, _VALUES.get(name, ()))]
        typed = begun.lstrip('"')
        found = [f"{minus}{name}:{value(known_value)}" for known_value in known if _begins(typed, known_value)]
    return [term for term in found if term != match.group()]


def term_start(text: str, cursor: int) -> int:
    """The offset of the term that a completion at `cursor` replaces; `cursor` itself where none has begun."""
    match = _term(text[:cursor])
    return cursor if match is None else match.start()


def _term(before: str) -> re.Match[str] | None:
    """The begun term at the end: behind the last space or bracket, or behind the one whose quotes are still open."""
    starts = [0, *(gap.end() for gap in _START.finditer(before))]
    quoted = before.rfind('"') if before.count('"') % 2 else len(before)
    start = max(start for start in starts if start <= quoted)
    return _TERM.fullmatch(before, start)


def _begins(typed: str, known: str) -> bool:
    """By its first letters as they are, or any of its words without case and accents."""
    if known.lower().startswith(typed.lower()):
        return True
    folded = words(typed)
    return bool(folded) and any(word.startswith(folded[-1]) for word in words(known))
