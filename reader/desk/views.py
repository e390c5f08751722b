"""Saved views, by the names that a person types."""

from __future__ import annotations

from dataclasses import replace

from reader.model import View
from reader.store.protocol import NotFoundError, Storage
from reader.text.clean import clean_line

MAX_NAME = 100  # characters


class ViewError(ValueError):
    """What was typed names no view that could be. The message is one clear sentence for a person."""


class Views:
    """The saved views. Every change is in the journal; all raise StorageError, TakenError for a name that is taken."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def all(self, *, hidden: bool = True) -> list[View]:
        """The views in their order, with or without the hidden ones."""
        return [view for view in self._storage.views() if hidden or not view.hidden]

    def find(self, name: str) -> View:
        """The view of this name, whatever its case. Raises NotFoundError."""
        key = clean_line(name).casefold()
        for view in self._storage.views():
            if view.name.casefold() == key:
                return view
        raise NotFoundError(f"There is no view “{clean_line(name)}”; `newsroom views` lists what there is.")

    def add(self, name: str, query: str) -> View:
        """Keep a query under a name, as the last view. Raises ViewError."""
        return self._storage.add_view(_named(name), clean_line(query))

    def rename(self, view: View, name: str) -> None:
        """Call a view something else. Raises ViewError."""
        self._storage.set_view(replace(view, name=_named(name)))

    def edit(self, view: View, query: str) -> None:
        """Give a view another query."""
        self._storage.set_view(replace(view, query=clean_line(query)))

    def move(self, view: View, place: int) -> None:
        """Move a view to this place, the first being 1."""
        order = [each.id for each in self._storage.views()]
        if view.id in order:
            self._storage.move_view(view.id, place - 1 - order.index(view.id))

    def remove(self, view: View) -> None:
        """Remove a view; one that is built in is hidden."""
        self._storage.remove_view(view.id)

    def show(self, view: View) -> None:
        """Show a view that was hidden."""
        self._storage.set_view(replace(view, hidden=False))


def _named(typed: str) -> str:
    name = clean_line(typed)
    if not name or len(name) > MAX_NAME:
        raise ViewError(f"The name of a view is a word or a few, of at most {MAX_NAME} characters.")
    return name
