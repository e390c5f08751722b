"""`add`, `remove`, `sources` and `refresh`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from reader.cli.opening import ADD_A_FEED
from reader.cli.output import (
    complain,
    count,
    data_dir_option,
    open_desk,
    say,
    say_json,
    shown_address,
    source_json,
    source_lines,
)
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from reader.desk import Desk, Progress, Refreshed
    from reader.model import Source


@click.command()
@click.argument("addresses", metavar="ADDRESS...", nargs=-1, required=True)
@click.option("--title", default="", help="Call the source this (with one address).")
@click.option("--fetch", is_flag=True, help="Read it at once.")
@data_dir_option
def add(addresses: tuple[str, ...], title: str, fetch: bool) -> None:
    """Keep feeds, files and folders as sources."""
    if title and len(addresses) > 1:
        raise click.UsageError("--title goes with one address.")
    from reader.desk import AddressError

    failed = False
    with open_desk() as desk:
        added: list[Source] = []
        for address in addresses:
            known = desk.find(address)
            try:
                source = desk.add(address, title=title)
            except AddressError as error:
                complain(str(error))
                failed = True
                continue
            if known is not None and known.kept:
                say(f"Already kept: {_named(source)}")
            else:
                say(f"Added {_named(source)}")
            added.append(source)
        if fetch:
            failed |= _refresh(desk, added, named=True, as_json=False)
        elif added:
            say("Read with: newsroom refresh")
    if failed:
        click.get_current_context().exit(1)


@click.command(short_help="List the feeds that a web page names.")
@click.argument("address")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
def discover(address: str, as_json: bool) -> None:
    """List the feeds that a web page names, the likeliest first. The page is fetched, nothing is kept."""
    import asyncio

    from reader.desk.addresses import without_login
    from reader.desk.discovery import DiscoveryError
    from reader.desk.discovery import discover as look

    try:
        found = asyncio.run(look(address))
    except DiscoveryError as error:
        complain(str(error))
        click.get_current_context().exit(1)
    for feed in found:
        shown = clean_line(without_login(feed.address))
        if as_json:
            say_json({"address": shown, "title": feed.title})
        else:
            say(f"{shown}  {feed.title}".rstrip())


@click.command(short_help="Forget a source and its articles.")
@click.argument("named", metavar="ADDRESS|ID")
@data_dir_option
def remove(named: str) -> None:
    """Forget a source and its articles, but for the bookmarked ones."""
    with open_desk() as desk:
        source = find_source(desk, named)
        if source is None:
            click.get_current_context().exit(1)
        gone = desk.remove(source.id)
    say(f"Removed {_named(source)} and {count(gone, 'article')}; bookmarked ones stay. `newsroom undo` brings it back.")


@click.command()
@click.option(
    "--sort",
    type=click.Choice(["title", "folder", "trouble"]),
    default="title",
    show_default=True,
    help="By title, by folder, or what wants to be looked at first.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@data_dir_option
def sources(sort: str, as_json: bool) -> None:
    """List the kept sources with their health."""
    from reader.desk.health import trouble

    with open_desk() as desk:
        kept = [(source, desk.health(source)) for source in desk.sources()]
    if sort == "folder":
        kept.sort(key=lambda each: each[0].folder.casefold())
    elif sort == "trouble":
        kept.sort(key=lambda each: trouble(*each))
    for source, health in kept:
        if as_json:
            say_json(source_json(source, health))
        else:
            say(*source_lines(source, health))
    if not kept:
        complain(f"There are no sources yet; {ADD_A_FEED}")


@click.command()
@click.argument("named", metavar="[ADDRESS|ID]...", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print what it brought as a JSON object.")
@data_dir_option
def refresh(named: tuple[str, ...], as_json: bool) -> None:
    """Read the kept sources anew, or those named. Failures go to standard error, one a line."""
    with open_desk() as desk:
        found = [find_source(desk, name) for name in named] if named else list(desk.sources())
        chosen = {source.id: source for source in found if source is not None}
        failed = None in found
        if not found:
            complain(f"There are no sources yet; {ADD_A_FEED}")
        failed |= _refresh(desk, list(chosen.values()), named=bool(named), as_json=as_json)
    if failed:
        click.get_current_context().exit(1)


def _refresh(desk: Desk, chosen: Sequence[Source], *, named: bool, as_json: bool) -> bool:
    """Read sources, then find the figures of what is new; print what came. Whether something failed."""
    import asyncio

    from reader.desk.sources import name_of

    result = asyncio.run(_read(desk, chosen, named=named))
    for source, error in (*result.failed, *result.damaged):
        complain(f"{name_of(source)}: {error}")
    if named:
        for source, why in result.held:
            complain(f"{name_of(source)}: {why}")
    if as_json:
        say_json(
            {
                "sources": len(chosen),
                "new": result.new,
                "updated": result.updated,
                "not_modified": result.not_modified,
                "failed": _troubles(result.failed),
                "damaged": _troubles(result.damaged),
                "held": _troubles(result.held),
            }
        )
    else:
        say(
            f"{count(len(chosen), 'source')}: {result.new:,} new and {result.updated:,} changed articles, "
            f"{result.not_modified:,} not modified, {len(result.failed):,} failed"
            + (f", {len(result.held):,} left alone." if result.held else ".")
        )
    desk.storage.catch_up()
    return bool(result.failed)


def _troubles(found: Sequence[tuple[Source, str]]) -> list[dict[str, object]]:
    return [
        {"id": source.id, "address": shown_address(source), "title": source.title, "error": error}
        for source, error in found
    ]


async def _read(desk: Desk, chosen: Sequence[Source], *, named: bool) -> Refreshed:
    result = await desk.refresh(chosen, _show_progress if sys.stderr.isatty() else None, named=named)
    await desk.fetch_wanted()
    await desk.annotate()
    return result


def _show_progress(progress: Progress) -> None:
    """One line on standard error, written over and in the end wiped out."""
    line = f"{progress.done}/{progress.total} sources · {progress.new:,} new · {progress.failed} failed"
    if progress.slowest:
        line += f" · waiting for {progress.slowest[0]}"
    over = progress.done == progress.total
    sys.stderr.write("\r\x1b[K" if over else f"\r\x1b[K{clean_line(line, 78)}")
    sys.stderr.flush()


def find_source(desk: Desk, named: str) -> Source | None:
    """The stored source of this address or id; complains when there is none."""
    source = desk.find(named)
    if source is None:
        complain(f"There is no source “{named}”; `newsroom sources` lists what there is.")
    return source


def _named(source: Source) -> str:
    address = shown_address(source)
    return f"{source.title} ({address})" if source.title and source.title != address else address
