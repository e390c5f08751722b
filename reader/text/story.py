"""From judged blocks to an article: the story's document, with the furniture folded in its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from reader.model.article import Entry
from reader.model.document import BlockKind, Document
from reader.text.boilerplate import Verdict, judge
from reader.text.builder import TITLE_LIMIT, DocumentBuilder, Draft, cut
from reader.text.clean import clean_line

UNTITLED = "Untitled"
_TITLE_FROM_TEXT = 100  # characters of the text that stand for a missing title


def make_entry(
    blocks: Sequence[Draft],
    *,
    title: str = "",
    byline: str = "",
    standfirst: str = "",
    published: datetime | None = None,
    language: str = "",
    link: str = "",
    extracted: bool = False,
) -> Entry:
    """The article of a page's blocks. What is given is known already; the rest is found in the blocks.

    `extracted` tells that what is no story is marked as furniture, but for single lines.
    """
    title, standfirst = clean_line(title, TITLE_LIMIT), clean_line(standfirst, TITLE_LIMIT)
    verdict = judge(blocks, title=title, byline=clean_line(byline, 200), extracted=extracted)
    if verdict.title >= 0:
        title = clean_line(blocks[verdict.title].text, TITLE_LIMIT)
    document = _document(blocks, verdict, title, standfirst)
    return Entry(
        title=title or clean_line(document.text, _TITLE_FROM_TEXT) or UNTITLED,
        document=document,
        link=link,
        byline=verdict.byline,
        published=published or verdict.published,
        language=clean_line(language, 35),
    )


def _document(blocks: Sequence[Draft], verdict: Verdict, title: str, standfirst: str) -> Document:
    builder = DocumentBuilder()
    builder.title(title)
    if standfirst:
        builder.add(Draft(BlockKind.STANDFIRST, standfirst))
    for i, (block, kept) in enumerate(zip(blocks, verdict.kept, strict=True)):
        if i == verdict.title or (standfirst and block.text == standfirst):
            continue
        if i == verdict.standfirst and not standfirst:
            block = replace(block, kind=BlockKind.STANDFIRST)
        if kept:
            builder.add(cut(block, kept) if kept < len(block.text) else block)
        if kept < len(block.text):
            builder.fold(block.text[kept:].strip())
    return builder.build()
