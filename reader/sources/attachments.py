"""The files that go with an article: podcasts' recordings, films, papers."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from reader.model.document import Attachment

MAX_ATTACHMENTS = 20  # of one article
_MAX_SIZE = 2**50  # bytes; what claims to be larger does not say the truth
_MEDIA_TYPE = re.compile(r"[\w.+-]{1,60}/[\w.+-]{1,60}")
_FILES = ("audio", "video", "application")


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file as a feed names it, nothing checked. `medium` is set where pictures are illustrations, not attachments."""

    url: object
    type: object = ""
    size: object = None
    medium: str = ""


def attachments(found: Iterable[Enclosed], base: str) -> tuple[Attachment, ...]:
    """The first 20 of them with an http(s) address, each once; what one mention leaves out another may say.

    Relative addresses start from `base`. Of files that are told by a medium, pictures and those of which nothing is
    known are left out: nearly every news item has one.
    """
    from reader.sources.entries import absolute_url

    kept: dict[str, Attachment] = {}
    for one in found:
        url = absolute_url(one.url, base)
        kind, size = _media_type(one.type), _size(one.size)
        if not url or (one.medium and not _is_file(one.medium, kind, url)):
            continue
        if (known := kept.get(url)) is None:
            if len(kept) == MAX_ATTACHMENTS:
                break
            kept[url] = Attachment(url, kind, size)
        else:
            kept[url] = Attachment(url, known.type or kind, known.size if known.size is not None else size)
    return tuple(kept.values())


def _is_file(medium: str, kind: str, url: str) -> bool:
    if medium.lower() in ("audio", "video", "document", "executable"):
        return True
    kind = kind or mimetypes.guess_type(urlsplit(url).path)[0] or ""
    return medium.lower() != "image" and kind.startswith(_FILES)


def _media_type(stated: object) -> str:
    stated = stated.strip().lower() if isinstance(stated, str) else ""
    return stated if _MEDIA_TYPE.fullmatch(stated) else ""


def _size(stated: object) -> int | None:
    """A length in bytes; many feeds write 0 for one that they do not know."""
    if isinstance(stated, str) and stated.strip().isascii() and stated.strip().isdigit() and len(stated) < 20:
        stated = int(stated)
    if isinstance(stated, float) and stated.is_integer():
        stated = int(stated)
    return stated if isinstance(stated, int) and not isinstance(stated, bool) and 0 < stated <= _MAX_SIZE else None
