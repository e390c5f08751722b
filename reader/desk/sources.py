"""What a person decides about sources, each to be taken back like a mark."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime

from reader.desk.addresses import read_address, without_login
from reader.model import Source
from reader.store.protocol import Storage
from reader.text.clean import clean_line


class SourceEdits:
    """Changes and removals of sources. All raise NotFoundError for one that is gone."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def change(self, source: Source, *, shown: Source | None = None) -> None:
        """Store a source as it is wanted; see `Storage.set_source`.

        `shown` is the source as it was when the person decided: then only what differs from it is stored, so that the
        title, say, that a refresh has found meanwhile stays. Raises AddressError for an address that is none,
        StorageError for one that another source has.
        """
        stored = self._storage.source(source.id)
        if shown is not None:
            names = [each.name for each in fields(source)]
            source = replace(
                stored, **{n: getattr(source, n) for n in names if getattr(source, n) != getattr(shown, n)}
            )
        wanted = replace(source, title=clean_line(source.title), folder=clean_line(source.folder))
        if wanted.address != stored.address:
            found = read_address(wanted.address)
            wanted = replace(wanted, address=found.text)
        self._storage.set_source(wanted)

    def remove(self, source_id: int) -> int:
        """Forget a source and its articles but for the bookmarked ones; returns how many articles went."""
        return self._storage.remove_source(source_id, when=datetime.now(UTC))


def name_of(source: Source) -> str:
    """What a source is called in a sentence."""
    return source.title or clean_line(without_login(source.address))
