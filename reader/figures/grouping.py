"""Rows for a panel: equal values on the same thing collapse into one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.model import Figure


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """One row: indexes into the list of figures; `lead` stands for all, `mentions` in text order hold it too."""

    lead: int
    mentions: tuple[int, ...]
    disagrees: tuple[int, ...]


def group_figures(figures: Sequence[Figure], *, text_order: bool = False) -> list[FigureGroup]:
    """Group the figures by value, unit and head; rows by salience, or by place when `text_order`.

    The lead of a row is its most salient mention; `disagrees` gathers what any mention disagrees with.
    """
    rows: dict[tuple[object, ...], list[int]] = {}
    for index, figure in enumerate(figures):
        key = (figure.kind, figure.value, figure.low, figure.high, figure.unit, figure.head)
        rows.setdefault(key, []).append(index)
    _adopt_elided(figures, rows)
    groups = []
    for members in rows.values():
        lead = max(members, key=lambda i: (figures[i].salience, -i))
        against = sorted({j for i in members for j in figures[i].disagrees if 0 <= j < len(figures)} - set(members))
        groups.append(FigureGroup(lead, tuple(sorted(members)), tuple(against)))
    if text_order:
        return sorted(groups, key=lambda g: g.mentions[0])
    return sorted(groups, key=lambda g: (-figures[g.lead].salience, g.mentions[0]))


def _adopt_elided(figures: Sequence[Figure], rows: dict[tuple[object, ...], list[int]]) -> None:
    """A count without a noun joins the row of the one figure that it agrees with and equals ("the 42")."""
    for key in [k for k in rows if k[0] == "count" and not k[5]]:
        for index in list(rows[key]):
            same = [
                j
                for j in figures[index].agrees
                if 0 <= j < len(figures) and figures[j].value == figures[index].value and figures[j].head
            ]
            if same:
                other = figures[same[0]]
                rows[(other.kind, other.value, other.low, other.high, other.unit, other.head)].append(index)
                rows[key].remove(index)
        if not rows[key]:
            del rows[key]
