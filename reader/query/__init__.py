"""One language for the search box, saved views and the command line: from what is typed to a tree.

Pure: it knows no library. `reader.query.tree` has the nodes, and `reader.query.evaluate` says what each means for one
article. A module is loaded when something of it is first asked for: all of them cost 20 ms, and a list without a search
needs none.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.query.combining import both, looked_for
    from reader.query.completion import complete, term_start
    from reader.query.errors import QueryError
    from reader.query.evaluate import Item, matches
    from reader.query.parser import parse, parse_as_typed
    from reader.query.reference import NOTES, SYNTAX, markdown
    from reader.query.tree import Query

_HOME_OF = {
    "both": "combining",
    "looked_for": "combining",
    "complete": "completion",
    "term_start": "completion",
    "QueryError": "errors",
    "Item": "evaluate",
    "matches": "evaluate",
    "parse": "parser",
    "parse_as_typed": "parser",
    "NOTES": "reference",
    "SYNTAX": "reference",
    "markdown": "reference",
    "Query": "tree",
}


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    globals()[name] = found  # asked for once
    return found


__all__ = [
    "NOTES",
    "SYNTAX",
    "Item",
    "Query",
    "QueryError",
    "both",
    "complete",
    "looked_for",
    "markdown",
    "matches",
    "parse",
    "parse_as_typed",
    "term_start",
]
