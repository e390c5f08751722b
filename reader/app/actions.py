"""The one table of actions: keys, key bar, help and command palette are all made from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from textual.binding import Binding

LIST, TEXT, FIGURES = "list", "text", "figures"
EVERYWHERE = (LIST, TEXT, FIGURES)


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do.

    `id` names it in the settings; the part before a dot is its method on the main screen (`action_…`), called with
    `argument`. `keys` are Textual key names, comma-separated. `label` is the key bar's word, `help` the sentence in
    help and palette. `bar` lists the panes in which the key bar shows it.
    """

    id: str
    keys: str
    label: str
    help: str
    group: str
    argument: str = ""
    bar: tuple[str, ...] = ()

    @property
    def call(self) -> str:
        """The action string that Textual runs."""
        return f"{self.id.partition('.')[0]}({self.argument})"

    @property
    def binding(self) -> Binding:
        """The binding of the default keys; a person's own keys replace them by the id."""
        return Binding(self.keys, self.call, self.label, id=self.id, show=bool(self.bar))


ACTIONS: tuple[Action, ...] = (
    Action(
        "open",
        "enter,l,right",
        "Open",
        "The article; on a figure: its words",
        "Read",
        bar=(LIST, FIGURES),
    ),
    Action(
        "back",
        "escape,h,left,backspace",
        "Back",
        "Leave search or view; to the list; stop reloading",
        "Read",
        bar=(TEXT,),
    ),
    Action("onward", "space", "Read on", "One page down, then the next unread article", "Read", bar=(LIST, TEXT)),
    Action("unread.next", "n", "Next unread", "Open the next unread article", "Read", "1", bar=(LIST, TEXT)),
    Action("unread.previous", "p,N", "Previous unread", "Open the previous unread article", "Read", "-1"),
    Action("figure.next", "right_square_bracket", "Figure", "Next figure in the text", "Figures", "1", bar=EVERYWHERE),
    Action("figure.previous", "left_square_bracket", "Figure back", "Previous figure in the text", "Figures", "-1"),
    Action("order", "t", "Order", "Order of the figures: by weight, or as in the text", "Figures", bar=(FIGURES,)),
    Action("named", "x", "Named", "On a name: every stored article that has it", "Figures", bar=(FIGURES,)),
    Action("bookmark", "s,asterisk", "Bookmark", "Bookmark, or take the bookmark away", "Mark", bar=EVERYWHERE),
    Action("note", "B", "Note", "Bookmark with a note", "Mark"),
    Action("tags", "T", "Tags", "Tags of the article", "Mark"),
    Action("bookmarks", "b", "Bookmarks", "All bookmarks: notes, tags, order, export", "Mark", bar=(LIST,)),
    Action("read", "m", "Read", "Mark read or unread", "Mark", bar=(LIST,)),
    Action("all_read", "A", "All read", "Mark every article of this list read", "Mark"),
    Action("undo", "u,ctrl+z", "Undo", "Undo the last change", "Mark", bar=(LIST,)),
    Action("redo", "ctrl+y", "Redo", "Do again what was undone", "Mark"),
    Action("search", "slash", "Search", "Search as you type: words, or a query (below)", "List", bar=(LIST, TEXT)),
    Action("view", "full_stop", "Next view", "The next saved view: all, unread, bookmarks …", "List", bar=(LIST,)),
    Action("views", "V", "Views", "All saved views with counts; keep a search", "List"),
    Action("copy", "Y", "Copy", "Headline and link, figure with citation, or quote", "Take along", bar=(TEXT, FIGURES)),
    Action("copy_link", "y", "Copy link", "Copy the article's link", "Take along"),
    Action("browser", "o", "Browser", "Open the article in the browser", "Take along", bar=(LIST, TEXT)),
    Action("reload_all", "R,ctrl+r", "Reload all", "Reload every source", "Sources", bar=(LIST,)),
    Action("reload", "r", "Reload", "Reload the source of this article", "Sources"),
    Action("add", "a", "Add", "Add a feed, a file or a folder", "Sources", bar=(LIST,)),
    Action("sources", "S", "Sources", "All sources, and what is wrong with any", "Sources"),
    Action("pane.next", "tab", "Next pane", "Next pane", "Panes", "1"),
    Action("pane.previous", "shift+tab", "Previous pane", "Previous pane", "Panes", "-1"),
    Action("go.list", "1", "List", "The list", "Panes", "'list'"),
    Action("go.text", "2", "Text", "The text", "Panes", "'text'"),
    Action("go.figures", "3,4", "Figures", "The figures", "Panes", "'figures'", bar=(LIST, TEXT)),
    Action("zen", "z", "Reading only", "The text alone, and back", "Panes", bar=(TEXT,)),
    Action(
        "full_text", "d", "Full text", "The page's full text, and back to what the source gave", "Read", bar=(TEXT,)
    ),
    Action("furniture", "f", "Furniture", "Show or fold menus, forms and author boxes", "Panes", bar=(TEXT,)),
    Action("move.down", "j,down", "Down", "Next row, or one line down in the text", "Move", "1"),
    Action("move.up", "k,up", "Up", "Previous row, or one line up in the text", "Move", "-1"),
    Action("page.half_down", "ctrl+d", "Half a page", "Half a page down", "Move", "0.5"),
    Action("page.half_up", "ctrl+u", "Half a page up", "Half a page up", "Move", "-0.5"),
    Action("page.down", "pagedown,ctrl+f", "Page", "One page down", "Move", "1"),
    Action("page.up", "pageup,ctrl+b", "Page up", "One page up", "Move", "-1"),
    Action("edge.top", "g,home", "Top", "First row or line", "Move", "False"),
    Action("edge.bottom", "G,end", "Bottom", "Last row or line", "Move", "True"),
    Action("other.down", "J", "Other down", "From the list: scroll the text; from the text: next article", "Move", "1"),
    Action("other.up", "K", "Other up", "The same, upwards", "Move", "-1"),
    Action("help", "question_mark,f1", "Help", "This help", "Program"),
    Action("quit", "q,Q", "Quit", "Quit", "Program"),
)
ALWAYS = ("help", "quit")  # the key bar keeps these at its end, however narrow


def unknown_ids(ids: Iterable[str]) -> list[str]:
    """Those of `ids` that name no action (Textual would silently ignore them)."""
    known = {action.id for action in ACTIONS}
    return [wanted for wanted in ids if wanted not in known]


def key_name(action: Action, own: Mapping[str, str] | None = None) -> str:
    """The first key as a person writes it: "]", "Ctrl-d", "Enter"."""
    return key_names(action, own)[0]


def key_names(action: Action, own: Mapping[str, str] | None = None) -> list[str]:
    """All keys as a person writes them: those of `own` (the settings' keys, by action id), else the defaults."""
    return [_shown(key.strip()) for key in (own or {}).get(action.id, action.keys).split(",")]


_SHOWN = {
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "full_stop": ".",
    "slash": "/",
    "asterisk": "*",
    "question_mark": "?",
    "escape": "Esc",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
}


def _shown(key: str) -> str:
    if key in _SHOWN:
        return _SHOWN[key]
    if len(key) == 1:
        return key
    return "-".join(part if len(part) == 1 else part.capitalize() for part in key.split("+"))
