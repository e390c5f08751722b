"""Everything that was found in one text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from reader.model.figure import Figure
from reader.model.voices import Voices


@dataclass(frozen=True, slots=True)
class Findings:
    """A text's figures in its order, its names and its quotes. All offsets are into that text."""

    figures: tuple[Figure, ...] = ()
    voices: Voices = field(default_factory=Voices)

    def to_json(self) -> dict[str, Any]:
        """The contract's `{"figures": […], "names": […], "quotes": […]}`, ready for `json.dumps`."""
        return {"figures": [figure.to_json() for figure in self.figures], **self.voices.to_json()}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Findings:
        """The inverse of `to_json`; unknown keys are ignored. Raises KeyError, TypeError or ValueError."""
        return cls(tuple(Figure.from_json(figure) for figure in data["figures"]), Voices.from_json(data))
