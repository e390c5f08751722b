"""Markdown as an article: a maintained parser makes HTML of it, and the HTML goes the way of every other page."""

from __future__ import annotations

import re

from reader.model.article import Entry
from reader.text.clean import clean
from reader.text.dates import parse_date
from reader.text.html import page_blocks
from reader.text.story import make_entry

_FRONT_MATTER = re.compile(r"\A\s*---[^\S\n]*\n(.*?)\n(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)", re.DOTALL)
_SETTING = re.compile(r"([A-Za-z][\w-]*)[^\S\n]*:[^\S\n]*(.*)")


def read_markdown(source: str) -> Entry:
    """A Markdown text (CommonMark and tables) as an article.

    Front matter of plain `key: value` lines gives title, byline (or author), date, lang and standfirst; other keys are
    left out of the text.
    """
    from markdown_it import MarkdownIt

    source = clean(source)
    settings: dict[str, str] = {}
    match = _FRONT_MATTER.match(source)
    if match:
        settings = _settings(match[1])
        source = source[match.end() :]
    blocks = page_blocks(MarkdownIt("commonmark").enable("table").render(source))
    return make_entry(
        blocks,
        title=settings.get("title", ""),
        byline=settings.get("byline") or settings.get("author", ""),
        standfirst=settings.get("standfirst", ""),
        published=parse_date(settings["date"]) if settings.get("date") else None,
        language=settings.get("lang") or settings.get("language", ""),
    )


def _settings(text: str) -> dict[str, str]:
    """The `key: value` lines, keys in lower case, one pair of quotes around a value taken off."""
    found: dict[str, str] = {}
    for line in text.split("\n"):
        match = _SETTING.fullmatch(line.rstrip())
        if match:
            value = match[2].strip()
            quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
            found[match[1].lower()] = value[1:-1] if quoted else value
    return found
