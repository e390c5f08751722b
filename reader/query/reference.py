"""The language on one page: what the help screen and the README show."""

from __future__ import annotations

SYNTAX: tuple[tuple[str, str], ...] = (
    ("rate rise", "both words, in the title or the text; the beginning of a word is enough"),
    ('"rate rise"', "these whole words, one behind the other; a * behind the quotes: the last is a beginning"),
    ("rate or inflation", "one of them; also rate | inflation"),
    ("rate -mortgage", "without it; also not mortgage"),
    ("(rate or inflation) bank", "brackets group"),
    ("title:rate body:rate", "in the title, in the text behind it"),
    ('title:(rate or "central bank")', "brackets and quotes, behind any field that takes words"),
    ("source:wire folder:economy", "where it comes from"),
    ("author:smith tag:budget note:call", "its byline, your tags, your note"),
    ("person:erdogan org:nato place:idlib", "who and what is named in it, by a part of the name"),
    ('said:"no alternative"', "in what somebody is quoted with"),
    ("is:unread", "also read, bookmarked, updated, corrected, new"),
    ("since:1w before:1d", "by age: h d w m y"),
    ("since:2026-01-31 before:2026-03", "by date"),
    ("on:yesterday", "one day, month or year: today, monday, 2026-01-31, 2026-01, 2026"),
    ("fig:>1bn", "a figure above it; also >= < <= and = (which may be left out); k m bn tn or in words"),
    ("fig:100..500", "a figure from 100 to 500; a range in the story counts where it overlaps"),
    ("fig:>1m unit:EUR", "in a unit, by any of its names; also fig:>€1m"),
    ("fig:%>5 of:inflation", "more than 5 % of that; of: knows singulars and plurals"),
    ("of:refugees change:up", "a figure of any value that rose; also down"),
    ("disagrees:yes", "figures that disagree with each other; no: none do"),
    ("sort:oldest limit:20", "the order: newest, oldest, relevance, figures, source; and how many at most"),
)
"""What may be typed, and what it finds."""

NOTES: tuple[str, ...] = (
    'Case and accents make no difference. Quotes keep a word from being an operator: "or".',
    "`fig:`, `unit:`, `of:` and `change:` side by side speak of one figure. A second `fig:` speaks of another, and so "
    "does what is said of it behind it. What stands in brackets, or behind a `-`, speaks of a figure of its own.",
    "`sort:relevance` weighs up to 2,000 articles by their words, the title's eightfold; of more, the newest stand "
    "first.",
    "Ages and days are counted where you are, and anew whenever a saved view is opened.",
)
"""What the rows do not tell."""


def markdown() -> str:
    """The page as Markdown: a table and its notes."""
    rows = [
        f"| `{typed.replace('|', chr(92) + '|')}` | {found.replace('|', chr(92) + '|')} |" for typed, found in SYNTAX
    ]
    return "\n".join(["| Type | to find |", "|---|---|", *rows, "", *(f"- {note}" for note in NOTES)]) + "\n"
