"""Find the figures, names and quotes of stored articles."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.desk.recognising import ask_figures, figures_worker, try_recogniser
from reader.desk.threads import in_thread
from reader.model import Findings
from reader.store.protocol import Storage, Unannotated

if TYPE_CHECKING:
    from reader.sources.pool import Parser
    from reader.voices.recogniser import Recogniser

BATCH = 64
TOGETHER = 16  # articles whose findings are stored at once: the index of facts takes many more quickly than one by one


def findings_of(
    storage: Storage, article_id: int, recogniser: Recogniser | None = None, *, at_once: bool = False
) -> Findings:
    """What was found in an article: the stored findings, else found now and stored. Raises StorageError.

    `at_once` leaves out a recogniser's vote, which takes seconds to come, and leaves the article to `annotate`. Raises
    RecogniserError when the recogniser cannot be used.
    """
    stored = storage.findings(article_id)
    if stored is not None:
        return stored
    from reader.findings import find

    folder = recogniser.folder if recogniser is not None and not at_once else ""
    article = storage.article(article_id)
    found = find(article.document.text, title_end=article.document.body_start, folder=folder)
    if folder or recogniser is None:
        storage.save_findings(article.version.id, found)
    return found


async def annotate(
    storage: Storage,
    on_progress: Callable[[int, int], None] | None = None,
    recogniser: Recogniser | None = None,
    first: Callable[[], Sequence[int]] = tuple,
) -> None:
    """Find what is in every article that this version of the extractors has not read, newest first.

    `first` tells the ids of those that a person sees: they go before the others of a batch. Another process that does
    the same is given other articles. `on_progress(done, known)` is called after each few of them; `known` grows batch
    by batch. A text that makes the worker fail gets empty findings, so that it is not tried at every start; when the
    worker cannot even read an empty text, the fault is not the article's and the rest is left for the next time.
    Raises StorageError, and RecogniserError when the recogniser cannot be used.
    """
    done = 0
    async with figures_worker(recogniser) as parser:
        while batch := await in_thread(storage.unannotated, limit=BATCH, first=first()):
            if recogniser is not None and not done:
                await try_recogniser(parser, recogniser)
            for start in range(0, len(batch), TOGETHER):
                items = batch[start : start + TOGETHER]
                found = await asyncio.gather(*(_find(parser, item, recogniser) for item in items))
                kept = [(item.version_id, each) for item, each in zip(items, found, strict=True) if each is not None]
                await in_thread(storage.save_all_findings, kept)
                if len(kept) < len(items):
                    return
                if on_progress is not None:
                    on_progress(done + start + len(items), done + len(batch))
            done += len(batch)


async def _find(parser: Parser, item: Unannotated, recogniser: Recogniser | None) -> Findings | None:
    """What is in one text; nothing when it cannot be read, None when the worker cannot work at all."""
    from reader.sources.errors import ParseError

    headline = item.text.partition("\n\n")[0]  # the title is the first block of every stored text
    try:
        return Findings.from_json(await ask_figures(parser, recogniser, item.text, len(headline)))
    except (ParseError, KeyError, TypeError, ValueError):
        pass
    try:
        await parser.ask("figures", text="")
    except ParseError:
        return None
    return Findings()
