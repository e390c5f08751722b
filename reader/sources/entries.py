"""From the loose parts that a feed gives of one article to an `Entry`: cleaned, capped, never without a title."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from reader.model.article import Entry
from reader.model.document import Document
from reader.sources.attachments import Enclosed, attachments
from reader.text.clean import clean_line

MAX_TITLE = 1000  # characters
MAX_URL = 8192  # characters
MAX_ENTRIES = 2000  # of one document
MAX_BODY = 2_000_000  # characters of markup
_MAX_ALL_BODIES = 10_000_000  # characters of the texts of one document
_MAX_TAGS = 50_000  # in one text
_MAX_RAW_TITLE = 8000  # characters of markup that a title is made from
_FIRST_SENTENCE = 80  # characters of the text that stand in for a missing title

_HIDDEN = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.I | re.S)
_TAG = re.compile(r"<!--.*?(?:-->|\Z)|</?[a-zA-Z][^<>]*>|<[!?][^<>]*>", re.S)
_ANY_MARKUP = re.compile(r"</[a-zA-Z][^<>]*>|<(?:p|br|hr)\s*/?>|<(?:img|a|p)\s[^<>]*>", re.I)
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")
_ABSOLUTE = re.compile(r"https?://", re.I)
_URL_NOISE = re.compile(r"[\s\x00-\x20\x7f-\x9f]+")


@dataclass(frozen=True, slots=True)
class Body:
    """One text that a feed gives for an article. `base` is what its relative links start from, "" when not stated.

    A `spare` one describes a part of it (a recording, a picture) or repeats the others shortened: it is shown only
    where no other says anything.
    """

    value: str
    markup: bool
    base: str = ""
    spare: bool = False


@dataclass(slots=True)
class Draft:
    """What was found of one article, as it stood in the document. Links are resolved, nothing else is touched."""

    title: str = ""
    title_is_markup: bool = False
    guid: str = ""
    link: str = ""
    byline: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    bodies: Sequence[Body] = ()
    language: str = ""
    enclosed: Sequence[Enclosed] = ()
    attachment_base: str = ""

    def finish(self, base: str) -> Entry:
        """The article, with its text. Relative links in it start from its own link, else from `base`."""
        body = _chosen(self.bodies)
        start = self.link or base
        start = absolute_url(body.base, start) or start
        title = plain_title(self.title, markup=self.title_is_markup)
        if title:
            document = _document(body, base=start, title=title)
        else:
            document = _document(body, base=start, title="")
            title = _first_sentence(document.text) or clean_line(self.link, MAX_TITLE) or "Untitled"
            document = _document(body, base=start, title=title)
        attached = attachments(self.enclosed, self.attachment_base or base)
        return Entry(
            title=title,
            document=replace(document, attachments=attached) if attached else document,
            guid=clean_line(self.guid, MAX_URL),
            link=self.link,
            byline=clean_line(self.byline, MAX_TITLE),
            published=self.published,
            updated=self.updated,
            language=clean_line(self.language, 35),  # RFC 5646, 4.4.1: no tag in use is longer
        )


def finish_all(drafts: Sequence[Draft], base: str, notes: list[str]) -> tuple[Entry, ...]:
    """The articles of one document; a sentence about what of them is longer than is kept is added to `notes`.

    Of more than 10,000,000 characters of text in all, the last articles' texts are left out.
    """
    long: dict[str, bool] = {
        f"titles after {MAX_TITLE:,} characters": any(len(d.title) > MAX_TITLE for d in drafts),
        f"identifiers after {MAX_URL:,} characters": any(len(d.guid) > MAX_URL for d in drafts),
        f"texts after {MAX_BODY:,} characters": any(len(b.value) > MAX_BODY for d in drafts for b in d.bodies),
    }
    entries, left = [], _MAX_ALL_BODIES
    for draft in drafts:
        size = sum(len(body.value) for body in draft.bodies)
        if size > left:
            draft.bodies, left = (), 0
            long["texts of the last articles"] = True
        left -= min(size, left)
        entries.append(draft.finish(base))
    if cut := [what for what, is_long in long.items() if is_long]:
        notes.append(f"Too long and cut: {', '.join(cut)}.")
    return tuple(entries)


def _chosen(bodies: Sequence[Body]) -> Body:
    """The first text, the content of an article, unless it says less than half of what another does."""
    for spare in (False, True):
        lengths = [(len(visible_text(b)), b) for b in bodies if b.spare is spare]
        longest = max((length for length, _ in lengths), default=0)
        if longest:
            return next(body for length, body in lengths if length * 2 >= longest)
    return max(bodies, key=lambda b: len(b.value), default=Body("", markup=False))


def plain_title(value: str, *, markup: bool) -> str:
    """A title on one line without tags, at most 1,000 characters.

    Text that is declared plain keeps its angle brackets, unless a tag or a reference gives away that it was escaped
    twice.
    """
    text = value[:_MAX_RAW_TITLE]
    for _ in range(2):
        if markup or _ANY_MARKUP.search(text):
            text = html.unescape(_TAG.sub("", _HIDDEN.sub("", text)))
        elif _REFERENCE.search(text):
            text = html.unescape(text)
        markup = False
    line = clean_line(text, MAX_TITLE)
    # Tags that were hidden in each other, or by control characters, are there now.
    while _ANY_MARKUP.search(line):
        line = clean_line(_TAG.sub("", line), MAX_TITLE)
    return line


def absolute_url(url: object, base: str = "") -> str:
    """`url` as an absolute http(s) address, resolved against `base`; "" when it is none or longer than 8 kB."""
    if not isinstance(url, str) or not (url := _URL_NOISE.sub("", url)) or len(url) > MAX_URL:
        return ""
    try:
        # Joining would tidy up what is absolute already (an empty query, say), and it is the address as it stands.
        joined = url if _ABSOLUTE.match(url) else urljoin(base, url)
        parts = urlsplit(joined)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ""
    joined = clean_line(joined, MAX_URL + 1)
    return joined if len(joined) <= MAX_URL else ""


def visible_text(body: Body) -> str:
    """Roughly what would be shown of a text: enough to see which of two is the fuller."""
    text = body.value[:MAX_BODY]
    return " ".join((_TAG.sub(" ", _HIDDEN.sub(" ", text)) if body.markup else text).split())


def _document(body: Body, *, base: str, title: str) -> Document:
    value = body.value[:MAX_BODY]
    if value.count("<") > _MAX_TAGS:
        value = "<".join(value.split("<", _MAX_TAGS)[:-1])
    markup = body.markup
    if markup and "<" not in value:
        # Plain text in a field that is meant for HTML: its blank lines are paragraphs. Or HTML that was escaped twice.
        value = html.unescape(value)
        markup = _ANY_MARKUP.search(value) is not None
    if markup:
        from reader.text.html import html_document

        document = html_document(value, base=base, title=title)
        if len(document.text) > document.body_start or not (value := html.unescape(visible_text(body))):
            return document
        # Nothing survived but there are words: an unclosed tag or quote swallowed them. Better rough than lost.
    from reader.text.plain import text_document

    return text_document(value, title=title)


def _first_sentence(text: str) -> str:
    """The first sentence of an article, cut at a word where it is longer than a title should be."""
    from reader.text.sentences import sentences

    head = text[:2000]
    spans = sentences(head)
    sentence = plain_title(head[slice(*spans[0])] if spans else "", markup=False)
    short = textwrap.shorten(sentence, _FIRST_SENTENCE, placeholder="…")
    return short if len(short) > 1 else clean_line(sentence, _FIRST_SENTENCE)
