"""Taking things along: copies for the clipboard, the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.screens.dialogs import Choice
from reader.desk import browser, cite
from reader.desk.threads import in_thread
from reader.model import Article

if TYPE_CHECKING:
    from reader.app.screens.main import MainScreen


class Taking:
    """What the copying keys do with the article that is shown, or else with the one under the cursor."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen

    def copy_link(self) -> None:
        """Copy the article's link."""
        self._screen.run("copy", self._copy_link)

    def copy(self) -> None:
        """Offer what can be copied, each as it would be pasted."""
        self._screen.run("copy", self._copy)

    def browse(self) -> None:
        """Open the article's link in the browser."""
        self._screen.run("browse", self._browse)

    async def _article(self) -> Article | None:
        shown, wanted = self._screen.reading.article, self._screen.lists.cursor_id
        if wanted is None:
            return None
        if shown is not None and shown.row.id == wanted:
            return shown
        return await in_thread(self._screen.desk.article, wanted)

    async def _copy_link(self) -> None:
        article = await self._article()
        if article is None:
            return
        if link := cite.link(article):
            self._take(link, "Link copied.")
        else:
            self._screen.tell("This article has no link; Y copies its headline, figures and words.")

    async def _copy(self) -> None:
        article = await self._article()
        if article is None:
            return
        offers = [("Headline and link", cite.headline(article))]
        figure = self._screen.reading.lit
        if figure is not None and self._screen.reading.article is article:
            offers.append(("Figure with citation", cite.figure(article, figure)))
            offers.append(("Quote", cite.quote(article, figure.sentence_start, figure.sentence_end)))
        if selected := self._screen.get_selected_text():
            offers.append(("Selected words", selected))
        choice = await self._screen.newsroom.ask(Choice("Copy", offers))
        if choice is not None:
            self._take(offers[choice][1], f"{offers[choice][0]} copied.")

    def _take(self, words: str, said: str) -> None:
        # OSC 52: the terminal puts it on the clipboard, over ssh too; tmux needs "set -g set-clipboard on".
        self._screen.app.copy_to_clipboard(words)
        self._screen.tell(said)

    async def _browse(self) -> None:
        article = await self._article()
        if article is None:
            return
        if not article.row.link:
            self._screen.tell("This article has no link to open.")
            return
        try:
            await in_thread(browser.open_link, article.row.link)
        except browser.BrowserError as error:
            self._screen.tell(str(error), error=True)
        else:
            self._screen.tell("Opened in the browser.")
