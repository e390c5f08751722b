"""`views` and `view`: saved views."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from reader.cli.output import GAP, columns, data_dir_option, open_desk, say, say_json
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from reader.desk import Desk
    from reader.model import View


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@data_dir_option
def views(as_json: bool) -> None:
    """List the saved views in their order, each with its query."""
    with open_desk() as desk:
        found = desk.storage.views()
    if as_json:
        for view in found:
            say_json(
                {
                    "id": view.id,
                    "name": view.name,
                    "query": view.query,
                    "built_in": view.built_in,
                    "hidden": view.hidden,
                }
            )
        return
    say(*columns((f"{place:>4}", _named(view), view.query) for place, view in enumerate(found, start=1)))


@click.group(short_help="Add, change, move and remove saved views.")
def view() -> None:
    """Saved views: queries under a name. Those that are built in can be hidden, not lost."""


@view.command()
@click.argument("name")
@click.argument("query", nargs=-1, required=True)
@data_dir_option
def add(name: str, query: tuple[str, ...]) -> None:
    """Keep a query under a name, as the last view."""
    with open_desk() as desk:
        added = desk.storage.add_view(_name(name), clean_line(" ".join(query)))
    say(f"Added the view “{added.name}”.")


@view.command()
@click.argument("name")
@click.argument("new_name")
@data_dir_option
def rename(name: str, new_name: str) -> None:
    """Call a view something else."""
    with open_desk() as desk:
        found = _found(desk, name)
        desk.storage.set_view(replace(found, name=_name(new_name)))
    say(f"Renamed the view “{found.name}”.")


@view.command()
@click.argument("name")
@click.argument("query", nargs=-1, required=True)
@data_dir_option
def edit(name: str, query: tuple[str, ...]) -> None:
    """Give a view another query."""
    with open_desk() as desk:
        found = _found(desk, name)
        desk.storage.set_view(replace(found, query=clean_line(" ".join(query))))
    say(f"Changed the view “{found.name}”.")


@view.command()
@click.argument("name")
@click.argument("place", type=click.IntRange(min=1))
@data_dir_option
def move(name: str, place: int) -> None:
    """Move a view to this PLACE, the first being 1."""
    with open_desk() as desk:
        found = _found(desk, name)
        order = [each.id for each in desk.storage.views()]
        desk.storage.move_view(found.id, place - 1 - order.index(found.id))
    say(f"Moved the view “{found.name}”.")


@view.command()
@click.argument("name")
@data_dir_option
def remove(name: str) -> None:
    """Remove a view; one that is built in is hidden."""
    with open_desk() as desk:
        found = _found(desk, name)
        desk.storage.remove_view(found.id)
    back = f"newsroom view show {found.name}" if found.built_in else "newsroom undo"
    say(f"{'Hid' if found.built_in else 'Removed'} the view “{found.name}”; `{back}` brings it back.")


@view.command()
@click.argument("name")
@data_dir_option
def show(name: str) -> None:
    """Show a view again that was hidden."""
    with open_desk() as desk:
        found = _found(desk, name)
        desk.storage.set_view(replace(found, hidden=False))
    say(f"The view “{found.name}” is shown.")


def _found(desk: Desk, name: str) -> View:
    """The view of this name, whatever its case. Raises NotFoundError."""
    from reader.store.protocol import NotFoundError

    key = clean_line(name).casefold()
    for each in desk.storage.views():
        if each.name.casefold() == key:
            return each
    raise NotFoundError(f"There is no view “{clean_line(name)}”; `newsroom views` lists what there is.")


def _name(typed: str) -> str:
    name = clean_line(typed, 100)
    if not name:
        raise click.UsageError("A view wants a name.")
    return name


def _named(view: View) -> str:
    return f"{view.name}{GAP}(hidden)" if view.hidden else view.name
