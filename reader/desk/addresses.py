"""What a person may name as a source: a web address, a file or a folder."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, quote, unquote, urlsplit

from reader.model import Source, SourceKind
from reader.text.clean import clean_line

SEEDS_ADDRESS = "seeds:"

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?!\d)")  # "localhost:8000" is a host with a port, not a scheme
_BARE_HOST = re.compile(
    r"(?:[^\s/?#:@\\]+\.[^\W\d_][\w-]+|\d{1,3}(?:\.\d{1,3}){3}|localhost)\.?(?::\d+)?(?:[/?#].*)?", re.I
)
# Endings of local files. A bare "notes.md" is far more often a file that is not there than a host in Moldova.
_FILE_NAME = re.compile(r"[^/?#]+\.(?:txt|text|md|markdown|html?|xhtml|xml|rss|atom|rdf|json|opml)", re.I)
_PORTS = {"http": 80, "https": 443}
_BLANK = re.compile(r"[\s\x00-\x20\x7f-\x9f]")
_NOT_IN_A_HOST = frozenset('\\<>"^`{|}%')
_URL_PUNCTUATION = "%/:?#[]@!$&'()*+,;=~"  # reserved by RFC 3986, or escaped already


class AddressError(ValueError):
    """Something named as a source is none. The message is one clear sentence for a person."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address as it is stored, and how its source is read."""

    text: str
    kind: SourceKind


def read_address(named: str) -> Address:
    """What `named` is: an http(s) URL (with or without its scheme), an existing file or folder, or a file:// URL.

    Paths are made absolute against the working directory; symbolic links are kept. Raises AddressError.
    """
    address = locate(named)
    if address.kind is not SourceKind.FILE:
        return address
    path = Path(address.text)
    shown = clean_line(named)
    try:
        if path.is_dir():
            return Address(address.text, SourceKind.FOLDER)
        if path.is_file():
            return address
        exists = path.exists()
    except (OSError, ValueError) as error:  # too long a name, a loop of links, a NUL
        raise AddressError(f"“{shown}” cannot be looked up: {clean_line(str(error))}.") from error
    if exists:
        raise AddressError(f"“{shown}” is neither a file nor a folder; name one of these, or a web address.")
    raise AddressError(
        f"There is no file or folder “{shown}”; name one that exists, or a web address beginning with https://."
    )


def locate(named: str) -> Address:
    """As `read_address`, but a path need not exist (kind FILE then): for finding a source that is stored already."""
    text = named.strip()
    if not text:
        raise AddressError("An empty address was given; name a web address, a file or a folder.")
    if text == SEEDS_ADDRESS:
        return Address(SEEDS_ADDRESS, SourceKind.SEEDS)
    scheme = _SCHEME.match(text)
    if scheme is not None and not _on_disk(text):
        match scheme.group().lower():
            case "http:" | "https:":
                return Address(_web(text, named), SourceKind.FEED)
            case "file:":
                return Address(_absolute(_file_path(text), named), SourceKind.FILE)
            case other:
                raise AddressError(
                    f"“{clean_line(named)}” cannot be read: {other} is not among http:, https: and file:; "
                    "name a web address, a file or a folder."
                )
    if _BARE_HOST.fullmatch(text) and not _FILE_NAME.fullmatch(text) and not _on_disk(text):
        return Address(_web(f"https://{text}", named), SourceKind.FEED)
    return Address(_absolute(text, named), SourceKind.FILE)


def web_address(url: str) -> str | None:
    """`url` parsed and put together again if it is an absolute http(s) address with a host, else None.

    Scheme and host come out in lower case, the path never empty, characters that no URL may hold percent-encoded.
    White space, control characters and hosts that programs read in different ways ("a.org\\@b.org") make it None.
    """
    if _BLANK.search(url):
        return None
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:  # a broken IPv6 host, a port that is no number
        return None
    if parts.scheme.lower() not in ("http", "https") or not host or host.startswith("-"):
        return None
    if not _NOT_IN_A_HOST.isdisjoint(host) or "\\" in parts.netloc:
        return None
    place = f"[{host}]" if ":" in host else host
    login = parts.netloc.rpartition("@")[0]
    netloc = f"{login}@" if login else ""
    netloc += place if port is None else f"{place}:{port}"
    path, query, fragment = (
        quote(part, safe=_URL_PUNCTUATION, errors="replace")
        for part in (parts.path or "/", parts.query, parts.fragment)
    )
    return SplitResult(parts.scheme.lower(), netloc, path, query, fragment).geturl()


def without_login(address: str) -> str:
    """An address as it may be shown: without the user and password before its host."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address.rpartition("@")[2]
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl() if "@" in parts.netloc else address


def effective(address: str) -> str:
    """What the addresses of one feed have in common: two sources are the same feed if this is the same for both.

    Scheme, "www.", login, the scheme's own port, trailing slashes and the fragment make no difference. What is no web
    address comes back as it is. The result is for comparing, not for fetching.
    """
    url = web_address(address.strip())
    if url is None:
        return address
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    with contextlib.suppress(UnicodeError):  # no domain name, but the same one is still the same
        host = host if host.isascii() else host.encode("idna").decode()
    bare = host.removeprefix("www.")
    host = bare if "." in bare else host
    if ":" in host:
        host = f"[{host}]"
    if parts.port not in (None, _PORTS[parts.scheme]):
        host += f":{parts.port}"
    path = parts.path.rstrip("/")
    return f"{host}{path}?{parts.query}" if parts.query else f"{host}{path}"


def same_feed(sources: Iterable[Source], address: str) -> Source | None:
    """The feed among these that an address is another spelling of, or that has moved to it, or None.

    Another login is another feed: a paper may give each of its readers a feed of their own.
    """
    wanted = effective(address)
    feeds = [source for source in sources if source.kind is SourceKind.FEED]
    for source in feeds:
        if effective(source.address) == wanted and _login(address) in ("", _login(source.address)):
            return source
    moved = (source for source in feeds if source.state.moved_to and effective(source.state.moved_to) == wanted)
    return next(moved, None)


def _login(address: str) -> str:
    return address.partition("://")[2].partition("/")[0].rpartition("@")[0]


def _web(text: str, named: str) -> str:
    url = web_address(text)
    if url is None:
        raise AddressError(
            f"“{clean_line(named)}” is not a web address; it should look like https://example.org/feed.xml."
        )
    return url.partition("#")[0]


def _file_path(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = SplitResult("file", "?", "", "", "")
    if parts.netloc.lower() not in ("", "localhost") or not parts.path.startswith("/"):
        raise AddressError(f"“{clean_line(url)}” does not name a file on this machine; write file:///folder/name.txt.")
    return unquote(parts.path)


def _on_disk(text: str) -> bool:
    try:
        return Path(text).exists()
    except (OSError, ValueError):
        return False


def _absolute(text: str, named: str) -> str:
    try:
        path = os.path.abspath(Path(text).expanduser())  # noqa: PTH100  Path.resolve() would follow the links
        path.encode()
    except (ValueError, RuntimeError) as error:  # not UTF-8, or no home folder for "~"
        raise AddressError(f"“{clean_line(named)}” cannot be used as a path: {clean_line(str(error))}.") from error
    return path
