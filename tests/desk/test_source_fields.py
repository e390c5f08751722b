"""What a person types about a source."""

from __future__ import annotations

import pytest

from reader.desk.source_fields import (
    FieldError,
    read_header,
    read_interval,
    read_limit,
    read_proxy,
    show_interval,
    show_limit,
)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("15m", 900), ("90", 5400), ("2h", 7200), ("1 d", 86400), ("never", 0), ("default", None), (" ", None)],
)
def test_intervals(text: str, seconds: int | None) -> None:
    assert read_interval(text) == seconds
    assert read_interval(show_interval(seconds)) == seconds


@pytest.mark.parametrize("text", ["0", "soon", "-5m", "1w", "1.5h", "9" * 30])
def test_what_is_no_interval(text: str) -> None:
    with pytest.raises(FieldError, match=r"15m, 2h or 1d"):
        read_interval(text)


def test_limits() -> None:
    assert [read_limit(text) for text in ("500", "all", "")] == [500, None, None]
    assert [show_limit(limit) for limit in (500, None)] == ["500", "all"]
    for text in ("0", "-1", "many", "٣"):
        with pytest.raises(FieldError):
            read_limit(text)


def test_headers_and_proxies() -> None:
    assert read_header("X-Key: a: b") == ("X-Key", "a: b")
    assert read_header("X-Key:") == ("X-Key", "")
    for text in ("X Key: a", "X-Key", "X: a\nY: b"):
        with pytest.raises(FieldError):
            read_header(text)
    assert read_proxy("socks5://127.0.0.1:9050") == "socks5://127.0.0.1:9050"
    assert read_proxy("") == ""
    for text in ("127.0.0.1:80", "ftp://a", "http://"):
        with pytest.raises(FieldError):
            read_proxy(text)
