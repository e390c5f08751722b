"""`export`, and the import of what it wrote."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from reader.cli.output import complain, count, data_dir_option, open_desk, say, say_json
from reader.text.clean import clean_line

_STANDARD_STREAM = "-"


@click.command("export", short_help="Write everything that is yours to a file.")
@click.argument("named", metavar="FILE|-")
@click.option("--with-passwords", is_flag=True, help="Write users, passwords, headers and proxies of sources too.")
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
@data_dir_option
def export_all(named: str, with_passwords: bool, force: bool) -> None:
    """Write sources, read marks, bookmarks with their texts, notes, tags and views as JSON, for `newsroom import`.

    Only you may read the file that is made.
    """
    from reader.desk.transfer import export_library
    from reader.desk.writing import AlreadyThereError, WritingError, write_file

    with open_desk() as desk:
        written = export_library(desk.storage, passwords=with_passwords)
    if named == _STANDARD_STREAM:
        sys.stdout.buffer.write(written.encode())
        return
    try:
        write_file(Path(named), written, overwrite=force, private=True)
    except WritingError as error:
        complain(f"{error} --force replaces it." if isinstance(error, AlreadyThereError) else str(error))
        click.get_current_context().exit(1)
    say(f"Everything of yours was written to {clean_line(named)}.")


def import_all(content: bytes, *, as_json: bool) -> None:
    """Take over what `export` wrote and say what came."""
    from reader.desk.transfer import TransferError, import_library

    try:
        with open_desk() as desk:
            came = import_library(desk.storage, content, when=datetime.now(UTC))
    except TransferError as error:
        complain(str(error))
        click.get_current_context().exit(1)
    if as_json:
        say_json(
            {
                "sources": came.sources,
                "bookmarks": came.bookmarks,
                "tagged": came.tagged,
                "read": came.read,
                "waiting": came.waiting,
                "views": came.views,
            }
        )
        return
    say(
        f"Took over {count(came.sources, 'source')}, {count(came.bookmarks, 'bookmark')}, "
        f"the tags of {count(came.tagged, 'article')}, {count(came.read, 'read mark')} and {count(came.views, 'view')}."
    )
    if came.waiting:
        say(f"{count(came.waiting, 'read mark')} more for articles that are not here yet; read with: newsroom refresh")
