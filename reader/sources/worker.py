"""The process that parses: JSON lines in, JSON lines out. It may be killed at any moment; nothing lives in it.

It touches the network for the operation `fetch` alone. An input that it cannot handle is answered with a sentence;
one that it cannot survive (endless, or past its memory) ends the process, and whoever asked starts another.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import resource
import signal
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from reader.model.article import Entry
from reader.model.source import FetchState
from reader.sources.errors import SourceError
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from reader.sources.fetched import Fetched

LIMITS_VARIABLE = "NEWSROOM_WORKER_LIMITS"  # "MEGABYTES:SECONDS"; set by whoever starts a worker to be killed
_MAX_BODY = 50_000_000  # bytes of a file that it is asked to read
_MEGABYTE = 1024 * 1024
_NICER = 5

Reply = dict[str, Any]


def main(stdin: BinaryIO | None = None, stdout: BinaryIO | None = None) -> None:
    """Answer requests until the end of input. Each request is answered in one line, in order, flushed.

    With NEWSROOM_WORKER_LIMITS set, the process may use no more memory than stated, and ends itself when a request
    takes longer than stated (should whoever started it be gone and unable to).
    """
    requests = stdin or sys.stdin.buffer
    replies = stdout or sys.stdout.buffer
    seconds = _apply_limits(os.environ.get(LIMITS_VARIABLE, ""))
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        while line := requests.readline():
            if not line.strip():
                continue
            signal.alarm(seconds)
            # A library that prints would corrupt the answers.
            with contextlib.redirect_stdout(sys.stderr):
                reply = _encode(_answer(line))
            signal.alarm(0)
            replies.write(reply)
            replies.write(b"\n")
            replies.flush()


def _apply_limits(stated: str) -> int:
    """Set the memory limit; returns the seconds a request may take, 0 for no limit."""
    if not stated:
        return 0
    with contextlib.suppress(OSError):
        os.nice(_NICER)  # whoever started it draws a screen, and its keys go first
    megabytes, _, seconds = stated.partition(":")
    size = int(megabytes) * _MEGABYTE
    with contextlib.suppress(OSError, ValueError):  # not every system lets a process limit itself
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
    return int(seconds or 0)


def _answer(line: bytes) -> Reply:
    identity: Any = None
    try:
        request = _request(line)
        identity = request.get("id")
        return {"id": identity, "ok": True, **_operation(request)(request)}
    except SourceError as error:
        sentence = str(error)
    except MemoryError:
        sentence = "It needs more memory to parse than is allowed."
    except RecursionError:
        sentence = "It is nested too deeply to be parsed."
    except Exception as error:
        sentence = clean_line(f"It could not be parsed ({type(error).__name__}: {error}).", 300)
    return {"id": identity, "ok": False, "error": sentence}


def _request(line: bytes) -> Reply:
    try:
        request = json.loads(line)
    except ValueError:
        raise SourceError("A request is a line of JSON.") from None
    if not isinstance(request, dict):
        raise SourceError("A request is a JSON object.")
    return request


def _operation(request: Reply) -> Callable[[Reply], Reply]:
    operation = _OPERATIONS.get(str(request.get("op")))
    if operation is None:
        raise SourceError(f"The operation is not known; known are {', '.join(_OPERATIONS)}.")
    return operation


def _encode(reply: Reply) -> bytes:
    try:
        return json.dumps(reply, allow_nan=False).encode("ascii")
    except (MemoryError, RecursionError, ValueError, TypeError):
        sentence = "What was parsed is too large to be handed over."
        return json.dumps({"id": reply["id"], "ok": False, "error": sentence}).encode("ascii")


def _feed(request: Reply) -> Reply:
    from reader.sources.feeds import parse_feed
    from reader.sources.wire import feed_to_json

    feed = parse_feed(_read(request), url=_text(request, "url"), headers=_headers(request))
    return {"feed": feed_to_json(feed)}


def _article(request: Reply) -> Reply:
    from reader.sources.wire import article_to_json

    return article_to_json(_read_article(request, _text(request, "kind")))


def _read_article(request: Reply, kind: str) -> Entry:
    from reader.sources.decoding import decode

    body, headers = _read(request), _headers(request)
    if kind == "html":
        from reader.sources.pages import read_article_page

        return read_article_page(body, url=_text(request, "url"), headers=headers)
    text, _ = decode(body, headers.get("content-type", ""))
    if kind == "markdown":
        from reader.text.markdown import read_markdown

        return read_markdown(text)
    if kind == "text":
        from reader.text.plain import read_text

        return read_text(text)
    raise SourceError("The kind of an article is html, text or markdown.")


def _discover(request: Reply) -> Reply:
    from reader.sources.decoding import decode
    from reader.sources.discovery import feed_links

    text, _ = decode(_read(request), _headers(request).get("content-type", ""))
    return {"feeds": [asdict(link) for link in feed_links(text, _text(request, "url"))]}


def _file(request: Reply) -> Reply:
    from reader.sources.files import read_file
    from reader.sources.wire import entry_to_json, feed_to_json

    root = _text(request, "root")
    found = read_file(Path(_text(request, "path")), root=Path(root) if root else None)
    if isinstance(found, Entry):
        return {"type": "article", "entry": entry_to_json(found)}
    return {"type": "feed", "feed": feed_to_json(found)}


def _figures(request: Reply) -> Reply:
    from reader.figures import check_sums
    from reader.findings import find
    from reader.voices.recogniser import RecogniserError

    title_end = request.get("title_end", 0)
    if not isinstance(title_end, int) or title_end < 0:
        raise SourceError("The field title_end of a request is the length of the title.")
    text = _text(request, "text")
    try:
        findings = find(text, title_end=title_end, folder=_text(request, "spacy"))
    except RecogniserError as error:
        raise SourceError(str(error)) from error
    return findings.to_json() | {"sums": [asdict(check) for check in check_sums(text, findings.figures)]}


def _fetch(request: Reply) -> Reply:
    return asyncio.run(_fetch_once(_text(request, "url"), _state(request)))


async def _fetch_once(url: str, state: FetchState) -> Reply:
    """One conditional request and parse, as a refresh does it: the parsing in a process that can be stopped."""
    from reader.sources.fetch import Fetcher
    from reader.sources.moves import fetch_feed
    from reader.sources.parser import ParserProcess

    async with Fetcher() as fetcher, ParserProcess() as parser:

        async def parse(fetched: Fetched) -> Reply:
            return await parser.ask("feed", path=str(fetched.path), url=fetched.url, headers=dict(fetched.headers))

        fetched, parsed = await fetch_feed(fetcher, url, state, parse)
    feed = parsed["feed"] if parsed else {"title": None, "entries": []}
    return {
        "status": fetched.status,
        "url": fetched.url,
        "title": feed["title"],
        "entries": feed["entries"],
        "retry_at": fetched.retry_at.isoformat() if fetched.retry_at else None,
        "error": fetched.error or None,
        "state": asdict(fetched.state),
    }


def _state(request: Reply) -> FetchState:
    stated = request.get("state")
    if not isinstance(stated, dict):
        return FetchState()
    return FetchState(_text(stated, "etag"), _text(stated, "last_modified"), _text(stated, "moved_to"))


def _read(request: Reply) -> bytes:
    from reader.sources.files import read_regular

    return read_regular(Path(_text(request, "path")), _MAX_BODY)


def _headers(request: Reply) -> dict[str, str]:
    headers = request.get("headers")
    if not isinstance(headers, dict):
        return {}
    return {str(name).lower(): str(value) for name, value in headers.items()}


def _text(request: Reply, name: str) -> str:
    value = request.get(name, "")
    if not isinstance(value, str):
        raise SourceError(f"The field {name} of a request is text.")
    return value


_OPERATIONS: dict[str, Callable[[Reply], Reply]] = {
    "feed": _feed,
    "article": _article,
    "discover": _discover,
    "file": _file,
    "figures": _figures,
    "fetch": _fetch,
}
