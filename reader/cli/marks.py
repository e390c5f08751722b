"""`read`, `unread`, `bookmark`, `tag`, `tags`, `undo` and `redo`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from reader.cli.output import GAP, complain, count, data_dir_option, open_desk, say, say_json

if TYPE_CHECKING:
    from reader.desk import Desk

ids_argument = click.argument("ids", metavar="ID...", nargs=-1, type=int, required=True)


@click.command()
@ids_argument
@data_dir_option
def read(ids: tuple[int, ...]) -> None:
    """Mark articles read."""
    _set_read(ids, True)


@click.command()
@ids_argument
@data_dir_option
def unread(ids: tuple[int, ...]) -> None:
    """Mark articles unread."""
    _set_read(ids, False)


def _set_read(ids: Sequence[int], read: bool) -> None:
    with open_desk() as desk:
        known = _known(desk, ids)
        changed = desk.marks.set_read(known, read)
    say(f"Marked {count(len(changed), 'article')} {'read' if read else 'unread'}.")
    _leave(len(known) == len(set(ids)))


@click.command(short_help="Bookmark an article.")
@click.argument("article_id", metavar="ID", type=int)
@click.option("--note", help="Write this on the bookmark; “” wipes what is written.")
@click.option("--tag", "tags", metavar="TAG", multiple=True, help="Give the article this tag too.")
@click.option("--move", metavar="N", type=int, help="Move it N places down the list of bookmarks, or up below 0.")
@click.option("--remove", is_flag=True, help="Remove the bookmark.")
@data_dir_option
def bookmark(article_id: int, note: str | None, tags: tuple[str, ...], move: int | None, remove: bool) -> None:
    """Bookmark an article, or change its bookmark. ID is the number that `list` begins its lines with."""
    if remove and (note is not None or tags or move is not None):
        raise click.UsageError("--remove goes with nothing else.")
    wanted = _read_tags(tags)
    with open_desk() as desk:
        if remove:
            gone = desk.marks.remove_bookmark(article_id)
            say("Removed the bookmark; `newsroom undo` brings it back." if gone else "It was not bookmarked.")
            return
        desk.marks.set_note(article_id, note)
        if wanted:
            desk.marks.add_tags([article_id], wanted)
        if move is not None:
            desk.marks.move_bookmark(article_id, move)
        title = desk.article(article_id).row.title
    say(f"★ {title}")


@click.command(short_help="Tag articles.")
@click.argument("words", metavar="ID... TAG", nargs=-1, required=True)
@click.option("--remove", is_flag=True, help="Take the tag from them.")
@data_dir_option
def tag(words: tuple[str, ...], remove: bool) -> None:
    """Give articles a tag, or several with commas between them. Case makes no difference."""
    *numbers, tag = words
    if not numbers or not all(number.isascii() and number.isdecimal() for number in numbers):
        raise click.UsageError("Name the articles by their numbers, then the tag: newsroom tag 12 15 budget.")
    tags = _read_tags([tag])
    ids = [int(number) for number in numbers]
    with open_desk() as desk:
        known = _known(desk, ids)
        changed = desk.marks.remove_tags(known, tags) if remove else desk.marks.add_tags(known, tags)
    quoted = ", ".join(f"“{tag}”" for tag in tags)
    articles = count(changed, "article")
    say(f"Took {quoted} from {articles}." if remove else f"Tagged {articles} {quoted}.")
    _leave(len(known) == len(set(ids)))


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@data_dir_option
def tags(as_json: bool) -> None:
    """List all tags with the number of their articles."""
    with open_desk() as desk:
        found = desk.marks.tags()
    for name, articles in found:
        if as_json:
            say_json({"tag": name, "articles": articles})
        else:
            say(f"{articles:>6,}{GAP}{name}")


@click.command()
@data_dir_option
def undo() -> None:
    """Take back the last thing that was done, here or in the reader: a mark, a note, a removed source …"""
    with open_desk() as desk:
        _turned(desk.marks.undo(), "undo")


@click.command()
@data_dir_option
def redo() -> None:
    """Do again what was taken back last."""
    with open_desk() as desk:
        _turned(desk.marks.redo(), "redo")


def _turned(said: str | None, word: str) -> None:
    if said is None:
        complain(f"There is nothing to {word}.")
    else:
        say(f"{said}.")
    _leave(said is not None)


def _known(desk: Desk, ids: Sequence[int]) -> list[int]:
    """The articles among these that there are; complains about the others."""
    known = [row.id for row in desk.storage.rows(list(dict.fromkeys(ids)))]
    for id_ in sorted(set(ids).difference(known)):
        complain(f"There is no article {id_}.")
    return known


def _read_tags(typed: Iterable[str]) -> list[str]:
    from reader.desk.marks import TagError, read_tags

    try:
        return read_tags(typed)
    except TagError as error:
        raise click.UsageError(str(error)) from error


def _leave(complete: bool) -> None:
    if not complete:
        click.get_current_context().exit(1)
