"""Find the figures of stored articles."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.desk.threads import in_thread
from reader.model import Figure
from reader.store.protocol import Storage, Unannotated

if TYPE_CHECKING:
    from reader.sources.parser import ParserProcess

BATCH = 64


def figures_of(storage: Storage, article_id: int) -> list[Figure]:
    """An article's figures: the stored ones, else found now and stored. Raises StorageError."""
    stored = storage.figures(article_id)
    if stored is not None:
        return stored
    from reader.figures import find_figures

    article = storage.article(article_id)
    found = find_figures(article.document.text, title_end=article.document.body_start)
    storage.save_figures(article.version.id, found)
    return found


async def annotate(storage: Storage, on_progress: Callable[[int, int], None] | None = None) -> None:
    """Find the figures of every article that has none by this version of the extractor, newest first.

    `on_progress(done, known)` is called after each article; `known` grows batch by batch. A text that makes the worker
    fail gets an empty list, so that it is not tried at every start; when the worker cannot even read an empty text,
    the fault is not the article's and the rest is left for the next time. Raises StorageError.
    """
    from reader.sources.parser import ParserProcess

    done = 0
    async with ParserProcess() as parser:
        while batch := await in_thread(storage.unannotated, limit=BATCH):
            for number, item in enumerate(batch, start=1):
                figures = await _find(parser, item)
                if figures is None:
                    return
                await in_thread(storage.save_figures, item.version_id, figures)
                if on_progress is not None:
                    on_progress(done + number, done + len(batch))
            done += len(batch)


async def _find(parser: ParserProcess, item: Unannotated) -> list[Figure] | None:
    """The figures of one text; [] when it cannot be read, None when the worker cannot work at all."""
    from reader.sources.errors import ParseError

    headline = item.text.partition("\n\n")[0]  # the title is the first block of every stored text
    try:
        reply = await parser.ask("figures", text=item.text, title_end=len(headline))
        return [Figure.from_json(found) for found in reply["figures"]]
    except (ParseError, KeyError, TypeError, ValueError):
        pass
    try:
        await parser.ask("figures", text="")
    except ParseError:
        return None
    return []
