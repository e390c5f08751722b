"""Saved views: queries that a person comes back to."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from reader.model import View
from reader.store.journal import Journal, perform
from reader.store.operations import SetView
from reader.store.protocol import NotFoundError
from reader.store.schema import BUILT_IN_VIEWS

_IN_ORDER = "SELECT id, name, query, position, hidden FROM views ORDER BY position, id"


class Views(Journal):
    """The part of the library that keeps saved views."""

    def views(self) -> list[View]:
        """See `Storage.views`."""
        with self.reading() as connection:
            return [_view(each) for each in stored_views(connection)]

    def add_view(self, name: str, query: str) -> View:
        """See `Storage.add_view`."""

        def work(connection: sqlite3.Connection) -> View:
            (last,) = connection.execute("SELECT coalesce(max(position), 0) FROM views").fetchone()
            added = SetView(new_view_id(connection), name, query, last + 1)
            perform(connection, [added], lambda _: f"added the view “{name}”")
            return _view(added)

        return self.write(work, durable=True)

    def set_view(self, view: View) -> View:
        """See `Storage.set_view`. Raises NotFoundError when it is gone."""

        def work(connection: sqlite3.Connection) -> View:
            before = _found(connection, view.id)
            wanted = replace(before, title=view.name, query=view.query, hidden=view.hidden)
            said = f"changed the view “{before.title}”"
            if wanted.title != before.title:
                said = f"renamed the view “{before.title}” to “{wanted.title}”"
            elif wanted.hidden != before.hidden:
                said = f"{'hid' if wanted.hidden else 'showed'} the view “{before.title}”"
            perform(connection, [wanted], lambda _: said)
            return _view(before)

        return self.write(work, durable=True)

    def move_view(self, view_id: int, places: int) -> bool:
        """See `Storage.move_view`. Raises NotFoundError when it is gone."""

        def work(connection: sqlite3.Connection) -> bool:
            moving = _found(connection, view_id)
            views = stored_views(connection)
            place = views.index(moving)
            target = min(max(place + places, 0), len(views) - 1)
            views.insert(target, views.pop(place))
            moved = [replace(view, position=position) for position, view in enumerate(views, start=1)]
            # Only when it moved: its neighbours are not numbered anew for nothing.
            moved = moved if target != place else []
            return bool(perform(connection, moved, lambda _: f"moved the view “{moving.title}”"))

        return self.write(work, durable=True)

    def remove_view(self, view_id: int) -> None:
        """See `Storage.remove_view`. Raises NotFoundError when it is gone."""

        def work(connection: sqlite3.Connection) -> None:
            before = _found(connection, view_id)
            built_in = view_id <= BUILT_IN_VIEWS
            wanted = replace(before, hidden=True) if built_in else SetView(view_id)
            said = f"{'hid' if built_in else 'removed'} the view “{before.title}”"
            perform(connection, [wanted], lambda _: said)

        self.write(work, durable=True)


def new_view_id(connection: sqlite3.Connection) -> int:
    """An id that no view has had: one that was removed may come back under its own."""
    (last,) = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'views'").fetchone()
    return int(last) + 1


def stored_views(connection: sqlite3.Connection) -> list[SetView]:
    """All views in their order."""
    return [
        SetView(id_, name, query, position, bool(hidden))
        for id_, name, query, position, hidden in connection.execute(_IN_ORDER)
    ]


def _found(connection: sqlite3.Connection, view_id: int) -> SetView:
    for view in stored_views(connection):
        if view.view_id == view_id:
            return view
    raise NotFoundError(f"There is no view {view_id}.")


def _view(stored: SetView) -> View:
    built_in = stored.view_id <= BUILT_IN_VIEWS
    return View(stored.view_id, stored.title or "", stored.query, built_in, stored.hidden)
