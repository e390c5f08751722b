"""One number in a story, as a checked fact."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any


class FigureKind(StrEnum):
    """What sort of quantity a figure is."""

    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"  # %, percentage points and basis points; the unit tells which
    MEASURE = "measure"
    DURATION = "duration"
    AGE = "age"
    RATIO = "ratio"  # "one in five", "two-thirds": value 0.2, 0.667
    MULTIPLE = "multiple"  # "three times", "doubled": unit "x"
    SCORE = "score"
    RANK = "rank"
    INDEX = "index"


@dataclass(frozen=True, slots=True)
class Figure:
    """A mention of a quantity; `Document.text[start:end] == text`: number, unit and counted words.

    Units and fields are those of the JSON contract: `value` in the base unit of the magnitude ("3.6 million"
    → 3600000.0), None for a range, whose ends are `low` and `high`; `unit` "" for a count, ISO 4217 for money;
    `counted` the counted noun phrase as written, `head` its singular head; `qualifier` one of "=", "~", "<",
    ">"; `change` "up", "down" or None; `sentence` the index of the sentence; `salience` 0-1, the panel's order;
    `agrees` and `disagrees` index other figures of the same list.
    """

    text: str
    start: int
    end: int
    kind: FigureKind
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    counted: str = ""
    head: str = ""
    concept: str = ""
    qualifier: str = "="
    change: str | None = None
    speaker: str | None = None
    cue: str | None = None
    sentence: int = 0
    sentence_start: int = 0
    sentence_end: int = 0
    salience: float = 0.0
    agrees: tuple[int, ...] = ()
    disagrees: tuple[int, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The contract's object, ready for `json.dumps`."""
        data = asdict(self)
        data["kind"] = self.kind.value
        data["agrees"] = list(self.agrees)
        data["disagrees"] = list(self.disagrees)
        return data

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Figure:
        """The inverse of `to_json`; unknown keys are ignored. Raises KeyError, TypeError or ValueError."""
        known = {f.name: data[f.name] for f in fields(cls) if f.name in data}
        known["kind"] = FigureKind(known["kind"])
        known["agrees"] = tuple(known.get("agrees", ()))
        known["disagrees"] = tuple(known.get("disagrees", ()))
        return cls(**known)
