"""A regular expression that is compiled when it is first used, so that importing the room stays quick."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Protocol


class _Find(Protocol):
    def __call__(self, string: str, pos: int = ..., endpos: int = ...) -> re.Match[str] | None: ...


class _FindIter(Protocol):
    def __call__(self, string: str, pos: int = ..., endpos: int = ...) -> Iterator[re.Match[str]]: ...


class _FindAll(Protocol):
    def __call__(self, string: str, pos: int = ..., endpos: int = ...) -> list[Any]: ...


class Pattern:
    """The methods of `re.Pattern` that the rules use; the first use compiles and binds them."""

    search: _Find
    match: _Find
    fullmatch: _Find
    finditer: _FindIter
    findall: _FindAll

    def __init__(self, source: str, flags: int = 0) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        # Reached only before the methods are bound below.
        if name not in ("search", "match", "fullmatch", "finditer", "findall"):
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        self.search = compiled.search
        self.match = compiled.match
        self.fullmatch = compiled.fullmatch
        self.finditer = compiled.finditer
        self.findall = compiled.findall
        return getattr(compiled, name)
