"""What the reading pane and the panel show: one article, its figures, and the figure that is lit."""

from __future__ import annotations

import asyncio
import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from reader.app.widgets.panel_rows import Target
from reader.app.widgets.when import long_moment
from reader.desk.fulltext import PageError
from reader.desk.threads import in_thread
from reader.model import Article, Figure, Findings
from reader.store.protocol import NotFoundError
from reader.text.folding import words
from reader.text.sentences import sentences

if TYPE_CHECKING:
    from reader.app.screens.main import MainScreen
    from reader.desk.desk import Desk
    from reader.figures import SumCheck

WORDS_A_MINUTE = 230  # silent reading of English non-fiction: 238 on average (Brysbaert 2019), rounded down


class _Found(NamedTuple):
    """What the panel shows of an article."""

    findings: Findings
    sums: Sequence[SumCheck]
    sentences: Sequence[tuple[int, int]]


def _read(desk: Desk, article_id: int) -> tuple[Article, _Found | None]:
    """An article with what is stored of it, so that both are painted at once; None when it is still to be found."""
    article = desk.article(article_id)
    findings = desk.storage.findings(article_id)
    return article, None if findings is None else _counted(article, findings)


def _find(desk: Desk, article: Article) -> _Found:
    return _counted(article, desk.findings(article.row.id, at_once=True))


def _counted(article: Article, findings: Findings) -> _Found:
    from reader.figures import check_sums

    text = article.document.text
    return _Found(findings, check_sums(text, findings.figures), sentences(text))


class Reading:
    """Shows articles on the screen's two right-hand panes."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self.article: Article | None = None
        self.figures: Sequence[Figure] = ()
        self._lit: int | None = None  # index of the figure that is lit
        self._loading: int | None = None  # the article that a worker is showing just now
        self._fetching: set[int] = set()  # articles whose page is on its way
        self._complete = False  # whether the panel shows all of the article; a newer request may have cut it off

    def clear(self) -> None:
        """Show no article, and what to do instead."""
        self.article, self.figures, self._lit = None, (), None
        self._screen.text.show_hint("Choose an article: j and k move, Enter opens.", "? shows every key.")
        self._screen.panel.show_hint("The figures of an article", "stand here.")

    def preview(self) -> None:
        """Show the article under the cursor; it stays unread."""
        # A preview that comes late must not cut off the opening of the same article.
        if self._loading is None or self._loading != self._screen.lists.cursor_id:
            self._show(mark=False, focus=False)

    def open(self, *, focus: bool = True) -> None:
        """Show the article under the cursor and mark it read; `focus` moves on to the text."""
        self._show(mark=True, focus=focus)

    def mark_read(self) -> None:
        """Mark the shown article read when it is not."""
        if self.article is not None and not self._is_read(self.article.row.id):
            self._screen.marking.mark_read(self.article.row.id)

    def _is_read(self, article_id: int) -> bool:
        rows = self._screen.lists.rows
        row = rows.row(self._screen.list.cursor) if rows is not None else None
        return row is not None and row.id == article_id and row.read

    def _show(self, *, mark: bool, focus: bool) -> None:
        article_id = self._screen.lists.cursor_id
        if article_id is None:
            self.clear()
            return
        if focus or (mark and self._screen.narrow_list):
            self._screen.show_pane("text")
        if mark and not self._is_read(article_id):
            self._screen.marking.mark_read(article_id)
        self._loading = article_id
        self._screen.run("open", self._load, article_id)

    async def _load(self, article_id: int) -> None:
        try:
            await self._show_whole(article_id)
        except NotFoundError:  # it went with its source
            self.clear()
        except asyncio.CancelledError:  # another article is being shown
            raise
        except Exception:
            self._loading = None
            raise
        self._loading = None

    async def _show_whole(self, article_id: int) -> None:
        desk = self._screen.desk
        article, found = await in_thread(_read, desk, article_id)
        shown = self.article
        fresh = shown is None or (shown.row.id, shown.version.id) != (article_id, article.version.id)
        if fresh:
            self._show_article(article)
        else:
            self.mark_hits()
        if not self._complete:
            if found is None:
                self._screen.panel.show_hint("Finding the figures …")
                found = await in_thread(_find, desk, article)
                self._screen.lists.redraw_article(article_id)
            self._show_found(article, found)

    def _show_article(self, article: Article) -> None:
        self.article, self.figures, self._lit = article, (), None
        self._complete = False
        self._screen.text.show(article.document, meta=_meta(article))
        self.mark_hits()

    def _show_found(self, article: Article, found: _Found) -> None:
        self.figures = found.findings.figures
        self._screen.text.mark_figures((figure.start, figure.end) for figure in self.figures)
        self._screen.panel.show(found.findings, article.document.text, sums=found.sums, sentences=found.sentences)
        self._complete = True

    def turn_page(self) -> None:
        """Show the full text of the article's page, fetched first where it was not yet; or what the source gave."""
        if (article_id := self._screen.lists.cursor_id) is not None:
            # Beside the others: while the page is on its way one may read on, and what else is shown cuts nothing off.
            self._screen.run_beside("page", self._turn_page, article_id)

    async def _turn_page(self, article_id: int) -> None:
        if article_id in self._fetching:
            return
        self._fetching.add(article_id)
        try:
            if await self._has_turned(article_id) and self._screen.lists.cursor_id == article_id:
                self._show(mark=False, focus=False)
        finally:
            self._fetching.discard(article_id)

    async def _has_turned(self, article_id: int) -> bool:
        """Turn an article's page; whether there is one."""
        desk = self._screen.desk
        article = await in_thread(desk.article, article_id)
        if article.has_page:
            await in_thread(desk.storage.show_page, article_id, not article.from_page)
            return True
        self._screen.jobs.show_doing("fetching the page")
        try:
            await desk.fetch_page(article_id)
        except PageError as error:
            self._screen.tell(str(error), error=True)
            return False
        finally:
            self._screen.jobs.show_doing("")
        return True

    def mark_hits(self) -> None:
        """Mark the searched words in the article that is shown."""
        query = self._screen.lists.searched
        self._screen.text.mark_hits(search_hits(self._screen.text.document.text, query) if query else ())

    # figures

    def light(self, target: Target) -> None:
        """Light a place of the text and its sentence."""
        self._lit = target.figure
        if self._screen.narrow_list:
            self._screen.show_pane("text")
        self._screen.text.reveal(target.start, target.end, target.sentence)

    def light_figure(self, index: int) -> None:
        """Light a figure's words and their sentence, and put the panel's cursor on its row."""
        figure = self.figures[index]
        self._screen.panel.point_at(index)
        self.light(Target(figure.start, figure.end, (figure.sentence_start, figure.sentence_end), index))

    def step(self, step: int) -> None:
        """Light the next figure of the text, or the previous one; from the last on to the first."""
        if not self.figures:
            self._screen.tell("No figures in this article.")
            return
        start = -1 if step > 0 else 0
        index = ((self._lit if self._lit is not None else start) + step) % len(self.figures)
        self.light_figure(index)

    def click(self, offset: int) -> None:
        """Light the figure that stands at an offset, if one does."""
        index = bisect_right([figure.start for figure in self.figures], offset) - 1
        if index >= 0 and offset < self.figures[index].end:
            self.light_figure(index)

    @property
    def lit(self) -> Figure | None:
        """The lit figure, else the one under the panel's cursor."""
        index = self._lit if self._lit is not None else self._screen.panel.chosen_figure
        return self.figures[index] if index is not None and index < len(self.figures) else None


def _meta(article: Article) -> tuple[str, ...]:
    row = article.row
    count = len(article.document.text.split())
    minutes = max(1, round(count / WORDS_A_MINUTE))
    moment = row.published or article.first_seen
    first = [row.source, long_moment(moment) if moment else "", f"{minutes} min", f"{count:,} words"]
    if article.from_page:
        first.append("full text of the page")
    lines = [" · ".join(part for part in first if part)]
    if row.byline:
        lines.append(row.byline)
    if article.bookmark is not None:
        lines.append(f"★ {article.bookmark.note}" if article.bookmark.note else "★ bookmarked")
    return tuple(lines)


def search_hits(text: str, query: str) -> list[tuple[int, int]]:
    """Where the words that a query looks for stand in a text, or begin a word of it."""
    from reader.query import QueryError, looked_for, parse_as_typed

    try:
        wanted = looked_for(parse_as_typed(query, now=datetime.now()))  # noqa: DTZ005  (only its words are used)
    except QueryError:
        return []
    if not wanted:
        return []
    tokens = [(folded, match.span()) for match in re.finditer(r"\w+", text) for folded in words(match[0])]
    found = []
    for phrase, whole in wanted:
        parts = phrase.split()
        for place in range(len(tokens) - len(parts) + 1):
            here = [token for token, _ in tokens[place : place + len(parts)]]
            if here[:-1] == parts[:-1] and (here[-1] == parts[-1] if whole else here[-1].startswith(parts[-1])):
                found.append((tokens[place][1][0], tokens[place + len(parts) - 1][1][1]))
    return sorted(set(found))
