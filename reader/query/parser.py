"""From what is typed to a tree.

    query    = group { ("or" | "|") group }
    group    = term { ["and"] term }
    term     = ["-" | "not"] ( "(" query ")" | field ":" value | phrase | word )
    phrase   = '"' … '"' ["*"]

Nothing typed raises anything but QueryError. Positions are those of the text as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime

from reader.query import figures
from reader.query.dates import dates
from reader.query.errors import QueryError, TermError, nearest
from reader.query.figures import FigureTerm
from reader.query.tree import And, Disagrees, Field, Is, Node, Not, Or, Query, Sort, State, Text
from reader.text.clean import clean
from reader.text.folding import words

MAX_DEPTH = 50
"""Brackets in brackets; people need three."""
MAX_TERMS = 500
"""Words and conditions; SQLite's own limits on expressions are not far above."""
MAX_LIMIT = 1_000_000
_LONGEST_VALUE = 100

_TEXT_FIELDS = frozenset(field.value for field in Field)
FIELDS = (*(field.value for field in Field), *"is since before on fig unit of change disagrees sort limit".split())
"""Every word that may stand before a colon."""
ELSEWHERE = {
    "feed": "source",
    "from": "author",
    "by": "author",
    "byline": "author",
    "subject": "title",
    "headline": "title",
    "text": "body",
    "content": "body",
    "label": "tag",
    "newer": "since",
    "after": "since",
    "older": "before",
    "name": "person",
    "organisation": "org",
    "organization": "org",
    "quote": "said",
    "figure": "fig",
    "figures": "fig",
    "number": "fig",
    "about": "of",
    "order": "sort",
    "people": "person",
    "date": "on",
}
"""What these fields are called in other programs."""
STATES_ELSEWHERE = {"starred": "bookmarked", "marked": "bookmarked", "saved": "bookmarked", "seen": "read"}

# Control characters, halves of characters and signs of direction are read as spaces, each in its place.
_HIDDEN = re.compile(
    "[\0-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_SPACE = re.compile(r"\s*")
_WORD = re.compile(r"[^\s()|]+")
_OR = re.compile(r"\|+|(?:or|OR)(?=[\s()|]|$)")
_AND = re.compile(r"(?:and|AND)(?=[\s()|]|$)")
_NOT = re.compile(r"-(?=\S|$)|(?:not|NOT)(?=[\s()|]|$)")
_FIELD = re.compile(r"([A-Za-z]+):")
_QUOTES = '"“”„'
_PHRASE = re.compile(rf"[{_QUOTES}]([^{_QUOTES}]*)(?:([{_QUOTES}])(\*?))?")
_MAGNITUDE_WORD = re.compile(r"\s+(?:hundred|thousand|million|billion|trillion)(?=[\s()|]|$)", re.IGNORECASE)


def parse(text: str, *, now: datetime) -> Query:
    """The query that `text` says; nothing but space is every article. Raises QueryError, and nothing else.

    `now` is what ages and days are counted from. Its zone decides when days begin; without one the system's does.
    """
    return _Parser(text, now, as_typed=False).query()


def parse_as_typed(text: str, *, now: datetime) -> Query:
    """Like `parse`, for a text that is being typed: what is unfinished at its end is closed or left out.

    Raises QueryError for what is wrong wherever it stands, never an unfinished one.
    """
    return _Parser(text, now, as_typed=True).query()


class _Parser:
    def __init__(self, text: str, now: datetime, *, as_typed: bool) -> None:
        self.text = _HIDDEN.sub(" ", text)
        self.now = now
        self.as_typed = as_typed
        self.at = 0
        self.depth = 0
        self.terms = 0
        self.sort: Sort | None = None
        self.limit: int | None = None

    def query(self) -> Query:
        condition = self.either(None)
        if self.at < len(self.text):
            raise QueryError(self.at, 1, "This bracket closes none.")
        return Query(condition, self.sort, self.limit)

    # Groups

    def either(self, field: Field | None) -> Node | None:
        """Groups with `or` between them, up to a closing bracket or the end."""
        groups: list[Node] = []
        group = self.every(field)
        while sign := self.take(_OR):
            if group is None:
                raise QueryError(sign.start(), len(sign.group()), "“or” has nothing before it.")
            groups.append(group)
            group = self.every(field)
            if group is None:
                self.unfinished(sign.start(), len(sign.group()), "“or” has nothing behind it.")
        if group is not None:
            groups.append(group)
        return _joined(Or, groups)

    def every(self, field: Field | None) -> Node | None:
        """Terms without `or` between them."""
        terms: list[Node | FigureTerm] = []
        joined: re.Match[str] | None = None
        while not self.ended():
            if self.text[self.at] in ")|" or _OR.match(self.text, self.at):
                break
            if sign := self.take(_AND):
                if joined or not terms:
                    raise QueryError(sign.start(), len(sign.group()), "“and” has nothing before it.")
                joined = sign
                continue
            term = self.term(field)
            joined = None
            if term is not None:
                terms.append(term)
        if joined:
            self.unfinished(joined.start(), len(joined.group()), "“and” has nothing behind it.")
        return _joined(And, self.bound(terms))

    def bound(self, terms: list[Node | FigureTerm]) -> list[Node]:
        """The terms, each figure in the place of what was said of it first, and without what says nothing."""
        said = [term for term in terms if isinstance(term, FigureTerm)]
        try:
            found = figures.bind(said)
        except TermError as wrong:
            raise QueryError(said[-1].position, said[-1].length, wrong.message) from None
        nodes: list[Node] = []
        for term in terms:
            if not isinstance(term, FigureTerm):
                nodes.append(term)
            elif term in found:
                nodes.append(found[term])
        return [node for node in nodes if _says(node)] or nodes[:1]

    # Terms

    def term(self, field: Field | None) -> Node | FigureTerm | None:
        negated, first = False, self.at
        while sign := self.take(_NOT):
            negated, first = not negated, sign.start()
            if self.ended() or self.text[self.at] in ")|" or _OR.match(self.text, self.at):
                self.unfinished(sign.start(), len(sign.group()), f"“{sign.group()}” has nothing behind it.")
                return None
        self.terms += 1
        if self.terms > MAX_TERMS:
            raise QueryError(
                self.at, len(self.text) - self.at, f"A query has at most {MAX_TERMS} words and conditions."
            )
        before = self.sort, self.limit
        term = self.bracket(field) if self.text[self.at] == "(" else self.phrase(field) or self.named(field)
        if (self.sort, self.limit) != before and (negated or self.depth):
            raise QueryError(
                first, self.at - first, "sort: and limit: are said of the whole query: put them at its end."
            )
        if not negated or term is None:
            return term
        inner = _joined(And, self.bound([term]))
        return None if inner is None else inner.part if isinstance(inner, Not) else Not(inner)

    def bracket(self, field: Field | None) -> Node | None:
        opened = self.at
        if self.depth == MAX_DEPTH:
            raise QueryError(opened, 1, f"Brackets stand in brackets at most {MAX_DEPTH} deep.")
        self.depth += 1
        self.at += 1
        node = self.either(field)
        self.depth -= 1
        if self.ended():
            self.unfinished(opened, len(self.text) - opened, "This bracket is not closed.", self.text[opened:] + ")")
            return node
        self.at += 1  # either() stops at nothing but a closing bracket
        if node is None:
            raise QueryError(opened, self.at - opened, "There is nothing between these brackets.")
        return node

    def phrase(self, field: Field | None) -> Text | None:
        match = _PHRASE.match(self.text, self.at)
        if match is None:
            return None
        self.at = match.end()
        said, closed, star = match.groups()
        if not closed:
            begun = self.text[match.start() :]
            self.unfinished(match.start(), len(begun), "This quotation mark is not closed.", begun + '"')
        return _text(said, whole=bool(closed) and not star, field=field)

    def named(self, inside: Field | None) -> Node | FigureTerm | None:
        """A word, or a field with its value."""
        match = _FIELD.match(self.text, self.at)
        name = match.group(1).lower() if match else ""
        if match is None or name not in FIELDS:
            if match is not None:
                self.check_unknown(match, name)
            word = _WORD.match(self.text, self.at)
            assert word is not None  # not at a space, a bracket or "|"
            self.at = word.end()
            return _text(word.group(), whole=False, field=inside)
        if inside is not None:
            raise QueryError(
                match.start(), len(match.group()), f"Between the brackets of {inside.value}:(…) stand words only."
            )
        self.at = match.end()
        if self.at < len(self.text) and self.text[self.at] not in " )|" and not self.text[self.at].isspace():
            return self.text_field(Field(name)) if name in _TEXT_FIELDS else self.valued(name, match.start())
        self.without_value(match, name)
        return None

    def check_unknown(self, match: re.Match[str], name: str) -> None:
        """A colon behind what is nearly a field is a mistake; behind other words, and in addresses, it is text."""
        behind = self.text[match.end() : match.end() + 2]
        if behind == "//":
            return
        meant = nearest(name, FIELDS)
        if not meant and behind.strip() == behind:  # "From: the editors" is a text
            meant = ELSEWHERE.get(name, "")
        if meant:
            message = f"There is no field {name}:; did you mean {meant}:?"
            raise QueryError(match.start(), len(match.group()), message, f"{meant}:")

    def without_value(self, match: re.Match[str], name: str) -> None:
        behind = _SPACE.match(self.text, self.at)
        assert behind is not None
        if behind.end() == len(self.text):
            self.at = behind.end()
            return self.unfinished(match.start(), len(match.group()), f"{name}: needs a value right behind it.")
        length = behind.end() - match.start()
        word = _WORD.match(self.text, behind.end())
        suggestion = match.group() if word and behind.group() else ""
        raise QueryError(
            match.start(), length, f"{name}: needs its value right behind it, without a space.", suggestion
        )

    def text_field(self, field: Field) -> Node | None:
        if self.text[self.at] == "(":
            return self.bracket(field)
        if phrase := self.phrase(field):
            return phrase
        word = _WORD.match(self.text, self.at)
        assert word is not None
        self.at = word.end()
        return _text(word.group(), whole=False, field=field)

    def valued(self, name: str, first: int) -> Node | FigureTerm | None:
        """A field whose value is not text."""
        start = self.at
        phrase = _PHRASE.match(self.text, start)
        word = phrase or _WORD.match(self.text, start)
        if word is None:
            raise QueryError(first, start + 1 - first, f"{name}: takes one value, not brackets.")
        self.at = word.end()
        if phrase and not phrase.group(2):
            begun = self.text[start:]
            self.unfinished(start, len(begun), "This quotation mark is not closed.", begun + '"')
            return None
        if name == "fig" and (more := _MAGNITUDE_WORD.match(self.text, self.at)):
            self.at = more.end()
        typed = phrase.group(1) if phrase else self.text[start : self.at]
        value = _said(typed)
        try:
            return self.read(name, value, first)
        except TermError as wrong:
            shown, length = wrong.message, self.at - start
            if wrong.unfinished and self.at == len(self.text):
                self.unfinished(start, length, shown, wrong.suggestion)
                return None
            raise QueryError(start, length, shown, wrong.suggestion) from None

    def read(self, name: str, value: str, first: int) -> Node | FigureTerm | None:
        if not value:
            raise TermError(f"{name}: needs a value.")
        if len(value) > _LONGEST_VALUE:
            raise TermError(f"{name}: takes a value of at most {_LONGEST_VALUE} characters.")
        length = self.at - first
        match name:
            case "is":
                return Is(State(_choice(name, value, State, STATES_ELSEWHERE)))
            case "disagrees":
                return Disagrees(_choice(name, value, ("yes", "no")) == "yes")
            case "fig":
                comparison, unit = figures.figure(value)
                return FigureTerm(first, length, number=comparison, unit=unit)
            case "unit":
                return FigureTerm(first, length, unit=figures.unit(value))
            case "of":
                if not words(value):
                    raise TermError("of: takes a word that says what is counted, like of:refugees.")
                return FigureTerm(first, length, of=value)
            case "change":
                return FigureTerm(first, length, change=figures.change(value))
            case "sort":
                if self.sort is not None:
                    raise TermError("sort: is said twice.")
                self.sort = Sort(_choice(name, value, Sort))
                return None
            case "limit":
                if self.limit is not None:
                    raise TermError("limit: is said twice.")
                self.limit = _limit(value)
                return None
        return dates(name, value, self.now)

    # The text

    def ended(self) -> bool:
        """Whether nothing but space is left; steps over space."""
        space = _SPACE.match(self.text, self.at)
        assert space is not None
        self.at = space.end()
        return self.at == len(self.text)

    def take(self, sign: re.Pattern[str]) -> re.Match[str] | None:
        """The sign, if it stands here; steps over it."""
        self.ended()
        match = sign.match(self.text, self.at)
        if match is not None:
            self.at = match.end()
        return match

    def unfinished(self, position: int, length: int, message: str, suggestion: str = "") -> None:
        """At the end of a text that is being typed nothing happens; elsewhere it is an error."""
        ends = self.ended()
        if not (ends and self.as_typed):
            raise QueryError(position, length, message, suggestion, unfinished=ends)


def _said(typed: str) -> str:
    """Clean, of one line, and without quotation marks, so that it can be put between them."""
    return " ".join(re.sub(f"[{_QUOTES}]", " ", clean(typed)).split())


def _text(typed: str, *, whole: bool, field: Field | None) -> Text:
    said = _said(typed)
    return Text(said, whole, field) if words(said) else Text("", whole=False, field=field)


def _says(node: Node) -> bool:
    """Whether there is a word in it: signs alone say nothing beside words, and find nothing by themselves."""
    inner = node.part if isinstance(node, Not) else node
    return not isinstance(inner, Text) or inner.words != ""


def _joined(kind: type[And] | type[Or], nodes: list[Node]) -> Node | None:
    """One node of all; what has the same kind is taken apart, so that brackets which change nothing leave no trace."""
    parts: list[Node] = []
    for node in nodes:
        parts += node.parts if isinstance(node, kind) else (node,)
    return None if not parts else parts[0] if len(parts) == 1 else kind(tuple(parts))


def _choice(name: str, value: str, known: Iterable[str], elsewhere: Mapping[str, str] | None = None) -> str:
    choices = [str(choice) for choice in known]
    low = value.lower()
    if low in choices:
        return low
    begun = [choice for choice in choices if choice.startswith(low)]
    meant = (elsewhere or {}).get(low) or (begun[0] if begun else nearest(low, choices))
    hint = f"did you mean {name}:{meant}?" if meant else f"it is one of {', '.join(choices)}."
    raise TermError(f"There is no {name}:{value}; {hint}", meant, unfinished=bool(begun))


def _limit(value: str) -> int:
    if re.fullmatch(r"[0-9]{1,9}", value) and 1 <= int(value) <= MAX_LIMIT:
        return int(value)
    raise TermError(f"limit: takes a whole number from 1 to {MAX_LIMIT:,}.", "1" if value.strip("0") == "" else "")
