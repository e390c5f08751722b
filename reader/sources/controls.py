"""Characters that a parser would not let through; here they are carried past it as private ones and put back behind it.

Control characters end XML. Taking them out beforehand would be simpler, but then the cleaning of text would meet the
remains of escape sequences ("]0;title") and could not know them for what they are. The "@" in an author's name makes
feedparser take the name apart, and badly: it cuts domains that end in more than four letters.
"""

from __future__ import annotations

import re

_CARRIER = 0xFFF00  # in a private plane that no text uses
_CARRIED = re.compile(f"[{chr(_CARRIER)}-{chr(_CARRIER + 0x1F)}{chr(_CARRIER + ord('@'))}]")
# What XML 1.0 (2.2) does not allow: C0 controls, lone surrogates, two non-characters.
_NOT_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:([0-9]{1,12})|[xX]([0-9a-fA-F]{1,12}));")
_PERSON = re.compile(
    r"(<(?:[\w.-]+:)?(?:author|creator|managingEditor|webMaster|publisher)(?:\s[^<>]*)?>(?:<!\[CDATA\[)?)([^<]*?)(\]\]>|<)",
    re.I,
)
_MAX_PERSON = 1000  # characters; feedparser looks for an address in them in quadratic time
_CUT_REFERENCE = re.compile(r"&[^;\s]{0,40}\Z")


def hide_controls(text: str) -> str:
    """XML text without a character that XML forbids, written out or as a reference; `restore` undoes it."""
    return _REFERENCE.sub(_hidden_reference, _NOT_XML.sub(_hidden, text))


def hide_addresses(text: str) -> str:
    """XML text without an "@" where an element holds an author's name and address in one; `restore` undoes it.

    Of a name that is longer than 1,000 characters the first are kept.
    """
    return _PERSON.sub(_hidden_address, text)


def restore(text: str) -> str:
    """The text with its own characters back in place."""
    return _CARRIED.sub(lambda match: chr(ord(match[0]) - _CARRIER), text)


def _hidden_address(match: re.Match[str]) -> str:
    person = match[2]
    if len(person) > _MAX_PERSON:
        person = _CUT_REFERENCE.sub("", person[:_MAX_PERSON])
    return match[1] + person.replace("@", chr(_CARRIER + ord("@"))) + match[3]


def _hidden(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(_CARRIER + code) if code < 0x20 else "\ufffd"


def _hidden_reference(match: re.Match[str]) -> str:
    code = int(match[1]) if match[1] else int(match[2], 16)
    if code > 0x10FFFF:
        return "\ufffd"
    forbidden = _NOT_XML.fullmatch(chr(code))
    return _hidden(forbidden) if forbidden else match[0]
