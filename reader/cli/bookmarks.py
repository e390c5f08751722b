"""`bookmarks`: the list of them, and documents made of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.cli.output import complain, count, data_dir_option, iso, open_desk, row_json, row_line, say, say_json
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from reader.desk import Desk
    from reader.desk.bookmarks import Marked
    from reader.desk.export import Format

_TEXT = "text"


@click.command(short_help="List the bookmarks, or write them as a document.")
@click.argument("words", nargs=-1)
@click.option("--tag", "tags", metavar="TAG", multiple=True, help="Only those with this tag.")
@click.option(
    "--format",
    "form",
    type=click.Choice([_TEXT, "markdown", "csv", "json"]),
    help="Write a document with citations and key figures; by default what the ending of FILE says.",
)
@click.option("-o", "--output", metavar="FILE", help="Write to this file, or into this folder.")
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@data_dir_option
def bookmarks(
    words: tuple[str, ...], tags: tuple[str, ...], form: str | None, output: str | None, force: bool, as_json: bool
) -> None:
    """List the bookmarks in their order: all, or those with these WORDS in title, outlet, note or tags."""
    from reader.desk.bookmarks import bookmarked
    from reader.desk.export import ENDINGS, Format

    if form is None and output is not None:
        form = next((each.value for each in Format if output.lower().endswith(ENDINGS[each])), None)
        if form is None:
            raise click.UsageError("Say what to write: --format markdown, csv or json.")
    if as_json and form not in (None, _TEXT):
        raise click.UsageError("--json prints lines; for a document say --format json alone.")
    if form == _TEXT and output is not None:
        raise click.UsageError("A file takes --format markdown, csv or json.")
    with open_desk() as desk:
        found = bookmarked(desk.storage, " ".join(words), tags)
        if form in (None, _TEXT):
            for each in found:
                _say(each, as_json=as_json)
            return
        _write(desk, found, Format(form), output, name=" ".join(("bookmarks", *tags, *words)), force=force)


def _say(marked: Marked, *, as_json: bool) -> None:
    bookmark = marked.bookmark
    if as_json:
        marks = {"note": bookmark.note, "bookmarked_at": iso(bookmark.created), "tags": list(marked.tags)}
        say_json(row_json(marked.row) | marks)
        return
    say(row_line(marked.row), *(f"{'':10}{line}" for line in bookmark.note.splitlines()))
    if marked.tags:
        say(f"{'':10}{' '.join(f'#{tag}' for tag in marked.tags)}")


def _write(desk: Desk, found: list[Marked], form: Format, output: str | None, *, name: str, force: bool) -> None:
    from reader.desk.export import ENDINGS, export_bookmarks, file_name
    from reader.desk.writing import AlreadyThereError, WritingError, write_file

    written = export_bookmarks(desk.storage, found, form)
    if output is None:
        sys.stdout.buffer.write(written.encode())  # UTF-8 as the formats want it, whatever the terminal's
        return
    path = Path(output)
    if path.is_dir():
        path /= file_name(name, ENDINGS[form])
    try:
        write_file(path, written, overwrite=force)
    except WritingError as error:
        complain(f"{error} --force replaces it." if isinstance(error, AlreadyThereError) else str(error))
        click.get_current_context().exit(1)
    say(f"{count(len(found), 'bookmark')} written to {clean_line(str(path))}.")
