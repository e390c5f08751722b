"""The addresses of one fetch: where redirects lead, what of it may be remembered, and who gets which secrets."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

import httpx

from reader.model.source import Access
from reader.sources.entries import MAX_URL
from reader.sources.errors import FeedError
from reader.text.clean import clean_line

MAX_REDIRECTS = 10
_PERMANENT = (301, 308)
_CODES = (*_PERMANENT, 302, 303, 307)

Origin = tuple[str, bytes, int | None]


def read_address(stated: str, schemes: tuple[str, ...] = ("http", "https")) -> httpx.URL:
    """An address that may be asked for, without its fragment. Raises FeedError."""
    try:
        return _checked(httpx.URL(stated), schemes)
    except (httpx.InvalidURL, ValueError, TypeError):  # a UnicodeError is a ValueError
        raise FeedError("The address is not valid.") from None


def shown(stated: str) -> str:
    """An address, valid or not, as it may be shown and stored: without user name and password."""
    try:
        parts = urlsplit(stated)
    except ValueError:
        return clean_line(stated.rpartition("@")[2], MAX_URL)
    return clean_line(parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl(), MAX_URL)


def host_of(url: httpx.URL) -> str:
    """The server of an address: its name, and its port where that is not the usual one."""
    host = url.raw_host.decode("ascii")
    return host if url.port is None else f"{host}:{url.port}"


def origin_of(url: httpx.URL) -> Origin:
    """Scheme, host and port: what a password or cookie belongs to."""
    return url.scheme, url.raw_host, url.port


@dataclass(frozen=True, slots=True)
class Secrets:
    """What is sent to one origin and to no other: headers that a person set, user name and password."""

    origin: Origin
    headers: tuple[tuple[bytes, bytes], ...]

    @classmethod
    def of(cls, url: httpx.URL, access: Access) -> Secrets:
        """Those of a feed: what its `access` says goes before what stands in its address."""
        login = (access.user, access.password)
        if not any(login) and url.userinfo:
            user, _, password = url.userinfo.decode("ascii", "replace").partition(":")
            login = (unquote(user), unquote(password))
        basic = b"Basic " + b64encode(":".join(login).encode())
        headers = ((b"Authorization", basic),) if any(login) else ()
        return cls(origin_of(url), (*headers, *((name.encode(), value.encode()) for name, value in access.headers)))

    def headers_for(self, url: httpx.URL) -> tuple[tuple[bytes, bytes], ...]:
        """What goes along with a request for `url`."""
        return self.headers if origin_of(url) == self.origin else ()


@dataclass(slots=True)
class Chain:
    """From the address that was asked to the one that answers.

    Cookies live as long as the chain, for some sites send a reader in circles until it brings their cookie back; each
    goes to the origin that set it alone.
    """

    target: httpx.URL
    moved: bool = True  # every redirect so far was permanent
    hops: int = 0
    _jars: dict[Origin, httpx.Cookies] = field(default_factory=dict)
    _asked: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.target = _without_login(self.target)

    @property
    def permanent(self) -> str:
        """The address that the feed has moved to for good, "" if it has not.

        Every redirect has to be permanent: what lies behind a temporary one may be elsewhere tomorrow, and what lies
        before it has not shown a feed. A move from https to http is not remembered either.
        """
        return str(self.target) if self.hops and self.moved else ""

    def add_cookies(self, request: httpx.Request) -> None:
        """Bring back what this origin set. Raises FeedError when the same was asked for already."""
        if (jar := self._jars.get(origin_of(self.target))) is not None:
            jar.set_cookie_header(request)
        asked = (str(self.target), request.headers.get("cookie", ""))
        if asked in self._asked:
            raise FeedError("The server redirects in a circle.")
        self._asked.add(asked)

    def follow(self, response: httpx.Response) -> bool:
        """Go where an answer sends us; False when it does not. Raises FeedError when it may not be followed."""
        location = next(iter(response.headers.get_list("location")), "").strip()
        if response.status_code not in _CODES or not location:
            return False
        self.hops += 1
        if self.hops > MAX_REDIRECTS:
            raise FeedError(f"The server redirected more than {MAX_REDIRECTS} times.")
        self._jars.setdefault(origin_of(self.target), httpx.Cookies()).extract_cookies(response)
        try:
            target = _checked(self.target.join(location))
        except (httpx.InvalidURL, ValueError):
            raise FeedError("The server redirected to an address that is not valid.") from None
        except FeedError as error:
            raise FeedError(f"The server redirected to what cannot be fetched. {error}") from None
        secure = self.target.scheme == "http" or target.scheme == "https"
        self.moved = self.moved and secure and response.status_code in _PERMANENT
        self.target = _without_login(target)
        return True


def _checked(url: httpx.URL, schemes: tuple[str, ...] = ("http", "https")) -> httpx.URL:
    if url.scheme not in schemes:
        raise FeedError("Only http and https addresses are fetched.")
    if not url.host:
        raise FeedError("The address names no server.")
    if url.port is not None and not 0 < url.port < 65536:
        raise FeedError("The address is not valid: there is no such port.")
    if len(str(url)) > MAX_URL:
        raise FeedError("The address is longer than 8,192 characters.")
    return url.copy_with(fragment=None)


def _without_login(url: httpx.URL) -> httpx.URL:
    return url.copy_with(userinfo=None)
