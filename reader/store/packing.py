"""Texts and findings as they lie in the file: JSON, compressed.

zlib at its quickest halves a story, at some 60 µs for 500 words; its slower levels win 2 % more. A text this short
knows too little of itself at its beginning, so the commonest words are given to the compressor beforehand: 2 % again,
for nothing. The list may never change: what was packed with it can only be unpacked with it.
"""

from __future__ import annotations

import json
import zlib
from typing import Any, NamedTuple

from reader.model import Document, Entry

_TEXT = 1
_FINDINGS = 6  # numbers in columns: here the slower search pays, and it is not in the way of a reload

# The rarest first: what stands near the end is the cheapest to point at.
_COMMON = b"""[["title",0,"paragraph",2,0,""],["heading",2,""],["item",1,"-"],["quote","caption","table"]],"links":[[
"https://www.","marks":[["strong"],["emphasis"]],"folded":[]}"blocks":[["title",0, university, technology, development,
national, international, according to, announced, expected, research, department, children, companies, security,
parliament, investment, increase, business, industry, economic, economy, european, american, financial, official,
officials, spokesman, president, information, because, through, against, between, another, without, during, however,
Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday, January, February, March, April, August, September,
October, November, December, million, billion, per cent, percent, government, minister, people, which, their, there,
about, would, other, after, first, years, could, where, before, since, while, under, still, world, police, company,
market, report, public, state, will be, has been, have been, had been, he said, she said, they said, said that, over
the, from the, with the, that the, for the, and the, at the, by the, to the, on the, in the, of the, in a, of a, to be,
it is, it was, he was, is a, was a, as a, with a, for a, ing the, ed by, tion, ment, ness, ated, able, The, It, He, In,
But, And, A, We, This, said. """


class Packed(NamedTuple):
    """A version of an article, unpacked."""

    title: str
    byline: str
    language: str
    document: Document


def pack_entry(entry: Entry) -> bytes:
    """An entry's text with its title, byline and layout."""
    layout = entry.document.to_json()
    text: str = layout.pop("text")
    return pack_version(entry.title, entry.byline, entry.language, layout, text)


def pack_version(title: str, byline: str, language: str, layout: dict[str, Any], text: str) -> bytes:
    """As `pack_entry`; `layout` is `Document.to_json` but for its text."""
    begins = text.startswith(title)  # as nearly every text does, which spares us the title
    head = _json([len(title) if begins else title, byline, language, layout])
    return _deflate(f"{head}\n{text}".encode(), _TEXT)


def unpack(packed: bytes) -> Packed:
    """The inverse of `pack_entry`. Raises ValueError for anything else."""
    head, text = _parts(packed)
    title, byline, language, layout = json.loads(head)
    try:
        document = Document.from_json({**layout, "text": text})
    except (KeyError, TypeError) as error:
        raise ValueError(str(error)) from error
    return Packed(text[:title] if isinstance(title, int) else title, byline, language, document)


def unpack_words(packed: bytes) -> tuple[str, str]:
    """Title and text alone, in a third of the time."""
    head, text = _parts(packed)
    title = json.JSONDecoder().raw_decode(head, 1)[0]
    return text[:title] if isinstance(title, int) else title, text


def pack_json(data: object) -> bytes:
    """Any JSON, for what is read rarely."""
    return _deflate(_json(data).encode(), _FINDINGS)


def unpack_json(packed: bytes) -> Any:
    """The inverse of `pack_json`. Raises ValueError for anything else."""
    return json.loads(_inflate(packed))


def _parts(packed: bytes) -> tuple[str, str]:
    head, _, text = _inflate(packed).partition("\n")
    return head, text


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _deflate(data: bytes, level: int) -> bytes:
    # Raw: the header and check sum of a zlib stream are 6 bytes, and the pages of the file have none either.
    deflate = zlib.compressobj(level, wbits=-zlib.MAX_WBITS, zdict=_COMMON)
    return deflate.compress(data) + deflate.flush()


def _inflate(packed: bytes) -> str:
    try:
        inflate = zlib.decompressobj(-zlib.MAX_WBITS, _COMMON)
        data = inflate.decompress(packed)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    if not inflate.eof:
        raise ValueError("a packed text is cut short")
    return data.decode()
