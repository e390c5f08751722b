"""Short made-up stories, and helpers to look things up in what was found."""

from __future__ import annotations

from reader.model import Name, Quote, Voices

SUMMIT = """Ministers meet as Harbour talks stall

OSLO, March 3 (Northwire) - Finance Minister Anna Bergström said on Tuesday that 4,000 jobs would go at the yards.

Prime Minister Tomás de la Cruz told reporters the plan was "a mistake". He warned that 12 ports could close.

"We will not sign this," said Ingrid van der Meer, 54, chief executive of Nordhavn Shipping Corp. "It would cost us
$3 million a month."

According to the International Ports Authority (IPA), 300 ships are waiting. The IPA said the
number rose in Lagos and Rotterdam.

Bergstrom added that talks in the town of Kvaløya would go on.
"""


def name_of(voices: Voices, name: str) -> Name:
    """The name, or an assertion that says which ones there are."""
    found = [n for n in voices.names if n.name == name]
    assert len(found) == 1, [(n.name, n.kind.value) for n in voices.names]
    return found[0]


def spelled(text: str, name: Name) -> list[str]:
    """The mentions as they stand in the text."""
    return [text[start:end] for start, end in name.mentions]


def said(text: str, voices: Voices) -> list[tuple[str | None, str]]:
    """Speaker and content of every quote."""
    return [(quote.speaker, content(text, quote)) for quote in voices.quotes]


def content(text: str, quote: Quote) -> str:
    """What was said, its pieces joined by " / "."""
    return " / ".join(" ".join(text[start:end].split()) for start, end in quote.content)
