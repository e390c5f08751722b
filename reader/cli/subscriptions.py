"""`import` and `export-opml`."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

import click

from reader.cli.output import complain, count, data_dir_option, open_desk, say, say_json, shown_address
from reader.text.clean import clean_line

STANDARD_STREAM = "-"


@click.command("import", short_help="Take over subscriptions, or what `export` wrote.")
@click.argument("named", metavar="FILE|-")
@click.option("--json", "as_json", is_flag=True, help="Print what it brought as a JSON object.")
@data_dir_option
def import_list(named: str, as_json: bool) -> None:
    """Keep the feeds of a list as sources: all of them, or none when the list cannot be read.

    FILE is OPML, newsboat's urls file, or addresses one a line; what it is is told by what it holds. Only http(s)
    addresses are taken, the rest is listed; nothing in the list is ever run. Nothing is fetched either.

    What `newsroom export` wrote brings its sources, marks, bookmarks, tags and views; what is here already stays.
    """
    from reader.cli.transfer import import_all
    from reader.desk.subscriptions import import_subscriptions
    from reader.desk.transfer import is_library
    from reader.sources.errors import SourceError

    try:
        content = _content(named)
        if is_library(content):
            import_all(content, as_json=as_json)
            return
        with open_desk() as desk:
            brought = import_subscriptions(desk.storage, content)
    except SourceError as error:
        complain(str(error))
        click.get_current_context().exit(1)
    if brought.note:
        complain(brought.note)
    if as_json:
        say_json(
            {
                "added": [
                    {
                        "id": source.id,
                        "address": shown_address(source),
                        "title": source.title,
                        "folder": source.folder,
                    }
                    for source in brought.added
                ],
                "known": brought.known,
                "skipped": [{"what": skipped.what, "why": skipped.why} for skipped in brought.skipped],
                "note": brought.note,
            }
        )
        return
    say(f"{len(brought.added):,} added, {brought.known:,} already here, {len(brought.skipped):,} skipped.")
    say(*(f"Skipped {skipped.what}: {skipped.why}." for skipped in brought.skipped))
    if brought.added:
        say("Read with: newsroom refresh")


@click.command("export-opml", short_help="Write the subscriptions as OPML.")
@click.argument("named", metavar="[FILE|-]", default=STANDARD_STREAM)
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
@data_dir_option
def export_opml(named: str, force: bool) -> None:
    """Write the kept feeds with their folders as OPML 2.0, which every feed reader can import.

    Without FILE it goes to standard output. Users and passwords are left out.
    """
    from reader.desk.subscriptions import export_opml
    from reader.desk.writing import AlreadyThereError, WritingError, write_file

    with open_desk() as desk:
        exported = export_opml(desk.storage)
    if named == STANDARD_STREAM:
        sys.stdout.buffer.write(exported.text.encode())  # UTF-8 as the document says, whatever the terminal's
    else:
        try:
            write_file(Path(named), exported.text, overwrite=force)
        except WritingError as error:
            complain(f"{error} --force replaces it." if isinstance(error, AlreadyThereError) else str(error))
            click.get_current_context().exit(1)
        say(f"{count(exported.feeds, 'feed')} written to {clean_line(named)}.")
    if exported.logins:
        complain(f"The credentials of {count(exported.logins, 'feed')} were left out; set them anew where you import.")
    if exported.local:
        complain(f"{count(exported.local, 'local file or folder', 'local files and folders')} cannot be in OPML.")


def _content(named: str) -> bytes:
    """The bytes of a file or of standard input: of a list at most one more than is read. Raises FileError."""
    from reader.desk.transfer import MAX_FILE, is_json
    from reader.sources.files import read_regular
    from reader.sources.subscriptions import MAX_LIST

    if named == STANDARD_STREAM:
        content = sys.stdin.buffer.read(MAX_LIST + 1)
        return content + sys.stdin.buffer.read(MAX_FILE) if is_json(content) else content
    path = Path(named)
    with contextlib.suppress(OSError, RuntimeError, ValueError):  # said in words by reading it
        path = path.resolve(strict=True)  # a link that a person names is followed
    return read_regular(path, MAX_FILE)
