"""Throwing away what is no longer wanted, and looking whether the library is sound."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from reader.store.protocol import Storage, StorageError

REMOVED_KEPT = timedelta(days=30)
"""So long a removed source can be brought back."""
VERSIONS_KEPT = 10
"""Texts kept of an article that its source goes on changing, besides those that are shown."""


@dataclass(frozen=True, slots=True)
class Tidied:
    """What went, or would go: articles of removed sources, old articles, old texts; bytes given back to the disk.

    `damage` is a sentence on what is wrong with the library, "" when it is sound; then nothing went. `left` says why
    the file could not be made smaller, "" when it could.
    """

    removed: int = 0
    old: int = 0
    versions: int = 0
    freed: int = 0
    damage: str = ""
    left: str = ""


def tidy(storage: Storage, now: datetime, *, full: bool = False, dry: bool = False) -> Tidied:
    """Tidy a library, others may use it meanwhile. `dry` only counts. Raises StorageError.

    Articles of sources that were removed over 30 days ago go, but for the bookmarked ones; of the others those that
    their source's limits leave out, never what is bookmarked, tagged or unread; and of an article with many texts all
    but the newest ten. A damaged library is left as it is: writing could make it worse.
    """
    if damage := storage.check(full=full):
        return Tidied(damage=damage)
    removed = storage.purge(removed_before=now - REMOVED_KEPT, dry=dry)
    old = storage.retire(now=now, dry=dry)
    versions = storage.trim_versions(keep=VERSIONS_KEPT, dry=dry)
    if not dry:
        storage.catch_up()
    try:
        freed = storage.compact(dry=dry)
    except StorageError as error:  # another newsroom is writing: the rest is done all the same
        return Tidied(removed, old, versions, left=str(error))
    return Tidied(removed, old, versions, freed)
