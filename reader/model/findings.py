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

    def via(self) -> list[tuple[str, ...]]:
        """For each figure, who passes on what its speaker says, from the nearest out: "A said …, B reported"."""
        around = self.voices.around([(figure.start, figure.end) for figure in self.figures])
        return [tuple(str(quote.speaker) for quote in quotes[1:]) for quotes in around]

    def to_json(self) -> dict[str, Any]:
        """The contract's `{"figures": […], "names": […], "quotes": […]}`, ready for `json.dumps`.

        Each figure has `via`, the outer voices of a nested source, beside its own fields.
        """
        figures = [figure.to_json() | {"via": list(via)} for figure, via in zip(self.figures, self.via(), strict=True)]
        return {"figures": figures, **self.voices.to_json()}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Findings:
        """The inverse of `to_json`; unknown keys are ignored. Raises KeyError, TypeError or ValueError."""
        return cls(tuple(Figure.from_json(figure) for figure in data["figures"]), Voices.from_json(data))
