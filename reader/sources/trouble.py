"""What went wrong on the network, in words."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from datetime import timedelta

from reader.text.clean import clean_line


def failure_sentence(error: BaseException) -> str:
    """One clean sentence for an exception of the HTTP client: what failed and, where it is known, why."""
    causes = list(_causes(error))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            why = _CERTIFICATE.get(cause.verify_code) or clean_line(cause.verify_message, 200)
            return f"The server's certificate is not accepted: {why}."
        if isinstance(cause, ssl.SSLError):
            reason = clean_line((cause.reason or "unknown reason").replace("_", " ").lower(), 200)
            return f"No secure connection could be made: {reason}."
        if isinstance(cause, socket.gaierror):
            if cause.errno in _NO_SUCH_HOST:
                return "The server's name was not found; check the address."
            return "The server's name could not be looked up; check the network."
        if isinstance(cause, ConnectionRefusedError):
            return "The server refused the connection."
    names = {kind.__name__ for cause in causes for kind in type(cause).__mro__}
    for name, sentence in _BY_NAME.items():
        if name in names:
            return sentence
    for cause in causes:
        if isinstance(cause, ConnectionResetError | BrokenPipeError):
            return _BY_NAME["ReadError"]
    kind = clean_line(type(error).__name__, 60)
    return f"The feed could not be fetched ({kind})."


def is_no_such_host(error: BaseException) -> bool:
    """Whether the name service said that there is no such server; it may also have been out of reach."""
    return any(isinstance(cause, socket.gaierror) and cause.errno in _NO_SUCH_HOST for cause in _causes(error))


def is_about_tls(error: BaseException) -> bool:
    """Whether the server was reached, but not in a way that can be trusted."""
    return any(isinstance(cause, ssl.SSLError) for cause in _causes(error))


_NO_SUCH_HOST = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))
# By the codes of OpenSSL's X509_verify_cert_error_string.
_CERTIFICATE = {
    9: "it is not valid yet; check the clock of this machine",
    10: "it has expired",
    18: "it is signed by nobody but itself",
    19: "its chain ends in a certificate that is signed by nobody but itself",
    20: "it is signed by an authority that this machine does not know",
    21: "it is signed by an authority that this machine does not know",
    23: "it was revoked",
    62: "it is for another server",
    64: "it is for another server",
}

# httpx's exceptions by name, so that reading this module does not import it; the first that fits counts.
_BY_NAME = {
    "InvalidURL": "The address is not valid.",
    "UnicodeError": "The address is not valid.",
    "UnsupportedProtocol": "Only http and https addresses are fetched.",
    "ConnectTimeout": "The server could not be reached in time.",
    "TimeoutException": "The server did not answer in time.",
    "ConnectError": "The server could not be reached.",
    "ProxyError": "The proxy did not let the request through.",
    "RemoteProtocolError": "The server's answer broke off or was not valid HTTP.",
    "ReadError": "The server closed the connection before its answer was complete.",
    "WriteError": "The server closed the connection before its answer was complete.",
    "LocalProtocolError": "The request could not be sent as HTTP; check the address and its headers.",
}


def pause_in_words(pause: timedelta) -> str:
    """A waiting time in its largest fitting unit, rounded up: "1 second", "90 minutes", "3 days"."""
    seconds = max(0, round(pause.total_seconds()))
    for unit, size, most in (("second", 1, 120), ("minute", 60, 120), ("hour", 3600, 48), ("day", 86400, 10**6)):
        count = -(-seconds // size)
        if count < most:
            return f"{count} {unit}{'' if count == 1 else 's'}"
    return "a long time"


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The exception and everything that it grew from, groups included, each once."""
    queue, seen = [error], set()
    while queue:
        current = queue.pop(0)
        if id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        if isinstance(current, BaseExceptionGroup):
            queue.extend(current.exceptions)
        queue.extend(e for e in (current.__cause__, current.__context__) if e is not None)
