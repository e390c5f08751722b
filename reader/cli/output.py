"""What the commands print: clean lines, aligned columns, JSON lines."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reader.text.clean import clean_line

if TYPE_CHECKING:
    from reader.desk import Desk
    from reader.desk.health import Health
    from reader.model import ArticleRow, Figure, Source, Voices

GAP = "  "
_DATA_DIR = "reader.data_dir"


def data_dir_option(command: Any) -> Any:
    """`--data-dir`, understood before and after the name of a command."""
    return click.option(
        "--data-dir",
        metavar="DIR",
        expose_value=False,
        callback=_remember,
        help="Keep everything in this folder (or set NEWSROOM_DATA_DIR).",
    )(command)


def _remember(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
    if value:
        ctx.meta[_DATA_DIR] = value


def open_desk(*, spacy: str = "") -> Desk:
    """The desk of the data folder that was asked for, with the vote of a spaCy model, if any. Raises StorageError."""
    from reader.desk import Desk

    return Desk.open(chosen_data_dir(), spacy=spacy, say=complain)


def chosen_data_dir() -> Path:
    """The data folder that was asked for."""
    from reader.config import data_dir

    return data_dir(click.get_current_context().meta.get(_DATA_DIR))


def say(*lines: str) -> None:
    """Lines on standard output; they may be held back until the command ends."""
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def complain(sentence: str) -> None:
    """One clean line on standard error."""
    click.echo(f"newsroom: {clean_line(sentence)}", err=True)


def say_json(item: dict[str, Any]) -> None:
    """One item on one line; outside ASCII as it is where the output is Unicode, else escaped, so that it stays JSON."""
    unicode = (sys.stdout.encoding or "").lower().startswith("utf")
    say(json.dumps(item, ensure_ascii=not unicode, allow_nan=False))


def count(number: int, noun: str, nouns: str = "") -> str:
    """So many things, in words."""
    return f"{number:,} {noun if number == 1 else nouns or f'{noun}s'}"


def cells(text: str) -> int:
    """How many columns of a terminal a clean line takes."""
    return sum(
        0
        if unicodedata.combining(c) or c in "\u200c\u200d\ufe0f"
        else 2
        if unicodedata.east_asian_width(c) in "WF"
        else 1
        for c in text
    )


def columns(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Rows of cells as aligned lines; the last column is left as long as it is."""
    table = list(rows)
    if not table:
        return
    widths = [max(cells(row[i]) for row in table) for i in range(len(table[0]))]
    for row in table:
        padded = (cell + " " * (width - cells(cell)) for cell, width in zip(row, widths, strict=True))
        yield GAP.join(padded).rstrip()


def moment(when: datetime | None) -> str:
    """A moment as the person's clock shows it, to the minute; "" for none."""
    return when.astimezone().strftime("%Y-%m-%d %H:%M") if when else ""


def iso(when: datetime | None) -> str | None:
    """A moment for JSON: ISO 8601 with its offset, or None."""
    return when.isoformat() if when else None


def say_rows(desk: Desk, ids: Sequence[int], *, as_json: bool) -> None:
    """The articles of these ids, read and printed a page at a time."""
    for start in range(0, len(ids), 64):
        for row in desk.storage.rows(ids[start : start + 64]):
            if as_json:
                say_json(row_json(row))
            else:
                say(row_line(row))


def row_line(row: ArticleRow) -> str:
    """One article on one line: id, marks, date, outlet, title."""
    marks = f"{' ' if row.read else '●'}{'★' if row.bookmarked else ' '}"
    outlet = clean_line(row.source, 24)
    return GAP.join((f"{row.id:>6}", marks, moment(row.sorted_at), outlet + " " * (24 - cells(outlet)), row.title))


def row_json(row: ArticleRow) -> dict[str, Any]:
    """An article's row: what the list shows of it."""
    return {
        "id": row.id,
        "source": row.source,
        "source_id": row.source_id,
        "title": row.title,
        "byline": row.byline,
        "link": row.link,
        "published": iso(row.published),
        "sorted_at": iso(row.sorted_at),
        "read": row.read,
        "bookmarked": row.bookmarked,
        "updated": row.updated,
        "vanished": row.vanished,
        "figure_count": row.figures,
        "disagreement_count": row.disagreements,
    }


def shown_address(source: Source) -> str:
    """A source's address without the password that may stand in it."""
    from reader.desk.addresses import without_login

    return clean_line(without_login(source.address))


def source_json(source: Source, health: Health) -> dict[str, Any]:
    """A source with its health. Credentials are left out."""
    return {
        "id": source.id,
        "address": shown_address(source),
        "kind": source.kind.value,
        "title": source.title,
        "link": source.link,
        "kept": source.kept,
        "folder": source.folder,
        "articles": source.articles,
        "unread": source.unread,
        "last_tried": iso(source.last_tried),
        "last_success": iso(source.last_success),
        "error": source.error,
        "failures": source.failures,
        "paused": source.paused,
        "gone": source.gone,
        "not_before": iso(source.not_before),
        "interval": source.interval,
        "full_text": source.full_text,
        "keep_articles": source.keep_articles,
        "keep_days": source.keep_days,
        "articles_a_day": None if health.a_day is None else round(health.a_day, 2),
        "newest": iso(health.newest),
        "silent_since": iso(health.silent_since),
    }


def source_lines(source: Source, health: Health) -> Iterator[str]:
    """A source as `sources` prints it: name, address, counts, and what is wrong with it."""
    folder = f"  [{source.folder}]" if source.folder else ""
    yield f"{source.id:>4}  {source.title or shown_address(source)}{folder}"
    yield f"      {shown_address(source)}"
    parts = [f"{source.unread:,} unread of {source.articles:,} article{'' if source.articles == 1 else 's'}"]
    if health.a_day is not None:
        parts.append(f"{health.a_day:.1f} a day")
    parts.append(f"read {moment(source.last_success)}" if source.last_success else "not read yet")
    if source.paused:
        parts.append("paused")
    if source.full_text:
        parts.append("full texts")
    yield f"      {' · '.join(parts)}"
    if source.error:
        times = f" ({source.failures} times in a row)" if source.failures > 1 else ""
        yield f"      ⚠ {source.error}{times}"
    if health.silent_since:
        yield f"      ⚠ Silent since {moment(health.silent_since)}, which is long for this source."


def figure_lines(text: str, figures: Sequence[Figure]) -> Iterator[str]:
    """Figures as the panel has them: equal ones in one row, the weightiest first, ⚠ where others disagree.

    Value, what it counts, who is cited for it, how often it stands in `text`, and the words around it.
    """
    from reader.desk.display import context, qualified_value, what_they_count
    from reader.figures import group_figures

    yield from columns(
        (
            "⚠" if group.disagrees else " ",
            f"{qualified_value(lead)}{_ARROWS.get(lead.change, '')}",
            clean_line(what_they_count([figures[index] for index in group.mentions]), 40),
            clean_line(lead.speaker or "", 30),
            f"×{len(group.mentions)}" if len(group.mentions) > 1 else "",
            context(text, lead),
        )
        for group in group_figures(figures)
        for lead in (figures[group.lead],)
    )


def voice_lines(text: str, voices: Voices) -> Iterator[tuple[str, list[str]]]:
    """The sections People, Organisations, Places and Quotes that a story has, each with its lines."""
    from reader.desk.display import NAME_SECTIONS, quoted

    for kind, heading in NAME_SECTIONS.items():
        names = [name for name in voices.names if name.kind is kind]
        if names:
            yield heading, list(columns((name.name, name.role, f"×{len(name.mentions)}") for name in names))
    if voices.quotes:
        yield "Quotes", list(columns((quote.speaker or "", quoted(text, quote)) for quote in voices.quotes))


_ARROWS = {"up": " ↑", "down": " ↓", None: ""}
