"""Reading JSON of unsure origin strictly: each field is there and what it should be, or a clause says which is not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any, TypeVar

from reader.text.clean import clean, clean_line

T = TypeVar("T")


class JsonFieldError(ValueError):
    """A field is missing or wrong. The message is a clause that names it."""


class Fields:
    """An object of JSON; `place` is where it stands, for sentences. Every method raises JsonFieldError."""

    def __init__(self, data: object, place: str = "") -> None:
        if not isinstance(data, dict):
            raise JsonFieldError(f"{place or 'it'} is no object")
        self.data: dict[str, Any] = data
        self._place = place

    def wrong(self, key: str) -> JsonFieldError:
        """That a field is not what it should be."""
        return JsonFieldError(f"{self._name(key)} is missing or wrong")

    def has(self, key: str) -> bool:
        return key in self.data

    def raw(self, key: str) -> str:
        """A string as it is, for what is checked in another way."""
        return self._typed(key, str)

    def text(self, key: str) -> str:
        """Clean text of many lines."""
        return clean(self._typed(key, str))

    def line(self, key: str, limit: int = 1000) -> str:
        """A clean line."""
        return clean_line(self._typed(key, str), limit)

    def lines(self, key: str, limit: int) -> list[str]:
        """Clean lines, none of them empty."""
        found = self._typed(key, list)
        if not all(isinstance(each, str) and each.strip() for each in found):
            raise self.wrong(key)
        return [clean_line(each, limit) for each in found]

    def pairs(self, key: str) -> Sequence[tuple[str, str]]:
        """Pairs of strings, as they are."""
        found = self._typed(key, list)
        for each in found:
            if not (isinstance(each, list) and len(each) == 2 and all(isinstance(part, str) for part in each)):
                raise self.wrong(key)
        return found

    def flag(self, key: str) -> bool:
        return self._typed(key, bool)

    def number(self, key: str, least: int, most: int) -> int:
        """A whole number of a range."""
        value = self.data.get(key)
        if type(value) is not int or not least <= value <= most:
            raise self.wrong(key)
        return value

    def moment(self, key: str) -> datetime:
        """An aware time, from ISO 8601."""
        try:
            value = datetime.fromisoformat(self._typed(key, str))
        except ValueError:
            raise self.wrong(key) from None
        if value.tzinfo is None:
            raise self.wrong(key)
        return value

    def choice(self, key: str, words: Sequence[str]) -> str:
        """One of these words."""
        value = self._typed(key, str)
        if value not in words:
            raise self.wrong(key)
        return value

    def perhaps(self, key: str, read: Callable[[str], T]) -> T | None:
        """What `read` makes of a field that may be null."""
        if key in self.data and self.data[key] is None:
            return None
        return read(key)

    def of(self, key: str) -> Fields:
        """The object in a field."""
        return Fields(self.data.get(key), self._name(key))

    def items(self, key: str) -> Iterator[Fields]:
        """The objects of a list."""
        for number, each in enumerate(self._typed(key, list), start=1):
            yield Fields(each, f"{self._name(key)} {number}")

    def _typed(self, key: str, kind: type[T]) -> T:
        value = self.data.get(key)
        if not isinstance(value, kind):
            raise self.wrong(key)
        return value

    def _name(self, key: str) -> str:
        name = clean_line(key, 40)
        return f"{self._place}, {name}" if self._place else name
