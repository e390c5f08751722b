"""The main screen: three panes side by side. It composes and routes; its helpers and the desk do the work."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, ParamSpec, Protocol, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.screen import Screen
from textual.timer import Timer
from textual.worker import Worker

from reader.app.actions import ACTIONS, FIGURES, LIST, TEXT
from reader.app.jobs import Jobs
from reader.app.lists import Lists
from reader.app.marking import Marking
from reader.app.reading import Reading
from reader.app.screens.bookmarks import BookmarksScreen
from reader.app.screens.help import Help
from reader.app.screens.views import ViewsScreen
from reader.app.taking import Taking
from reader.app.widgets.article_list import ArticleList
from reader.app.widgets.article_text import ArticleText
from reader.app.widgets.bars import KeyBar, StatusLine
from reader.app.widgets.figures_panel import FiguresPanel
from reader.app.widgets.query_box import QueryBox
from reader.desk.desk import Desk
from reader.desk.sources import name_of
from reader.desk.threads import in_thread
from reader.model import Source

if TYPE_CHECKING:
    from reader.app.app import NewsroomApp

P = ParamSpec("P")
PREVIEW_DELAY = 0.06  # seconds the cursor rests on a row before its article is shown beside it
PANES = (LIST, TEXT, FIGURES)


class Pane(Protocol):
    """What the keys of movement ask of each pane."""

    def move(self, rows: int) -> None: ...
    def scroll_page(self, pages: float) -> None: ...
    def to_edge(self, end: bool) -> None: ...


class MainScreen(Screen[None]):
    """Articles · reading · key figures."""

    BINDINGS: ClassVar[list[BindingType]] = [action.binding for action in ACTIONS]
    AUTO_FOCUS = "#list"

    def __init__(self, desk: Desk, *, visiting: Sequence[Source] = (), first_run: bool = False) -> None:
        super().__init__()
        self.desk = desk
        self.lists = Lists(self, visiting)
        self.first_run = first_run
        self._preview: Timer | None = None
        self._pane = LIST
        self._names: dict[str, list[str]] = {}

    @property
    def newsroom(self) -> NewsroomApp:
        """The app, by its own type."""
        return cast("NewsroomApp", self.app)

    def compose(self) -> ComposeResult:
        yield StatusLine(id="status")
        with Container(id="panes"):
            yield ArticleList(now=self.newsroom.now(), id=LIST)
            yield ArticleText(id=TEXT)
            yield FiguresPanel(id=FIGURES)
        yield QueryBox(self.newsroom.local_now, self._known, id="search")
        yield KeyBar(self.newsroom.settings.keys, id="keys")

    def on_mount(self) -> None:
        self.list = self.query_one(ArticleList)
        self.text = self.query_one(ArticleText)
        self.panel = self.query_one(FiguresPanel)
        self.status = self.query_one(StatusLine)
        self.list.border_title, self.text.border_title, self.panel.border_title = "Articles", "Reading", "Key figures"
        self.reading, self.marking, self.taking, self.jobs = Reading(self), Marking(self), Taking(self), Jobs(self)
        self.add_class("show-list")
        self.lists.start()
        if self.first_run:
            self.tell("These stories ship with newsroom. Press a to add a feed, a file or a folder.")
        self.jobs.start()

    def run(self, group: str, work: Callable[P, Coroutine[Any, Any, None]], *args: P.args, **how: P.kwargs) -> None:
        """Run a coroutine function beside the keys; a newer one of the same group replaces it."""
        self._start(group, partial(work, *args, **how), exclusive=True)

    def run_beside(
        self, group: str, work: Callable[P, Coroutine[Any, Any, None]], *args: P.args, **how: P.kwargs
    ) -> Worker[None]:
        """As `run`, but beside others of the same group."""
        return self._start(group, partial(work, *args, **how), exclusive=False)

    def _start(self, group: str, work: Callable[[], Coroutine[Any, Any, None]], *, exclusive: bool) -> Worker[None]:
        # Textual runs partials of coroutine functions; its annotation leaves them out.
        return self.run_worker(work, group=group, exclusive=exclusive, exit_on_error=False)

    @on(ArticleList.Moved)
    def _moved(self, event: ArticleList.Moved) -> None:
        if event.index < 0:
            self.reading.clear()
        elif self.text.display:
            if self._preview is not None:
                self._preview.stop()
            self._preview = self.set_timer(PREVIEW_DELAY, self.reading.preview)

    @on(ArticleList.Chosen)
    def _chosen(self) -> None:
        self.action_open()

    @on(FiguresPanel.Chosen)
    def _figure_chosen(self, event: FiguresPanel.Chosen) -> None:
        self.reading.light(event.target)

    @on(ArticleText.OffsetClicked)
    def _text_clicked(self, event: ArticleText.OffsetClicked) -> None:
        self.reading.click(event.offset)

    # panes

    @property
    def pane(self) -> str:
        """The name of the pane that the keys go to; the list's while something else has the focus."""
        return self._pane

    @property
    def narrow(self) -> bool:
        """Whether one pane is shown at a time."""
        return self.has_class("-narrow")

    def show_pane(self, name: str) -> None:
        """Show a pane and give it the focus."""
        for pane in PANES:
            self.set_class(pane == name, f"show-{pane}")
        if name != TEXT:
            self.remove_class("zen")
        self._pane = name  # at once: keys that come before the focus has moved are meant for this pane
        # Only what is displayed can take the focus; the class is at work after the next refresh.
        self.call_after_refresh(self._focus_pane)

    def _focus_pane(self) -> None:
        self.query_one(f"#{self._pane}").focus()

    def on_descendant_focus(self) -> None:
        if self.focused is not None:
            self._pane = self.focused.id if self.focused.id in PANES else LIST
            self.query_one(KeyBar).show_pane(self._pane)

    def action_go(self, name: str) -> None:
        if name != LIST and self.reading.article is None:
            self.reading.preview()
        self.show_pane(name)

    def action_pane(self, step: int) -> None:
        self.action_go(PANES[(PANES.index(self.pane) + step) % len(PANES)])

    def action_zen(self) -> None:
        if self.has_class("zen"):
            self.remove_class("zen")
        else:
            self.action_go(TEXT)
            self.add_class("zen")

    # movement

    def _focused_pane(self) -> Pane:
        return cast("Pane", self.query_one(f"#{self.pane}"))

    def action_move(self, rows: int) -> None:
        self._focused_pane().move(rows)

    def action_page(self, pages: float) -> None:
        self._focused_pane().scroll_page(pages)

    def action_edge(self, end: bool) -> None:
        self._focused_pane().to_edge(end)

    def action_other(self, step: int) -> None:
        if self.pane == TEXT:
            self.list.move(step)
            self.reading.open(focus=False)
        else:
            self.text.move(step)

    # reading

    def action_open(self) -> None:
        if self.pane == FIGURES:
            self.panel.choose()
        elif self.pane == LIST:
            if self.query_one(QueryBox).has_focus_within:
                self.list.focus()
            self.reading.open()

    def action_back(self) -> None:
        if self.has_class("zen"):
            self.remove_class("zen")
        elif self.has_class("searching"):
            self._close_search()
        elif self.lists.narrowed and self.pane == LIST:
            self.lists.widen()
        elif self.narrow and self.pane == FIGURES:
            self.show_pane(TEXT)
        elif self.pane == LIST and self.jobs.stop():
            pass
        else:
            self.text.unlight()
            self.show_pane(LIST)

    def action_onward(self) -> None:
        if self.reading.article is None or self.reading.article.row.id != self.lists.cursor_id or self.narrow_list:
            self.reading.open(focus=False)
        elif self.text.at_end:
            self.action_unread(1)
        else:
            self.text.scroll_page(1)
            self.reading.mark_read()

    @property
    def narrow_list(self) -> bool:
        """Whether the list alone is on the screen."""
        return self.narrow and self.has_class("show-list")

    def action_unread(self, step: int) -> None:
        rows = self.lists.rows
        if rows is None:
            return
        # Not in a thread: the key pressed next, a bookmark say, must find the cursor where this one put it.
        index = rows.next_unread(self.list.cursor + step, step)
        if index is None and step > 0:  # from the end on to what was passed over
            index = rows.next_unread(0, 1)
        if index is None:
            self.tell("Nothing unread in this list." if step > 0 else "Nothing unread above.")
            return
        self.list.move_to(index)
        self.reading.open(focus=False)

    def action_figure(self, step: int) -> None:
        self.reading.step(step)

    def action_order(self) -> None:
        self.tell("Figures in text order." if self.panel.toggle_order() else "Figures by weight.")

    def action_named(self) -> None:
        if name := self.panel.chosen_name:
            self.show_pane(LIST)
            self.lists.show_named(name)
        else:
            self.tell("Choose a person, an organisation or a place among the key figures first.")

    def action_full_text(self) -> None:
        self.reading.turn_page()

    def action_furniture(self) -> None:
        if self.text.document.folded:
            self.text.toggle_folded()
        else:
            self.tell("No page furniture was folded in this article.")

    # marks

    def action_read(self) -> None:
        self.marking.toggle_read()

    def action_all_read(self) -> None:
        self.marking.all_read()

    def action_bookmark(self) -> None:
        self.marking.bookmark()

    def action_note(self) -> None:
        self.marking.note()

    def action_tags(self) -> None:
        self.marking.tags()

    def action_bookmarks(self) -> None:
        self.run("bookmarks", self._bookmarks)

    async def _bookmarks(self) -> None:
        chosen = await self.newsroom.ask(BookmarksScreen(self.desk))
        await self.lists.reload()
        if chosen is not None:
            await self.lists.show_article(chosen)
            self.reading.open()

    def action_undo(self) -> None:
        self.marking.undo()

    def action_redo(self) -> None:
        self.marking.redo()

    # search and views

    def action_search(self) -> None:
        self.add_class("searching")
        self.remove_class("zen")
        self.show_pane(LIST)
        self.run("known", self._learn)
        self.call_after_refresh(self.query_one(QueryBox).start)

    async def _learn(self) -> None:
        """What the library has of its own that a query can name, for the box to complete."""
        sources = await in_thread(self.desk.sources)
        tags = await in_thread(self.desk.marks.tags)
        self._names = {
            "source": [name_of(source) for source in sources],
            "folder": sorted({source.folder for source in sources if source.folder}),
            "tag": [tag for tag, _ in tags],
        }

    def _known(self) -> dict[str, list[str]]:
        return self._names

    def _close_search(self) -> None:
        self.remove_class("searching")
        self.list.focus()
        self.query_one(QueryBox).put("")

    @on(QueryBox.Asked)
    def _asked(self, event: QueryBox.Asked) -> None:
        self.lists.search(event.text, event.query)

    @on(QueryBox.Left)
    def _search_left(self) -> None:
        self.list.focus()

    def action_view(self) -> None:
        self.run("view", self.lists.next_view)

    def action_views(self) -> None:
        self.run("views", self._views)

    async def _views(self) -> None:
        chosen = await self.newsroom.ask(ViewsScreen(self.desk, self.lists.query, self.lists.visited))
        if chosen is not None:
            self.lists.show_view(chosen)

    # sources, taking along, program

    def action_reload(self) -> None:
        self.jobs.reload_one()

    def action_reload_all(self) -> None:
        self.jobs.reload_all()

    def action_add(self) -> None:
        self.jobs.add()

    def action_sources(self) -> None:
        self.jobs.show_sources()

    def action_copy_link(self) -> None:
        self.taking.copy_link()

    def action_copy(self) -> None:
        self.taking.copy()

    def action_browser(self) -> None:
        self.taking.browse()

    def action_help(self) -> None:
        self.app.push_screen(Help(self.newsroom.settings.keys))

    def action_quit(self) -> None:
        self.app.exit()

    # failures

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        self.newsroom.tell_failure(event)

    def tell(self, words: str, *, error: bool = False) -> None:
        """Show a sentence over the screen."""
        self.newsroom.tell(words, error=error)
