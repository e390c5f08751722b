import gzip
import zlib

import brotli
import pytest

from reader.sources.errors import FeedError
from reader.sources.inflate import Inflater

TEXT = b"Twelve berths reopened on Monday. " * 500


def unpack(encoding: str, body: bytes, chunk: int = 700) -> bytes:
    inflater = Inflater(encoding)
    parts = [piece for start in range(0, len(body), chunk) for piece in inflater.feed(body[start : start + chunk])]
    inflater.finish()
    return b"".join(parts)


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("", TEXT),
        ("identity", TEXT),
        ("identity, gzip,", gzip.compress(TEXT)),
        ("gzip", gzip.compress(TEXT)),
        ("X-GZIP ", gzip.compress(TEXT)),
        ("gzip", gzip.compress(TEXT[:5000]) + gzip.compress(TEXT[5000:])),
        ("gzip", gzip.compress(TEXT) + bytes(20)),
        ("gzip", TEXT),  # claimed, not done
        ("deflate", zlib.compress(TEXT)),
        ("deflate", zlib.compress(TEXT)[2:-4]),  # the bare stream that many servers send
    ],
)
@pytest.mark.parametrize("chunk", [1, 700, 10**6])
def test_every_way_to_pack_a_body(encoding: str, body: bytes, chunk: int) -> None:
    assert unpack(encoding, body, chunk) == TEXT


def test_an_empty_packed_body_is_empty() -> None:
    assert unpack("gzip", b"") == b""


@pytest.mark.parametrize(
    "encoding", ["zstd", "br, gzip", "gzip, gzip", "gzip, deflate", ",".join(["gzip"] * 30), "compress"]
)
def test_packings_that_were_not_asked_for(encoding: str) -> None:
    with pytest.raises(FeedError, match="not asked for"):
        Inflater(encoding)


def test_a_bomb_comes_in_small_pieces() -> None:
    bomb = gzip.compress(bytes(40_000_000))
    sizes = [len(piece) for piece in Inflater("gzip").feed(bomb)]
    assert sum(sizes) == 40_000_000
    assert max(sizes) <= 1_000_000


def test_damaged_data() -> None:
    with pytest.raises(FeedError, match="damaged"):
        unpack("gzip", gzip.compress(TEXT)[:50] + b"\xff" * 200)


def test_data_that_breaks_off() -> None:
    with pytest.raises(FeedError, match="broke off"):
        unpack("gzip", gzip.compress(TEXT)[:-20])


def test_one_byte_of_a_packed_body() -> None:
    with pytest.raises(FeedError, match="broke off"):
        unpack("deflate", b"x")


def test_a_body_of_countless_parts() -> None:
    with pytest.raises(FeedError, match="damaged"):
        unpack("gzip", gzip.compress(b"") * 10_002, 10**6)


def test_brotli_is_unpacked_in_bounded_steps_whatever_the_chunks() -> None:
    text = b"Some 586,000 people left. " * 40_000 + bytes(30_000_000)
    packed = brotli.compress(text, quality=5)
    assert len(packed) < 100_000
    for size in (1, 7, len(packed)):
        inflater = Inflater("br")
        pieces = [piece for at in range(0, len(packed), size) for piece in inflater.feed(packed[at : at + size])]
        inflater.finish()
        assert b"".join(pieces) == text
        assert max(map(len, pieces)) <= 2_000_000


def test_brotli_that_is_damaged_or_cut_is_a_sentence() -> None:
    packed = brotli.compress(b"Some 586,000 people left. " * 100)
    cut = Inflater("br")
    list(cut.feed(packed[:-3]))
    with pytest.raises(FeedError, match="broke off"):
        cut.finish()
    with pytest.raises(FeedError, match="damaged"):
        list(Inflater("br").feed(b"\xff" * 100))
