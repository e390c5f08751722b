"""Plain frozen records that every room shares. No IO, no clock, no third-party import.

Offsets everywhere are half-open character offsets into `Document.text`.
"""

from reader.model.article import Article, ArticleRow, Bookmark, Entry, ParsedFeed, Version
from reader.model.document import Block, BlockKind, Document, Folded, Link, Mark, MarkKind
from reader.model.figure import Figure, FigureKind
from reader.model.findings import Findings
from reader.model.listing import Listing, Scope
from reader.model.source import FetchState, Source, SourceKind
from reader.model.voices import Name, NameKind, Quote, QuoteKind, Voices

__all__ = [
    "Article",
    "ArticleRow",
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
    "Link",
    "Listing",
    "Mark",
    "MarkKind",
    "Name",
    "NameKind",
    "ParsedFeed",
    "Quote",
    "QuoteKind",
    "Scope",
    "Source",
    "SourceKind",
    "Version",
    "Voices",
]
