"""`views` and `view`: saved views."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import click

from reader.cli.output import GAP, columns, data_dir_option, open_desk, say, say_json

if TYPE_CHECKING:
    from reader.model import View

T = TypeVar("T")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@data_dir_option
def views(as_json: bool) -> None:
    """List the saved views in their order, each with its query."""
    with open_desk() as desk:
        found = desk.views.all()
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
        added = _wanted(lambda: desk.views.add(name, " ".join(query)))
    say(f"Added the view “{added.name}”.")


@view.command()
@click.argument("name")
@click.argument("new_name")
@data_dir_option
def rename(name: str, new_name: str) -> None:
    """Call a view something else."""
    with open_desk() as desk:
        found = desk.views.find(name)
        _wanted(lambda: desk.views.rename(found, new_name))
    say(f"Renamed the view “{found.name}”.")


@view.command()
@click.argument("name")
@click.argument("query", nargs=-1, required=True)
@data_dir_option
def edit(name: str, query: tuple[str, ...]) -> None:
    """Give a view another query."""
    with open_desk() as desk:
        found = desk.views.find(name)
        desk.views.edit(found, " ".join(query))
    say(f"Changed the view “{found.name}”.")


@view.command()
@click.argument("name")
@click.argument("place", type=click.IntRange(min=1))
@data_dir_option
def move(name: str, place: int) -> None:
    """Move a view to this PLACE, the first being 1."""
    with open_desk() as desk:
        found = desk.views.find(name)
        desk.views.move(found, place)
    say(f"Moved the view “{found.name}”.")


@view.command()
@click.argument("name")
@data_dir_option
def remove(name: str) -> None:
    """Remove a view; one that is built in is hidden."""
    with open_desk() as desk:
        found = desk.views.find(name)
        desk.views.remove(found)
    back = f"newsroom view show {found.name}" if found.built_in else "newsroom undo"
    say(f"{'Hid' if found.built_in else 'Removed'} the view “{found.name}”; `{back}` brings it back.")


@view.command()
@click.argument("name")
@data_dir_option
def show(name: str) -> None:
    """Show a view again that was hidden."""
    with open_desk() as desk:
        found = desk.views.find(name)
        desk.views.show(found)
    say(f"The view “{found.name}” is shown.")


def _wanted(act: Callable[[], T]) -> T:
    """What `act` returns; a name that is none is wrong usage."""
    from reader.desk.views import ViewError

    try:
        return act()
    except ViewError as error:
        raise click.UsageError(str(error)) from error


def _named(view: View) -> str:
    return f"{view.name}{GAP}(hidden)" if view.hidden else view.name
