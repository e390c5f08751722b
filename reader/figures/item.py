"""The working record of one figure while its sentence is read."""

from __future__ import annotations

from dataclasses import dataclass

from reader.figures.numbers import Number
from reader.model import FigureKind


@dataclass(slots=True)
class Item:
    """A figure in the making; all offsets are into the sentence.

    `weak`: dropped unless a range or a list takes it in.  `noun` is the span of the counted words.  `first` is where
    the left-hand context ends (the number with its currency sign), `end` where the figure's own words end.
    """

    number: Number
    first: int
    end: int
    kind: FigureKind = FigureKind.COUNT
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    counted: str = ""
    head: str = ""
    noun: tuple[int, int] | None = None
    concept: str = ""
    qualifier: str = "="
    change: str | None = None
    weak: bool = False
    conversion_of: int = -1
    elided: bool = False

    @property
    def bare(self) -> bool:
        """Nothing yet says what the number measures or counts."""
        return not self.unit and not self.counted and self.kind is FigureKind.COUNT
