"""Who is in a story, and who said what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Span = tuple[int, int]


class NameKind(StrEnum):
    """What a name names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"


class QuoteKind(StrEnum):
    """How much of what was said stands in quotation marks: all, part, none."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True)
class Name:
    """A person, organisation or place with every place where the story names it, in text order.

    `name` is its fullest spelling in the story, `role` a person's role as the story gives it ("Turkish President"; an
    age when it gives no more; "" otherwise), `salience` 0-1, the panel's order.
    """

    name: str
    kind: NameKind
    role: str = ""
    mentions: tuple[Span, ...] = ()
    salience: float = 0.0

    def to_json(self) -> dict[str, Any]:
        """The contract's object, ready for `json.dumps`."""
        return {
            "name": self.name,
            "kind": self.kind.value,
            "role": self.role,
            "mentions": _lists(self.mentions),
            "salience": self.salience,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Name:
        """The inverse of `to_json`; unknown keys are ignored. Raises KeyError, TypeError or ValueError."""
        return cls(
            name=data["name"],
            kind=NameKind(data["kind"]),
            role=data.get("role", ""),
            mentions=_spans(data["mentions"]),
            salience=data.get("salience", 0.0),
        )


@dataclass(frozen=True, slots=True)
class Quote:
    """A statement and its source, each as spans of the text.

    `speaker` is the source's full name in the story (the phrase as written where it names nobody), None where the story
    names no source; `content` leaves out the words of saying, `cue` is them, `source` the phrase that says who.
    """

    speaker: str | None
    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    kind: QuoteKind = QuoteKind.INDIRECT

    def to_json(self) -> dict[str, Any]:
        """The contract's object, ready for `json.dumps`."""
        return {
            "speaker": self.speaker,
            "content": _lists(self.content),
            "source": _lists(self.source),
            "cue": _lists(self.cue),
            "kind": self.kind.value,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Quote:
        """The inverse of `to_json`; unknown keys are ignored. Raises KeyError, TypeError or ValueError."""
        return cls(
            speaker=data["speaker"],
            content=_spans(data["content"]),
            source=_spans(data.get("source", ())),
            cue=_spans(data.get("cue", ())),
            kind=QuoteKind(data["kind"]),
        )


@dataclass(frozen=True, slots=True)
class Voices:
    """The names of a story, ranked, and its quotes in text order."""

    names: tuple[Name, ...] = ()
    quotes: tuple[Quote, ...] = ()

    def around(self, spans: Sequence[Span]) -> list[tuple[Quote, ...]]:
        """For each of `spans`, the quotes of a known speaker that it stands in: the nearest, which is the shortest,
        first, and who passes it on behind it."""
        pieces = sorted(
            (start, end, i) for i, quote in enumerate(self.quotes) if quote.speaker for start, end in quote.content
        )
        found: list[tuple[Quote, ...]] = [()] * len(spans)
        open_pieces: list[tuple[int, int, int]] = []
        at = 0
        for number in sorted(range(len(spans)), key=lambda i: spans[i]):
            start, end = spans[number]
            while at < len(pieces) and pieces[at][0] <= start:
                open_pieces.append(pieces[at])
                at += 1
            open_pieces = [piece for piece in open_pieces if piece[1] > start]
            inside = [(stop - first, -i) for first, stop, i in open_pieces if stop >= end]
            found[number] = tuple(self.quotes[-i] for _, i in sorted(inside))
        return found

    def to_json(self) -> dict[str, Any]:
        """`{"names": […], "quotes": […]}`, ready for `json.dumps`."""
        return {"names": [n.to_json() for n in self.names], "quotes": [q.to_json() for q in self.quotes]}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Voices:
        """The inverse of `to_json`. Raises KeyError, TypeError or ValueError."""
        return cls(
            names=tuple(Name.from_json(n) for n in data["names"]),
            quotes=tuple(Quote.from_json(q) for q in data["quotes"]),
        )


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a recogniser takes `text[start:end]` for: a name of this kind, or (None) something that is none of them."""

    start: int
    end: int
    kind: NameKind | None


@dataclass(frozen=True, slots=True)
class Vote:
    """All that a recogniser says of `text[:end]`, in text order; what lies beyond it has not read."""

    end: int
    opinions: tuple[Opinion, ...]


def _lists(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[start, end] for start, end in spans]


def _spans(data: Any) -> tuple[Span, ...]:
    return tuple((int(start), int(end)) for start, end in data)
