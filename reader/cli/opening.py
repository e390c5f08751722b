"""`newsroom [PATH|URL…]`: the reader itself, or the list where there is no screen to draw on."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from reader.cli.output import chosen_data_dir, complain, data_dir_option, open_desk, say_rows
from reader.cli.standard_input import STANDARD_INPUT, keep_input, take_terminal

if TYPE_CHECKING:
    from reader.desk import Desk
    from reader.model import Source

ADD_A_FEED = "add a feed with: newsroom add https://example.org/feed.xml"


@click.command(name="", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("addresses", metavar="[PATH|URL]...", nargs=-1)
@data_dir_option
def opener(addresses: tuple[str, ...]) -> None:
    """Open the reader on files, folders and feeds."""
    open_reader(addresses)


def open_reader(addresses: Sequence[str]) -> None:
    """Open the reader; where that cannot be, say so in a line and print the list.

    What is named is visited, not kept; "-" is standard input. When nothing is named and nothing is kept, the seeds are
    shown.
    """
    if STANDARD_INPUT in addresses:
        path = str(keep_input(chosen_data_dir()))
        addresses = [path if address == STANDARD_INPUT else address for address in addresses]
        take_terminal()
    obstacle = _no_screen()
    spacy = ""
    if obstacle is None:
        from reader.config import load_settings

        settings = load_settings()
        spacy = settings.spacy
    with open_desk(spacy=spacy) as desk:
        visiting = desk.visit(addresses)
        first_run = not addresses and not desk.sources()
        if first_run:
            visiting = [desk.seeds()]
        if obstacle is None:
            from reader.app import run

            run(desk, settings, visiting=visiting, first_run=first_run)
            return
        complain(f"{obstacle}, so here is the list instead of the reader.")
        if first_run:
            complain(f"These are the stories that come with the program; {ADD_A_FEED}")
        failed = _print(desk, visiting)
    if failed:
        click.get_current_context().exit(1)


def _no_screen() -> str | None:
    """Why the reader cannot be drawn, or None. All three streams count: Textual draws on standard error."""
    for name, stream in (("output", sys.stdout), ("input", sys.stdin), ("error", sys.stderr)):
        if stream is None or not stream.isatty():
            return f"Standard {name} is not a terminal"
    if os.environ.get("TERM", "dumb") in ("dumb", "unknown", ""):
        return "This terminal cannot move its cursor (TERM is dumb or unset)"
    return None


def _print(desk: Desk, visiting: Sequence[Source]) -> bool:
    """Read what was named, print its list or that of the kept sources; whether something could not be read."""
    from reader.model import Listing

    failed: tuple[tuple[Source, str], ...] = ()
    if visiting:
        import asyncio

        failed = asyncio.run(desk.refresh(visiting)).failed
        for source, error in failed:
            complain(f"{source.title or source.address}: {error}")
    listing = Listing(sources=tuple(source.id for source in visiting) or None)
    say_rows(desk, desk.storage.ids(listing), as_json=False)
    return bool(failed)
