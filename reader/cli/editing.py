"""`edit`: what a person decides about one source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import click

from reader.cli.output import data_dir_option, open_desk, say
from reader.cli.sources import find_source

if TYPE_CHECKING:
    from reader.model import Source

T = TypeVar("T")


@click.command(short_help="Change a source: title, folder, pause, interval …")
@click.argument("named", metavar="ADDRESS|ID")
@click.option("--title", help="Call it this.")
@click.option("--address", help="Read it from here; its articles and marks stay.")
@click.option("--folder", help="Put it into this folder; “” takes it out of any.")
@click.option("--pause/--resume", "paused", default=None, help="Stop reading it, or go on.")
@click.option(
    "--every",
    metavar="TIME",
    help="Time between background refreshes: 15m, 2h, 1d, “never”, or “default” for that of the settings.",
)
@click.option("--full-text/--no-full-text", default=None, help="Fetch the page of every article too.")
@click.option("--header", "headers", metavar="NAME:VALUE", multiple=True, help="Send this header; “NAME:” stops it.")
@click.option("--user", help="Log in as this user; the password is asked for. “” logs in no more.")
@click.option("--proxy", help="Go through this proxy, such as http://127.0.0.1:8080; “” goes through none.")
@click.option("--keep", metavar="N", help="Let `tidy` keep the newest N articles; “all” for every one.")
@click.option("--keep-days", metavar="N", help="Let `tidy` keep the articles of N days; “all” for every one.")
@data_dir_option
def edit(
    named: str,
    title: str | None,
    address: str | None,
    folder: str | None,
    paused: bool | None,
    every: str | None,
    full_text: bool | None,
    headers: tuple[str, ...],
    user: str | None,
    proxy: str | None,
    keep: str | None,
    keep_days: str | None,
) -> None:
    """Change what is kept about a source. Bookmarked and unread articles are never tidied away."""
    from reader.desk.source_fields import read_interval, read_limit

    with open_desk() as desk:
        source = find_source(desk, named)
        if source is None:
            click.get_current_context().exit(1)
        wanted = source
        if title is not None:
            wanted = replace(wanted, title=title)
        if address is not None:
            wanted = replace(wanted, address=address)
        if folder is not None:
            wanted = replace(wanted, folder=folder)
        if paused is not None:
            wanted = replace(wanted, paused=paused)
        if every is not None:
            wanted = replace(wanted, interval=_read("--every", read_interval, every))
        if full_text is not None:
            wanted = replace(wanted, full_text=full_text)
        if keep is not None:
            wanted = replace(wanted, keep_articles=_read("--keep", read_limit, keep))
        if keep_days is not None:
            wanted = replace(wanted, keep_days=_read("--keep-days", read_limit, keep_days))
        wanted = _with_access(wanted, headers, user, proxy)
        if wanted == source:
            say("Nothing was changed; `newsroom edit --help` says what can be.")
            return
        desk.edits.change(wanted)
        changed = desk.storage.source(source.id)
    say(f"Changed {changed.title or changed.address}.")


def _with_access(source: Source, headers: tuple[str, ...], user: str | None, proxy: str | None) -> Source:
    from reader.desk.source_fields import read_header, read_proxy

    access = source.access
    for header in headers:
        name, value = _read("--header", read_header, header)
        others = tuple(pair for pair in access.headers if pair[0].lower() != name.lower())
        access = replace(access, headers=(*others, (name, value)) if value else others)
    if user is not None:
        # Never as an argument: the list of processes shows those to everybody.
        password = click.prompt("Password", hide_input=True, default="", show_default=False, err=True) if user else ""
        access = replace(access, user=user, password=password)
    if proxy is not None:
        access = replace(access, proxy=_read("--proxy", read_proxy, proxy))
    return replace(source, access=access)


def _read(option: str, read: Callable[[str], T], text: str) -> T:
    from reader.desk.source_fields import FieldError

    try:
        return read(text)
    except FieldError as error:
        raise click.BadParameter(str(error), param_hint=option) from error
