"""Whether one article satisfies a query: the meaning of the language, word for word and without an index."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from reader.model import Figure, Name, NameKind
from reader.query.tree import And, Dates, Disagrees, Field, FigureIs, Is, Node, Not, Or, Query, State, Text
from reader.text.folding import words
from reader.text.plurals import singular


@dataclass(frozen=True, slots=True)
class Item:
    """What a query can ask of an article.

    `body` is the text behind the title. `moment` (aware) is the one it is sorted by. `states` says what it is; "read"
    is the lack of "unread". `said` holds the content of each statement, its parts joined by a space. `figures` is
    empty where none were looked for yet.
    """

    title: str = ""
    body: str = ""
    source: str = ""
    folder: str = ""
    author: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""
    states: frozenset[State] = frozenset()
    moment: datetime | None = None
    names: tuple[Name, ...] = ()
    said: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()


_KINDS = {Field.PERSON: NameKind.PERSON, Field.ORG: NameKind.ORGANISATION, Field.PLACE: NameKind.PLACE}


def matches(query: Query, item: Item) -> bool:
    """Whether the article is one of those that the query asks for; order and number are not looked at."""
    return query.condition is None or _holds(query.condition, item)


def _holds(node: Node, item: Item) -> bool:
    match node:
        case And():
            return all(_holds(part, item) for part in node.parts)
        case Or():
            return any(_holds(part, item) for part in node.parts)
        case Not():
            return not _holds(node.part, item)
        case Text():
            return any(_stands(words(node.words), words(value), node.whole) for value in _values(node.field, item))
        case Is(State.READ):
            return State.UNREAD not in item.states
        case Is():
            return node.state in item.states
        case Dates():
            moment = item.moment
            return moment is not None and (
                (node.start is None or node.start <= moment) and (node.end is None or moment < node.end)
            )
        case FigureIs():
            return any(figure_is(node, figure) for figure in item.figures)
        case Disagrees():
            return node.yes == any(figure.disagrees for figure in item.figures)


def _values(field: Field | None, item: Item) -> Iterable[str]:
    match field:
        case None:
            return (item.title, item.body)
        case Field.TAG:
            return item.tags
        case Field.SAID:
            return item.said
        case Field.PERSON | Field.ORG | Field.PLACE:
            return (name.name for name in item.names if name.kind is _KINDS[field])
    return (getattr(item, field.value),)


def _stands(wanted: list[str], there: list[str], whole: bool) -> bool:
    """Whether the wanted words, of which there is one at least, stand one behind the other."""
    if not wanted:
        return False
    *before, last = wanted
    return any(
        there[at : at + len(before)] == before
        and (there[at + len(before)] == last if whole else there[at + len(before)].startswith(last))
        for at in range(len(there) - len(before))
    )


def figure_is(wanted: FigureIs, figure: Figure) -> bool:
    """Whether one figure is all that is wanted of one."""
    if wanted.number is not None:
        low = figure.value if figure.low is None else figure.low
        high = figure.value if figure.high is None else figure.high
        if low is None or high is None or high < wanted.number.low or low > wanted.number.high:
            return False
    if wanted.unit and wanted.unit.lower() != figure.unit.lower():
        return False
    if wanted.change and wanted.change != figure.change:
        return False
    about = [counting(value) for value in (figure.counted, figure.head, figure.concept)]
    return all(any(_stands(counting(of), value, whole=True) for value in about) for of in wanted.of)


def counting(text: str) -> list[str]:
    """The folded words of what a figure counts, each in the singular."""
    return [singular(word) for word in words(text)]
