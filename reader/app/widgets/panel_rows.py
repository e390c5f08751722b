"""What stands in the key-figures panel: sections of rows, each row leading to its places in the text. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len

from reader.app.widgets.wrap import fit, wrap
from reader.desk.display import NAME_SECTIONS, context, qualified_value, quoted, what_they_count
from reader.model import Figure, Findings, Name, Quote, Voices

if TYPE_CHECKING:
    from reader.figures import FigureGroup, SumCheck

CONTEXT_LINES = 2
QUOTE_LINES = 3
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
    """A row of one line or more. `targets` are shown in turn; `name` is whom or what a name's row names."""

    lines: tuple[Line, ...]
    targets: tuple[Target, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its rows."""

    heading: Line
    rows: tuple[Row, ...]


def figure_section(findings: Findings, sums: Sequence[SumCheck], text: str, *, width: int, text_order: bool) -> Section:
    """The figures of a story whose document has this text, one row a quantity, for a panel of `width` cells."""
    from reader.figures import group_figures  # 20 ms that the first paint need not wait for

    figures, via = findings.figures, findings.via()
    groups = group_figures(figures, text_order=text_order)
    order = " in text order" if text_order else ""
    heading: list[Part] = [(f"Figures {len(figures)}{order}", "panel--heading")]
    if disagreeing := sum(1 for group in groups if group.disagrees):
        heading.append((f"  ⚠ {disagreeing} disagree", "panel--warning"))
    workings = _workings(groups, sums)
    rows = tuple(
        Row(
            (
                *_figure_lines(figures, group, via[group.lead], text, width),
                *_sum_lines(workings.get(number, ()), width),
            ),
            tuple(_target(figures, index) for index in group.mentions),
        )
        for number, group in enumerate(groups)
    )
    return Section(tuple(heading), rows)


def voice_sections(voices: Voices, text: str, spans: Sequence[tuple[int, int]], *, width: int) -> list[Section]:
    """People, organisations, places and quotes, those that a story has; `spans` are its sentences."""
    starts = [start for start, _ in spans]

    def place(start: int, end: int) -> Target:
        index = bisect_right(starts, start) - 1
        return Target(start, end, spans[index] if index >= 0 else None)

    sections = []
    for kind, heading in NAME_SECTIONS.items():
        names = [name for name in voices.names if name.kind is kind and name.mentions]
        rows = tuple(
            Row(tuple(_name_lines(name, width)), tuple(place(*span) for span in name.mentions), name.name)
            for name in names
        )
        if rows:
            sections.append(Section(((f"{heading} {len(rows)}", "panel--heading"),), rows))
    quotes = tuple(
        Row(tuple(_quote_lines(quote, text, width)), tuple(place(*span) for span in quote.content))
        for quote in voices.quotes
        if quote.content
    )
    if quotes:
        sections.append(Section(((f"Quotes {len(quotes)}", "panel--heading"),), quotes))
    return sections


def _name_lines(name: Name, width: int) -> list[Line]:
    times = f" ×{len(name.mentions)}" if len(name.mentions) > 1 else ""
    first: list[Part] = [(fit(name.name, width - cell_len(times)), "panel--counted")]
    if times:
        first.append((times, "panel--detail"))
    lines: list[Line] = [tuple(first)]
    if name.role:
        lines.append(((fit(name.role, width), "panel--detail"),))
    return lines


def _quote_lines(quote: Quote, text: str, width: int) -> list[Line]:
    words = quoted(text, quote)
    said = [((words[start:end].rstrip(), "panel--detail"),) for start, end in wrap(words, 0, len(words), width)]
    if len(said) > QUOTE_LINES:
        said = [*said[: QUOTE_LINES - 1], ((fit(said[QUOTE_LINES - 1][0][0] + " …", width), "panel--detail"),)]
    return [((fit(quote.speaker or "somebody", width), "panel--counted"),), *said]


def _target(figures: Sequence[Figure], index: int) -> Target:
    figure = figures[index]
    return Target(figure.start, figure.end, (figure.sentence_start, figure.sentence_end), index)


def _figure_lines(
    figures: Sequence[Figure], group: FigureGroup, via: Sequence[str], text: str, width: int
) -> list[Line]:
    lead = figures[group.lead]
    counted = what_they_count([figures[index] for index in group.mentions])
    lines = [_value_line(lead, counted, width, times=len(group.mentions), disagrees=bool(group.disagrees))]
    if lead.speaker:
        passed_on = "".join(f", via {outer}" for outer in via)
        lines.append(((fit(f"— {lead.speaker}{passed_on}", width), "panel--counted"),))
    words = context(text, lead).replace(" …", "\u00a0…")  # the sign that goes on never stands alone on a line
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
