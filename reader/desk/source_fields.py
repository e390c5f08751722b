"""What a person types about a source, read and shown: the same words in the commands and on the screen."""

from __future__ import annotations

import re

_SECONDS = {"": 60, "m": 60, "h": 3600, "d": 86400}
_HEADER = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*:\s*([^\r\n]*)")  # RFC 9110, 5.1: a token, then a value
_PROXY = re.compile(r"(?:https?|socks5h?)://[^/\s]+/?")
_MOST = 10**9


class FieldError(ValueError):
    """What was typed cannot be used. The message is one sentence that says how it is written."""


def read_interval(text: str) -> int | None:
    """Seconds between two background refreshes; 0 for never, None for the common one. Raises FieldError."""
    text = text.strip().lower()
    if text in ("", "default", "never"):
        return 0 if text == "never" else None
    match = re.fullmatch(r"(\d{1,6})\s*([mhd]?)", text, re.ASCII)
    if match is None or not int(match[1]):
        raise FieldError("A time is written 15m, 2h or 1d; or never, or default.")
    return int(match[1]) * _SECONDS[match[2]]


def show_interval(seconds: int | None) -> str:
    """The inverse of `read_interval`, in the largest unit that leaves a whole number."""
    if not seconds:
        return "default" if seconds is None else "never"
    unit = next(unit for unit in "dhm" if seconds % _SECONDS[unit] == 0 or unit == "m")
    return f"{max(1, seconds // _SECONDS[unit])}{unit}"


def read_limit(text: str) -> int | None:
    """How many articles, or days of them, are kept; None for all. Raises FieldError."""
    text = text.strip().lower()
    if text in ("", "all"):
        return None
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII) or not 0 < int(text) < _MOST:
        raise FieldError("What is kept is a whole number from 1 up, or all.")
    return int(text)


def show_limit(limit: int | None) -> str:
    """The inverse of `read_limit`."""
    return "all" if limit is None else str(limit)


def read_header(text: str) -> tuple[str, str]:
    """Name and value of a request header; the value "" takes it away. Raises FieldError."""
    match = _HEADER.fullmatch(text.strip())
    if match is None:
        raise FieldError("A header is written NAME:VALUE, such as X-Key: abc.")
    return match[1], match[2].strip()


def read_proxy(text: str) -> str:
    """The address of a proxy, "" for none. Raises FieldError."""
    text = text.strip()
    if text and not _PROXY.fullmatch(text):
        raise FieldError("A proxy is an address such as http://127.0.0.1:8080.")
    return text
