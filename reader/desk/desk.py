"""The desk: one open library, and everything a person does with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from reader.desk.addresses import SEEDS_ADDRESS, AddressError, locate, read_address, same_feed
from reader.desk.annotate import annotate, findings_of
from reader.desk.articles import Articles
from reader.desk.discovery import FoundFeed, discover
from reader.desk.fulltext import fetch_page, fetch_wanted
from reader.desk.health import Health, health_of
from reader.desk.marks import Marks
from reader.desk.recognising import choose_recogniser
from reader.desk.refresh import Progress, Refreshed, refresh
from reader.desk.schedule import due
from reader.desk.sources import SourceEdits
from reader.desk.threads import in_thread
from reader.desk.views import Views
from reader.model import Article, Findings, Listing, Source, SourceKind
from reader.store.protocol import Storage
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from reader.voices.recogniser import Recogniser, RecogniserError

LIBRARY = "library.db"


class Desk:
    """Everything the screens and the commands do. Methods block unless they are coroutines.

    All raise StorageError with one sentence when the library fails, NotFoundError for an unknown id. `notice` is a
    sentence for the person when the recogniser that they want cannot be used, else "".
    """

    def __init__(self, storage: Storage, recogniser: Recogniser | None = None, notice: str = "") -> None:
        self.storage = storage
        self.marks = Marks(storage)
        self.edits = SourceEdits(storage)
        self.notice = notice
        self._recogniser = recogniser
        self.views = Views(storage)

    @classmethod
    def open(cls, data_dir: Path, *, spacy: str = "", say: Callable[[str], None] = lambda _: None) -> Desk:
        """Open the library of a data folder, both made when they are missing. Raises StorageError.

        `spacy` is the model that has a second vote on names, "" for none. `say` is told a sentence when opening takes
        long, because the library is an older one.
        """
        from reader.findings import extractor
        from reader.store.database import open_library

        recogniser, notice = choose_recogniser(spacy)
        library = open_library(data_dir / LIBRARY, extractor=extractor(recogniser), say=say)
        return cls(library, recogniser, notice)

    def close(self) -> None:
        """Close the library; the desk is of no use afterwards."""
        self.storage.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # sources
    def sources(self) -> list[Source]:
        """The kept sources, by title."""
        return [source for source in self.storage.sources() if source.kept]

    def add(self, address: str, *, kept: bool = True, title: str = "") -> Source:
        """The source at `address` (see `read_address`), new or known. Nothing is fetched. Raises AddressError.

        A feed that is here under another spelling of its address, or has moved to it, is that source.
        """
        found = read_address(address)
        known = same_feed(self.storage.sources(), found.text) if found.kind is SourceKind.FEED else None
        text = found.text if known is None else known.address
        return self.storage.add_source(text, found.kind, title=clean_line(title), kept=kept)

    def visit(self, addresses: Iterable[str]) -> list[Source]:
        """The sources at these addresses, not kept unless they were. Raises AddressError before anything is stored."""
        named = list(addresses)
        for address in named:
            read_address(address)
        return [self.add(address, kept=False) for address in named]

    def seeds(self) -> Source:
        """The stories that ship with the program, as a visited source."""
        return self.storage.add_source(SEEDS_ADDRESS, SourceKind.SEEDS, title="Seeds", kept=False)

    def find(self, named: str) -> Source | None:
        """The stored source with this id or address, or None. A path need not exist any more."""
        known = self.storage.sources()
        try:
            address = locate(named).text
        except AddressError:
            address = named
        by_address = (source for source in known if source.address == address)
        alike = same_feed(known, address)
        by_id = (source for source in known if str(source.id) == named.strip())
        return next(by_address, None) or next(by_id, None) or alike

    def remove(self, source_id: int) -> int:
        """Forget a source and its articles but for the bookmarked ones; returns how many articles went."""
        return self.edits.remove(source_id)

    def health(self, source: Source) -> Health:
        """How much a source gives, and whether it has gone silent."""
        return health_of(self.storage, source, datetime.now(UTC))

    async def refresh(
        self,
        sources: Sequence[Source] | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        *,
        named: bool = False,
    ) -> Refreshed:
        """Read these sources anew, or all kept ones. One that fails stops no other; see `refresh.refresh`."""
        chosen = self.sources() if sources is None else sources
        result = await refresh(self.storage, chosen, on_progress, named=named)
        await in_thread(self.storage.apply_waiting)
        return result

    async def discover(self, named: str) -> list[FoundFeed]:
        """The feeds at the address of a page; see `discovery.discover`. Raises AddressError and DiscoveryError."""
        return await discover(named)

    def due(self, every: timedelta | None) -> list[Source]:
        """The kept sources that are to be read now by themselves; see `schedule.due`."""
        return due(self.sources(), datetime.now(UTC), every)

    # articles
    def articles(self, listing: Listing, limit: int | None = None) -> Articles:
        """The articles of a listing: the newest `limit`, or all."""
        return Articles.load(self.storage, listing, limit)

    def article(self, article_id: int) -> Article:
        """An article with its newest text."""
        return self.storage.article(article_id)

    def findings(self, article_id: int, *, at_once: bool = False) -> Findings:
        """The figures, names and quotes of an article's newest text: the stored ones, else found now and stored.

        `at_once`: what has to be found now is found without a recogniser's vote, which `annotate` adds later.
        """
        if self._recogniser is None or at_once:
            return findings_of(self.storage, article_id, self._recogniser, at_once=at_once)
        from reader.voices.recogniser import RecogniserError

        try:
            return findings_of(self.storage, article_id, self._recogniser)
        except RecogniserError as error:
            self._go_on_by_rules(error)
            return findings_of(self.storage, article_id)

    async def fetch_page(self, article_id: int) -> Article:
        """Fetch the full text of an article's page and show it; see `fulltext.fetch_page`. Raises PageError."""
        return await fetch_page(self.storage, article_id)

    async def fetch_wanted(self, on_progress: Callable[[int, int], None] | None = None) -> int:
        """Fetch the pages that sources want beside their articles; see `fulltext.fetch_wanted`."""
        return await fetch_wanted(self.storage, on_progress)

    async def annotate(self, on_progress: Callable[[int, int], None] | None = None) -> None:
        """Find what is in all articles that have not been looked at yet, in the background; see `annotate.annotate`."""
        if self._recogniser is not None:
            from reader.voices.recogniser import RecogniserError

            try:
                await annotate(self.storage, on_progress, self._recogniser)
            except RecogniserError as error:
                self._go_on_by_rules(error)
            else:
                return
        await annotate(self.storage, on_progress)

    def _go_on_by_rules(self, error: RecogniserError) -> None:
        from reader.findings import extractor

        self.storage.use_extractor(extractor(None))  # first: while there is a recogniser, others store nothing
        self._recogniser, self.notice = None, str(error)
