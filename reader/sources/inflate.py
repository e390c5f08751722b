"""Unpacking of HTTP bodies, bounded at every step: a megabyte of gzip may hold a gigabyte of nothing."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Protocol

from reader.sources.errors import FeedError

_STEP = 1_000_000  # bytes unpacked at a time
_GZIP_MAGIC = b"\x1f\x8b"
_MAX_MEMBERS = 10_000  # parts of one gzip body, each of which costs time however little it holds
_BROKE_OFF = "The server's answer broke off before its end."
_DAMAGED = "The server's answer is damaged: it cannot be unpacked."


class Brotli(Protocol):
    """What is used of brotli's decompressor, which comes without types."""

    def process(self, data: bytes, output_buffer_limit: int) -> bytes: ...
    def can_accept_more_data(self) -> bool: ...
    def is_finished(self) -> bool: ...


class Inflater:
    """Unpacks the chunks of one body. `encoding` is the Content-Encoding header: gzip, deflate, br or nothing.

    Raises FeedError for another encoding, for several at once, and for damaged data. A body that only claims to be
    gzip is passed through as it is.
    """

    def __init__(self, encoding: str) -> None:
        names = [name.strip().lower().removeprefix("x-") for name in encoding.split(",")]
        names = [name for name in names if name not in ("", "identity")]
        if len(names) > 1 or not {"gzip", "deflate", "br"}.issuperset(names):
            raise FeedError("The server packed its answer in a way that was not asked for.")
        self._name = names[0] if names else ""
        self._inflate: zlib._Decompress | None = None
        self._brotli: Brotli | None = _brotli() if self._name == "br" else None
        self._started = False
        self._held = b""  # the first byte of a stream that two bytes tell the kind of
        self._members = 0

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """The unpacked bytes of `chunk`, at most 1 MB at a time."""
        if self._brotli is not None:
            yield from _unbrotli(self._brotli, chunk)
            return
        if not self._started:
            chunk = self._held + chunk
            if self._name and len(chunk) < 2:
                self._held = chunk
                return
            self._start(chunk)
        while chunk:
            if self._inflate is None:
                yield chunk
                return
            try:
                piece = self._inflate.decompress(chunk, _STEP)
            except zlib.error:
                raise FeedError(_DAMAGED) from None
            if piece:
                yield piece
            chunk = self._inflate.unconsumed_tail
            if self._inflate.eof:
                chunk = self._next_member()

    def finish(self) -> None:
        """Raises FeedError when the packed data broke off in the middle."""
        if self._brotli is not None and not self._brotli.is_finished():
            raise FeedError(_BROKE_OFF)
        if self._held and not self._started:
            raise FeedError(_BROKE_OFF)
        if self._inflate is not None and not self._inflate.eof:
            raise FeedError(_BROKE_OFF)

    def _start(self, chunk: bytes) -> None:
        self._started = True
        if self._name == "gzip" and chunk[:1] == _GZIP_MAGIC[:1]:
            self._inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
        elif self._name == "deflate":
            # RFC 9110, 8.4.1.2: zlib format; but many servers send the bare stream. A zlib header is divisible by 31.
            wrapped = chunk[0] & 0x0F == 8 and len(chunk) > 1 and int.from_bytes(chunk[:2], "big") % 31 == 0
            self._inflate = zlib.decompressobj(zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS)

    def _next_member(self) -> bytes:
        """What follows the end of a gzip member, when it is another one; padding is dropped."""
        assert self._inflate is not None
        rest = self._inflate.unused_data
        if self._name == "gzip" and rest.startswith(_GZIP_MAGIC):
            self._members += 1
            if self._members > _MAX_MEMBERS:
                raise FeedError(_DAMAGED)
            self._inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
            return rest
        return b""


def _brotli() -> Brotli:
    import brotli  # a few answers in a hundred come so

    decompressor: Brotli = brotli.Decompressor()
    return decompressor


def _unbrotli(decompressor: Brotli, chunk: bytes) -> Iterator[bytes]:
    import brotli

    while not decompressor.is_finished():
        try:
            # What it gives at a time is bounded: the reason why this library has to be of 1.2 or later.
            piece = decompressor.process(chunk, output_buffer_limit=_STEP)
        except brotli.error:
            raise FeedError(_DAMAGED) from None
        if not piece and decompressor.can_accept_more_data():
            return  # it wants the next chunk
        chunk = b""
        yield piece
