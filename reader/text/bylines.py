"""Who wrote it: lines such as "By Arne Holt", "Von Karl Imhoff", "Ana Roy, Reuters"."""

from __future__ import annotations

import re

from reader.text.builder import single_space

_PARTICLES = frozenset(
    ["de", "da", "di", "del", "della", "der", "den", "des", "du", "dos", "van", "von", "ter", "ten", "zu", "la", "le"]
).union(["al", "el", "bin", "ibn", "ben", "y", "e", "of"])
_JOINT = r"(?:,\s+|\s+(?:and|und|et|y|e|en|och|og|и|&)\s+)"
_PREFIX = re.compile(
    r"(?:(?:written |reported |posted |published |story |words |text )?by|von|par|por|di|door|av|af|autor(?:in)?|author"
    r"|text|автор(?:ы)?|текст|przez|reporter)\b\s*:?\s+",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\s*(?:[|•·–—]|\s-\s|\bin\s|\bfor\s|\bat\s|\bon\s|@|\(|\d).*\Z")
_AGENCIES = re.compile(
    r"(?:the )?(?:reuters|associated press|ap|afp|dpa|bloomberg|upi|ansa|efe|pa media|staff (?:writer|reporter)"
    r"|correspondent|[\w ]{0,30}(?:reporter|correspondent|editor|writer|news|times|post|tribune|press|herald|agency))",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"(?:staff|senior|political|science|chief|news|guest|special)?\s*(?:reporter|correspondent|writers?|editor)"
)


def is_name(text: str) -> bool:
    """Whether the words could be one person's or desk's name: 1 to 5 capitalised words, particles between."""
    words = text.split()
    if not 1 <= len(words) <= 5 or len(text) > 60 or re.search(r"[\d!?:;/@]", text):
        return False
    if not words[0][0].isupper() or not words[-1][0].isupper():
        return words[0][0].isalpha() and not words[0][0].islower() and not words[0][0].isupper() and len(text) <= 20
    return all(word[0].isupper() or word.lower() in _PARTICLES or "-" in word for word in words)


def find_byline(line: str) -> str:
    """The author or authors that a line names after "By" and its like, or before an agency's name; else ""."""
    line = single_space(line)
    if len(line) > 160:
        return ""
    prefix = _PREFIX.match(line)
    if prefix:
        return authors(line[prefix.end() :])
    name, comma, agency = line.partition(", ")
    if comma and 2 <= len(name.split()) <= 4 and is_name(name) and _AGENCIES.fullmatch(agency.strip(" .")):
        return name
    return ""


def authors(text: str) -> str:
    """The names that `text` begins with, as written ("Ana Roy and Tom Ek"); "" when it begins with none."""
    text = single_space(_AFTER.sub("", single_space(text), count=1)).strip(" ,.|")
    if text.isupper():
        text = text.title()
    parts = re.split(f"({_JOINT})", text)
    named = next((i for i, part in enumerate(parts[::2]) if not _is_author(part)), len(parts[::2]))
    if named > 1 and named == len(parts[::2]) and parts[-2].startswith(","):
        named -= 1  # behind the last comma stands the outlet: lists of names end with "and"
    return "".join(parts[: max(0, 2 * named - 1)])


def _is_author(text: str) -> bool:
    return is_name(text) and not _AGENCIES.fullmatch(text) and not _ROLE.fullmatch(text.lower())
