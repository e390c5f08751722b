"""Plain frozen records that every room shares. No IO, no clock, no third-party import.

Offsets everywhere are half-open character offsets into `Document.text`.

A record's module is loaded when the record is first asked for: making a frozen class costs 1 to 2 ms, and the figures
alone, say, need one of these seven modules.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.model.article import Article, ArticleRow, Bookmark, Entry, ParsedFeed, Version
    from reader.model.document import Attachment, Block, BlockKind, Document, Folded, Link, Mark, MarkKind
    from reader.model.figure import Figure, FigureKind
    from reader.model.findings import Findings
    from reader.model.kept import Kept, KeptArticle, Restored
    from reader.model.listing import Listing, Scope
    from reader.model.source import Access, FetchState, Source, SourceKind
    from reader.model.view import View
    from reader.model.voices import Name, NameKind, Opinion, Quote, QuoteKind, Voices, Vote

_HOMES = {
    "article": "Article ArticleRow Bookmark Entry ParsedFeed Version",
    "document": "Attachment Block BlockKind Document Folded Link Mark MarkKind",
    "figure": "Figure FigureKind",
    "findings": "Findings",
    "kept": "Kept KeptArticle Restored",
    "listing": "Listing Scope",
    "source": "Access FetchState Source SourceKind",
    "view": "View",
    "voices": "Name NameKind Opinion Quote QuoteKind Voices Vote",
}
_HOME_OF = {record: home for home, records in _HOMES.items() for record in records.split()}


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    record: object = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    globals()[name] = record  # asked for once
    return record


__all__ = [
    "Access",
    "Article",
    "ArticleRow",
    "Attachment",
    "Block",
    "BlockKind",
    "Bookmark",
    "Document",
    "Entry",
    "FetchState",
    "Figure",
    "FigureKind",
    "Findings",
    "Folded",
    "Kept",
    "KeptArticle",
    "Link",
    "Listing",
    "Mark",
    "MarkKind",
    "Name",
    "NameKind",
    "Opinion",
    "ParsedFeed",
    "Quote",
    "QuoteKind",
    "Restored",
    "Scope",
    "Source",
    "SourceKind",
    "Version",
    "View",
    "Voices",
    "Vote",
]
