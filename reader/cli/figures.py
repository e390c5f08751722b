"""`figures`, and the `worker` that parses in a process of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Awaitable, Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reader.cli.output import complain, figure_lines, iso, say, say_json
from reader.cli.standard_input import STANDARD_INPUT, store_input
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from reader.model import Entry
    from reader.sources.pool import Parser
    from reader.voices.recogniser import Recogniser


Finder = Callable[[str, int], Awaitable[dict[str, Any]]]
"""The figures operation's answer for a text whose first so many characters are its headline. Raises ParseError."""


@click.command(short_help="Find every figure in local files.")
@click.argument("named", metavar="PATH...|-", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object an article and line.")
def figures(named: tuple[str, ...], as_json: bool) -> None:
    """Find every figure in local files and folders, or in standard input (-). Nothing is stored."""
    import asyncio

    if not asyncio.run(_figures(named, as_json=as_json)):
        click.get_current_context().exit(1)


@click.command(short_help="Parse for other programs.")
def worker() -> None:
    """Parse and find figures for another program: JSON lines in, JSON lines out."""
    from reader.sources.worker import main

    main()


async def _figures(named: Sequence[str], *, as_json: bool) -> bool:
    """Print what is in the files, each on its own; whether all could be read."""
    from reader.config import load_settings
    from reader.desk import AddressError
    from reader.desk.recognising import choose_recogniser, figures_worker
    from reader.sources.errors import SourceError

    recogniser, notice = choose_recogniser(load_settings().spacy)
    if notice:
        complain(notice)
    from reader.sources.parser import ParserProcess

    complete = True
    with tempfile.TemporaryDirectory(prefix="newsroom-") as folder:
        async with ParserProcess() as parser, figures_worker(recogniser) as voter:
            find = await _finder(parser, voter, recogniser)
            for name in named:
                try:
                    files = list(_files(name, Path(folder)))
                except (AddressError, SourceError) as error:
                    complain(str(error))
                    complete = False
                    continue
                for shown, path in files:
                    try:
                        await _file(shown, path, parser, find, as_json=as_json)
                    except SourceError as error:
                        complain(f"{shown}: {error}")
                        complete = False
    return complete


async def _finder(parser: Parser, voter: Parser, recogniser: Recogniser | None) -> Finder:
    """What finds the figures of a text: `voter`, where it can use the recogniser, else `parser`."""
    from reader.desk.recognising import ask_figures, try_recogniser
    from reader.voices.recogniser import RecogniserError

    if recogniser is not None:
        try:
            await try_recogniser(voter, recogniser)
            return partial(ask_figures, voter, recogniser)
        except RecogniserError as error:
            complain(str(error))
    return partial(ask_figures, parser, None)


def _files(name: str, folder: Path) -> Iterator[tuple[str, Path]]:
    """The files that `name` stands for, each with the path to show for it.

    Standard input is written to `folder`. Raises AddressError and FileError.
    """
    from reader.desk.addresses import AddressError, read_address
    from reader.model import SourceKind
    from reader.sources.files import scan

    if name == STANDARD_INPUT:
        yield STANDARD_INPUT, store_input(folder)
        return
    address = read_address(name)
    path = Path(address.text)
    if address.kind is SourceKind.FILE:
        yield name, path
    elif address.kind is SourceKind.FOLDER:
        for found in scan(path)[0]:
            yield str(Path(name) / found.relative_to(path)), found
    else:
        raise AddressError(f"“{clean_line(name)}” is not a local file or folder; figures are found in these alone.")


async def _file(shown: str, path: Path, parser: Parser, find: Finder, *, as_json: bool) -> None:
    """Print the figures of every article in a file. Raises SourceError."""
    from reader.model import Source, SourceKind
    from reader.sources.errors import SourceError
    from reader.sources.fetch import Fetcher
    from reader.sources.load import load

    # The fetcher stays closed: a file needs none.
    loaded = await load(Source(0, str(path), SourceKind.FILE), fetcher=Fetcher(), parser=parser)
    if loaded.status != "new":
        raise SourceError(loaded.error)
    for entry in loaded.entries:
        text = entry.document.text
        reply = await find(text, entry.document.body_start)
        if as_json:
            say_json(_article_json(shown, entry, reply))
        else:
            _say_article(entry, reply)


def _article_json(shown: str, entry: Entry, reply: dict[str, Any]) -> dict[str, Any]:
    return {
        "path": clean_line(shown),
        "title": entry.title,
        "byline": entry.byline,
        "published": iso(entry.published),
        "language": entry.language,
        "body": entry.document.text,
        "figures": reply["figures"],
        "names": reply["names"],
        "quotes": reply["quotes"],
        "sums": reply["sums"],
    }


def _say_article(entry: Entry, reply: dict[str, Any]) -> None:
    from reader.model import Figure

    lines = list(figure_lines(entry.document.text, [Figure.from_json(found) for found in reply["figures"]]))
    workings = [f"∑ {check['working']}" for check in reply["sums"]]
    say(entry.title, *(lines or ["no figures"]), *workings, "")
