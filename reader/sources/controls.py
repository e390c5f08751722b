"""Control characters end XML; here they are carried through a parser as private characters and put back behind it.

Taking them out beforehand would be simpler, but then the cleaning of text would meet the remains of escape sequences
("]0;title") and could not know them for what they are.
"""

from __future__ import annotations

import re

_CARRIER = 0xFFF00  # in a private plane that no text uses
_CARRIED = re.compile(f"[{chr(_CARRIER)}-{chr(_CARRIER + 0x1F)}]")
# What XML 1.0 (2.2) does not allow: C0 controls, lone surrogates, two non-characters.
_NOT_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:([0-9]{1,12})|[xX]([0-9a-fA-F]{1,12}));")


def hide_controls(text: str) -> str:
    """XML text without a character that XML forbids, written out or as a reference; `restore_controls` undoes it."""
    return _REFERENCE.sub(_hidden_reference, _NOT_XML.sub(_hidden, text))


def restore_controls(text: str) -> str:
    """The text with its control characters back in place."""
    return _CARRIED.sub(lambda match: chr(ord(match[0]) - _CARRIER), text)


def _hidden(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(_CARRIER + code) if code < 0x20 else "\ufffd"


def _hidden_reference(match: re.Match[str]) -> str:
    code = int(match[1]) if match[1] else int(match[2], 16)
    if code > 0x10FFFF:
        return "\ufffd"
    forbidden = _NOT_XML.fullmatch(chr(code))
    return _hidden(forbidden) if forbidden else match[0]
