"""A walk over an HTML tree that yields blocks, and notes where on the page each of them stood."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.model.document import BlockKind, MarkKind
from reader.text.builder import Draft, InlineBuilder, single_space
from reader.text.clean import clean_line
from reader.text.markup import absolute_url
from reader.text.tables import table_drafts

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_MARKS = {
    **dict.fromkeys(("b", "strong"), MarkKind.STRONG),
    **dict.fromkeys(("i", "em", "cite", "dfn"), MarkKind.EMPHASIS),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), MarkKind.CODE),
}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    ["address", "article", "aside", "body", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset"]
).union(
    ["figure", "footer", "header", "hgroup", "html", "legend", "main", "menu", "nav", "optgroup", "p", "search"],
    ["section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "ol", "form", "noframes"],
)
_DROPPED = frozenset(
    ["script", "style", "noscript", "template", "svg", "iframe", "head", "title", "object", "embed", "applet", "canvas"]
).union(
    ["video", "audio", "map", "button", "input", "select", "textarea", "option", "datalist", "meter", "progress"],
    ["frameset", "link", "meta", "base", "annotation", "annotation-xml", "rp"],
)
_FURNITURE_TAGS = frozenset(["nav", "footer", "aside", "form", "dialog", "menu", "search"])
_FURNITURE_ROLES = frozenset(
    [
        "navigation",
        "banner",
        "contentinfo",
        "search",
        "dialog",
        "alertdialog",
        "complementary",
        "menu",
        "menubar",
        "form",
    ]
)
_SCOPE_TAGS = frozenset(["article", "main"])
_COMMENTS = re.compile(r"(?<![a-z])(?:comments?|commentlist|disqus|respond|replies|reply)(?![a-z])")
# Words in class and id names, by which sites of all languages call what is not the story.
_HINTS = re.compile(
    r"(?<![a-z])(?:nav|navbar|navigation|menu|breadcrumbs?|sidebar|footer|masthead|cookies?|consent|gdpr|newsletter"
    r"|signup|subscribe|subscription|social|share|sharing|shares|sharedaddy|addtoany|related|outbrain"
    r"|recommended|recommendations|taboola|promos?|adverts?|advertisement|ads?|sponsor|sponsored|banner|popup|modal|overlay"
    r"|bio|biography|author[-_ ]?(?:box|bio|info|card|about|profile)|about[-_ ]?(?:the[-_ ]?)?author|widget|pager"
    r"|pagination|toolbar|trending|popular|most[-_ ]?(?:read|viewed|popular)|skip[-_ ]?(?:link|to|nav)|paywall|print"
    r"|copyright|(?:post|article)[-_ ]?tags|tag[-_ ]?(?:list|cloud|links)|byline|dateline|timestamp|teasers?"
    r"|read[-_ ]?(?:more|next|also))(?![a-z])"
)
_INVISIBLE = re.compile(r"(?:^|\s)(?:sr-only|screen-reader-text|visually-hidden|visuallyhidden)(?:\s|$)")
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|svg|avif)|(?:img|dsc|image|screenshot)[ _-]?\d*", re.IGNORECASE)
_SUPERSCRIPTS = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_POWER = re.compile(r"[+−-]?[0-9]{1,3}")
_LONG_CELL = 200  # characters; a table with longer cells was made for layout


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stood: the furniture region (0: none) and the nested article and main elements around it."""

    region: int
    scopes: tuple[int, ...]


class Walker:
    """Turns a tree into drafts. `page` keeps forms (as furniture): whole pages may stand in one."""

    def __init__(self, base: str, *, page: bool = False) -> None:
        self.drafts: list[Draft] = []
        self.places: list[Place] = []
        self.sure_regions: set[int] = set()  # regions that hold comments or a site's frame whatever their size
        self._base = base
        self._page = page
        self._inline = InlineBuilder()
        self._heading = 0
        self._quotes = 0
        self._pre = 0
        self._caption = 0
        self._captioned = 0  # figures whose caption stands in words, so that their pictures' texts would repeat it
        self._lists: list[int] = []  # the next number of each open list; 0 for bullets
        self._item: tuple[int, str] | None = None  # (level, label) of the item being collected
        self._captions: list[Draft] = []
        self._broken = False
        self._region = 0
        self._ids = 0
        self._scopes: tuple[int, ...] = ()

    def walk(self, root: LexborNode) -> list[Draft]:
        """All blocks below `root`, in order. Iterative: depth is bounded by the parser's caller, not by the stack."""
        todo: list[LexborNode | Callable[[], None]] = [root]
        while todo:
            node = todo.pop()
            if callable(node):
                node()
                continue
            if node.tag == "-text":
                self._text(node.text_content or "")
                continue
            leave = self._enter(node)
            if leave is not None:
                todo.append(leave)
                children = []
                child = node.child
                while child is not None:
                    children.append(child)
                    child = child.next
                todo.extend(reversed(children))
        self._flush()
        return self.drafts

    def _text(self, text: str) -> None:
        if self._pre:
            self._inline.shaped(text)
        elif text:
            if not text.isspace():
                self._broken = False
            self._inline.words(text)

    def _flush(self) -> None:
        self._broken = False
        draft = None
        if self._pre:
            draft = self._inline.take(BlockKind.CODE)
        elif self._heading:
            draft = self._inline.take(BlockKind.HEADING, self._heading)
        elif self._caption:
            draft = self._inline.take(BlockKind.CAPTION)
        elif self._item:
            draft = self._inline.take(BlockKind.ITEM, *self._item)
            if draft:
                self._item = (self._item[0], "")
        else:
            draft = self._inline.take(BlockKind.QUOTE if self._quotes else BlockKind.PARAGRAPH)
        self._put([draft] if draft else [])
        self._put(self._captions)
        self._captions = []

    def _put(self, drafts: Iterable[Draft]) -> None:
        for draft in drafts:
            self.drafts.append(draft)
            self.places.append(Place(self._region, self._scopes))

    def _enter(self, node: LexborNode) -> Callable[[], None] | None:
        """Note the element's begin; returns what is to be done at its end, None when it is to be skipped."""
        tag = node.tag or ""
        if tag.startswith("-") or tag in _DROPPED or (tag == "form" and not self._page):
            return self._nothing if tag.startswith("-doc") else None
        attributes = node.attributes
        if attributes and _is_hidden(attributes):
            return None
        if tag in ("br", "hr", "img", "wbr"):
            self._void(tag, attributes)
            return None
        if tag == "a":
            return self._span(absolute_url(attributes.get("href") or "", self._base), None)
        if tag in _MARKS:
            return self._span("", _MARKS[tag])
        if tag == "q":
            self._inline.words("“")
            return lambda: self._inline.words("”")
        if tag == "sup":
            return self._superscript(node)
        if tag == "table":
            table = self._table(node)
            if table is not None:
                self._flush()
                self._put(table)
                return None
        return self._block(tag, attributes, node)

    def _nothing(self) -> None:
        return None

    def _void(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "br":
            if self._pre:
                self._inline.shaped("\n")
            elif self._broken:
                self._flush()
            else:
                self._inline.line_break()
                self._broken = True
        elif tag == "hr":
            self._flush()
        elif tag == "img":
            self._picture(attributes)

    def _picture(self, attributes: dict[str, str | None]) -> None:
        alt = clean_line(attributes.get("alt") or "")
        if len(alt) <= 2 and alt and not alt.isascii():  # an emoji drawn as a picture
            self._inline.words(alt)
        elif len(alt.split()) > 1 and not _FILE_NAME.fullmatch(alt) and not self._captioned:
            self._captions.append(Draft(BlockKind.CAPTION, alt))

    def _span(self, url: str, mark: MarkKind | None) -> Callable[[], None]:
        if not url and mark is None:
            return self._nothing
        self._inline.open(url, mark)
        return self._inline.close

    def _superscript(self, node: LexborNode) -> Callable[[], None] | None:
        text = (node.text(deep=True) or "").strip()
        if _POWER.fullmatch(text):
            self._inline.words(text.translate(_SUPERSCRIPTS))  # 10⁶ must not read as 106
            return None
        return self._nothing

    def _block(self, tag: str, attributes: dict[str, str | None], node: LexborNode) -> Callable[[], None]:
        region, scopes = self._region, self._scopes
        outer_item = self._item
        is_block = tag in _BLOCKS or tag in _HEADINGS or tag in ("blockquote", "pre", "li", "figcaption", "caption")
        if is_block:
            self._flush()
        if self._page:
            self._locate(tag, attributes)
        if not is_block:
            return self._restore(region, scopes) if self._region != region else self._nothing
        field = {"blockquote": "_quotes", "pre": "_pre", "figcaption": "_caption", "caption": "_caption"}.get(tag, "")
        if tag in _HEADINGS:
            self._heading = _HEADINGS[tag]
        elif tag in ("ul", "ol", "menu", "dir"):
            start = (attributes.get("start") or "1")[:6]
            self._lists.append((int(start) if start.isdecimal() else 1) if tag == "ol" else 0)
            self._item = None
        elif tag == "li":
            self._item = self._new_item()
        elif tag == "figure" and node.css_first("figcaption") is not None:
            field = "_captioned"
        if field:
            setattr(self, field, getattr(self, field) + 1)

        def leave() -> None:
            self._flush()
            if field:
                setattr(self, field, getattr(self, field) - 1)
            if tag in _HEADINGS:
                self._heading = 0
            elif tag in ("ul", "ol", "menu", "dir"):
                self._lists.pop()
            self._item = outer_item if tag in ("ul", "ol", "menu", "dir", "li") else self._item
            self._region, self._scopes = region, scopes

        return leave

    def _restore(self, region: int, scopes: tuple[int, ...]) -> Callable[[], None]:
        self._flush()

        def leave() -> None:
            self._flush()
            self._region, self._scopes = region, scopes

        return leave

    def _new_item(self) -> tuple[int, str]:
        if not self._lists or not self._lists[-1]:
            return max(1, len(self._lists)), "•"
        number = self._lists[-1]
        self._lists[-1] += 1
        return len(self._lists), f"{number}."

    def _locate(self, tag: str, attributes: dict[str, str | None]) -> None:
        """Note a scope or a furniture region that begins with this element."""
        names = _CAMEL.sub("-", f"{attributes.get('class') or ''} {attributes.get('id') or ''}").lower()
        role = (attributes.get("role") or "").lower()
        self._ids += 1
        if tag in _SCOPE_TAGS or role in ("main", "article") or attributes.get("itemprop") == "articleBody":
            self._scopes = (*self._scopes, self._ids)
            return
        if self._region or tag in ("html", "body"):
            return
        sure = (tag in ("nav", "footer") and not self._scopes) or _COMMENTS.search(names) is not None
        if sure or tag in _FURNITURE_TAGS or role in _FURNITURE_ROLES or _HINTS.search(names):
            self._region = self._ids
            if sure:
                self.sure_regions.add(self._ids)

    def _table(self, node: LexborNode) -> list[Draft] | None:
        """The table as aligned text; None when it is there for layout and its cells are to be read as blocks."""
        if self._pre or len(node.css("table")) > 1:
            return None
        rows: list[list[Draft | None]] = []
        for row in node.css("tr"):
            cells: list[Draft | None] = []
            for cell in row.css("td, th"):
                if _is_hidden(cell.attributes):
                    continue
                draft = _cell(cell, self._base)
                if draft and len(draft.text) > _LONG_CELL:
                    return None
                span = (cell.attributes.get("colspan") or "1")[:2]
                cells += [draft, *[None] * (int(span) - 1 if span.isdecimal() else 0)]
            rows.append(cells)
        if max((len([cell for cell in row if cell]) for row in rows), default=0) < 2:
            return None
        caption = node.css_first("caption")
        text = clean_line(single_space(caption.text(deep=True))) if caption is not None else ""
        return [*([Draft(BlockKind.CAPTION, text)] if text else []), *table_drafts(rows)]


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    if "hidden" in attributes:
        return True
    style, classes = attributes.get("style"), attributes.get("class")
    return bool((style and _HIDDEN_STYLE.search(style)) or (classes and _INVISIBLE.search(classes)))


def _cell(node: LexborNode, base: str) -> Draft | None:
    """A table cell's words as one line."""
    parts = [d for d in Walker(base).walk(node) if d.kind is not BlockKind.CAPTION]
    if not parts:
        return None
    cell = Draft(BlockKind.PARAGRAPH, "")
    for part in parts:
        cell.text += " " if cell.text else ""
        cell.links += [(len(cell.text) + a, len(cell.text) + b, url) for a, b, url in part.links]
        cell.text += part.text.replace("\n", " ")
    return cell
