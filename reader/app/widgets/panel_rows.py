"""What stands in the key-figures panel: sections of rows, each row leading to its places in the text. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from reader.app.widgets.wrap import fit, wrap
from reader.desk.display import context, qualified_value, what_they_count
from reader.figures import FigureGroup, SumCheck, group_figures
from reader.model import Figure

CONTEXT_LINES = 2
Part = tuple[str, str]  # (words, component class or "")
Line = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """A place in the text that a row leads to; `figure` is the index of the figure that stands there, if one does."""

    start: int
    end: int
    sentence: tuple[int, int] | None = None
    figure: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of one line or more. `targets` are shown in turn."""

    lines: tuple[Line, ...]
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its rows."""

    heading: Line
    rows: tuple[Row, ...]


def figure_section(
    figures: Sequence[Figure], sums: Sequence[SumCheck], text: str, *, width: int, text_order: bool
) -> Section:
    """The figures of a story whose document has this text, one row a quantity, for a panel of `width` cells."""
    groups = group_figures(figures, text_order=text_order)
    order = " in text order" if text_order else ""
    heading: list[Part] = [(f"Figures {len(figures)}{order}", "panel--heading")]
    if disagreeing := sum(1 for group in groups if group.disagrees):
        heading.append((f"  ⚠ {disagreeing} disagree", "panel--warning"))
    workings = _workings(groups, sums)
    rows = tuple(
        Row(
            (*_figure_lines(figures, group, text, width), *_sum_lines(workings.get(number, ()), width)),
            tuple(_target(figures, index) for index in group.mentions),
        )
        for number, group in enumerate(groups)
    )
    return Section(tuple(heading), rows)


def _target(figures: Sequence[Figure], index: int) -> Target:
    figure = figures[index]
    return Target(figure.start, figure.end, (figure.sentence_start, figure.sentence_end), index)


def _figure_lines(figures: Sequence[Figure], group: FigureGroup, text: str, width: int) -> list[Line]:
    lead = figures[group.lead]
    counted = what_they_count([figures[index] for index in group.mentions])
    lines = [_value_line(lead, counted, width, times=len(group.mentions), disagrees=bool(group.disagrees))]
    if lead.speaker:
        lines.append(((fit(lead.speaker, width), "panel--counted"),))
    words = context(text, lead)
    for start, end in wrap(words, 0, len(words), width)[:CONTEXT_LINES]:
        lines.append(((words[start:end].rstrip(), "panel--detail"),))
    for index in _others(figures, group):
        other = figures[index]
        says = f" · {other.speaker}" if other.speaker else ""
        lines.append(((fit(f"⚠ also {qualified_value(other)}{says}", width), "panel--warning"),))
    return lines


def _others(figures: Sequence[Figure], group: FigureGroup) -> list[int]:
    """One figure of each other value and voice on the same quantity."""
    seen: dict[tuple[str, str | None], int] = {}
    for index in group.disagrees:
        seen.setdefault((qualified_value(figures[index]), figures[index].speaker), index)
    return list(seen.values())


def _value_line(figure: Figure, counted: str, width: int, *, times: int, disagrees: bool) -> Line:
    arrow = {"up": "▲ ", "down": "▼ "}.get(figure.change or "", "")
    value = qualified_value(figure)
    alert = " ⚠" if disagrees else ""
    parts: list[Part] = [(arrow, f"panel--{figure.change}")] if arrow else []
    parts.append((fit(value, max(4, width - cell_len(arrow))), "panel--value"))
    room = width - cell_len(arrow) - cell_len(value) - 1 - cell_len(alert)
    if counted and room > 3:
        parts.append((" " + fit(counted, room), "panel--counted"))
    if alert:
        parts.append((alert, "panel--warning"))
    if times > 1 and sum(cell_len(words) for words, _ in parts) + 4 <= width:
        parts.append((f" ×{times}", "panel--detail"))
    return tuple(parts)


def _workings(groups: Sequence[FigureGroup], sums: Sequence[SumCheck]) -> dict[int, list[SumCheck]]:
    """Each sum with the first group, in the order shown, that holds one of its figures."""
    at: dict[int, list[SumCheck]] = {}
    for check in sums:
        used = set(check.figures)
        for number, group in enumerate(groups):
            if used & set(group.mentions):
                at.setdefault(number, []).append(check)
                break
    return at


def _sum_lines(checks: Sequence[SumCheck], width: int) -> list[Line]:
    lines: list[Line] = []
    for check in checks:
        words = f"∑ {check.working}"
        look = "panel--detail" if check.agrees else "panel--warning"
        lines += [((words[start:end].rstrip(), look),) for start, end in wrap(words, 0, len(words), width)]
    return lines
