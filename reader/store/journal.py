"""The journal of what a person did: every change stands in it, and can be taken back and done again.

One library has one journal, whoever changes it: a command takes back what was done on the screen, and of two readers
on one library each takes back what was done last, in either. An entry is written in the transaction of its change, so
a process that dies leaves both or neither.

An entry holds the operations that turn it: back when it is done, forth when it is undone. Turning it puts in their
place what takes that back, so it always says how things were, whatever else happened meanwhile.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence

from reader.store.connections import Connections
from reader.store.operations import Operation, pack, unpack
from reader.store.protocol import NotFoundError, TakenError

KEPT = 1000
"""The newest so many entries are kept."""

Say = Callable[[Sequence[Operation]], str]
"""What a change is called, from the operations that take back what it changed."""


class Journal(Connections):
    """The part of the library that remembers changes."""

    def change(self, operations: Sequence[Operation], say: Say) -> list[Operation]:
        """Apply operations and remember them under one sentence, all or none.

        Returns what takes back those that changed something, in their order. Raises what they raise.
        """
        return self.write(lambda connection: perform(connection, operations, say), durable=True)

    def undo(self) -> str | None:
        """See `Storage.undo`."""
        newest = "SELECT id, said, change FROM journal WHERE NOT undone ORDER BY id DESC LIMIT 1"
        return self.write(lambda connection: _turn(connection, newest, undone=True), durable=True)

    def redo(self) -> str | None:
        """See `Storage.redo`."""
        oldest = "SELECT id, said, change FROM journal WHERE undone ORDER BY id LIMIT 1"
        return self.write(lambda connection: _turn(connection, oldest, undone=False), durable=True)


def perform(connection: sqlite3.Connection, operations: Sequence[Operation], say: Say) -> list[Operation]:
    """As `Journal.change`, inside a transaction. What was undone before it can no longer be done again."""
    changed = [before for operation in operations if (before := operation.apply(connection)) is not None]
    if changed:
        connection.execute("DELETE FROM journal WHERE undone")
        connection.execute("INSERT INTO journal (said, change) VALUES (?, ?)", (say(changed), pack(changed[::-1])))
        connection.execute(
            "DELETE FROM journal WHERE id <= (SELECT id FROM journal ORDER BY id DESC LIMIT 1 OFFSET ?)", (KEPT,)
        )
    return changed


def _turn(connection: sqlite3.Connection, find: str, *, undone: bool) -> str | None:
    """Turn the entry that `find` selects, or the first after it that can be turned; returns what it is called."""
    while (entry := connection.execute(find).fetchone()) is not None:
        id_, said, change = entry
        if changed := _apply(connection, change):
            statement = "UPDATE journal SET undone = ?, change = ? WHERE id = ?"
            connection.execute(statement, (undone, pack(changed[::-1]), id_))
            return str(said)
        # Its articles went with their source, or all is already as it would make it.
        connection.execute("DELETE FROM journal WHERE id = ?", (id_,))
    return None


def _apply(connection: sqlite3.Connection, change: bytes) -> list[Operation]:
    """Apply what of a change can be applied; returns what takes it back."""
    try:
        operations = unpack(change)
    except ValueError:  # of a newer program, or damaged
        return []
    changed = []
    for operation in operations:
        try:
            before = operation.apply(connection)
        except (NotFoundError, TakenError):
            continue
        if before is not None:
            changed.append(before)
    return changed
