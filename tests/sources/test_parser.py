"""The parsing process: a real one, started, killed and started again."""

import asyncio
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

import reader
from reader.sources.errors import ParseError
from reader.sources.parser import ParserProcess
from tests.sources.samples import TITLES, rss
from tests.sources.server import Headers, answer, serving

pytestmark = pytest.mark.slow

# No feed takes that long any more. The search for figures does on a text like this: far more than a second anywhere.
ENDLESS = "One in 7 of 12 berths cost $3 million. " * 300_000


@pytest.fixture
def feed(tmp_path: Path) -> str:
    path = tmp_path / "feed"
    path.write_bytes(rss())
    return str(path)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def test_one_process_answers_one_after_the_other(feed: str) -> None:
    async with ParserProcess() as parser:
        assert parser.pid is None
        replies = await asyncio.gather(*(parser.ask("feed", path=feed, url="") for _ in range(5)))
        pid = parser.pid
        assert pid is not None
        assert all([e["title"] for e in reply["feed"]["entries"]] == TITLES for reply in replies)
        await parser.ask("feed", path=feed)
        assert parser.pid == pid
    assert not alive(pid)


async def test_a_refusal_is_a_sentence_and_the_process_stays(feed: str, tmp_path: Path) -> None:
    (tmp_path / "page").write_text("<html><body>Sign in</body></html>")
    async with ParserProcess() as parser:
        with pytest.raises(ParseError, match=r"^This is a web page, not a feed\.$"):
            await parser.ask("feed", path=str(tmp_path / "page"))
        pid = parser.pid
        assert (await parser.ask("feed", path=feed))["ok"]
        assert parser.pid == pid


async def test_what_takes_too_long_is_stopped_and_the_next_is_parsed(feed: str) -> None:
    async with ParserProcess(seconds=1) as parser:
        await parser.ask("feed", path=feed)
        first = parser.pid
        assert first is not None
        with pytest.raises(ParseError, match="took longer than 1 seconds to parse and was stopped"):
            await parser.ask("figures", text=ENDLESS)
        assert not alive(first)
        assert [e["title"] for e in (await parser.ask("feed", path=feed))["feed"]["entries"]] == TITLES
        assert parser.pid != first


async def test_memory_is_bounded(feed: str, tmp_path: Path) -> None:
    (tmp_path / "huge").write_bytes(rss(f"<item><title>T</title><description>{'x ' * 20_000_000}</description></item>"))
    async with ParserProcess(megabytes=220, seconds=60) as parser:
        with pytest.raises(ParseError, match=r"more memory|broke the parser"):
            await parser.ask("feed", path=str(tmp_path / "huge"))
        assert (await parser.ask("feed", path=feed))["ok"]


async def test_a_process_that_dies_is_started_again(feed: str, caplog: pytest.LogCaptureFixture) -> None:
    async with ParserProcess() as parser:
        await parser.ask("feed", path=feed)
        first = parser.pid
        assert first is not None
        os.kill(first, 9)
        with pytest.raises(ParseError, match="started again"):
            await parser.ask("feed", path=feed)
        assert (await parser.ask("feed", path=feed))["ok"]
        assert parser.pid != first
    assert not caplog.records, "what asyncio says of a child it has lost would be printed over the screen"


async def test_a_cancelled_request_leaves_no_answer_for_the_next(feed: str) -> None:
    async with ParserProcess() as parser:
        await parser.ask("feed", path=feed)
        first = parser.pid
        assert first is not None
        task = asyncio.create_task(parser.ask("figures", text=ENDLESS))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert (await parser.ask("feed", path=feed))["feed"]["title"] == "Quay Courier"


async def test_big_replies_arrive_whole(tmp_path: Path) -> None:
    text = "Twelve berths reopened. " * 20_000
    (tmp_path / "big").write_bytes(rss(f"<item><title>T</title><description>{text}</description></item>" * 4))
    async with ParserProcess(seconds=30) as parser:
        reply = await parser.ask("feed", path=str(tmp_path / "big"))
    assert [len(e["content"]) for e in reply["feed"]["entries"]] == [len(text.strip())] * 4


@pytest.mark.parametrize("command", ["/nonexistent/python", "true", "echo"])
async def test_a_worker_that_cannot_work(command: str, feed: str) -> None:
    async with ParserProcess(command=[command]) as parser:
        with pytest.raises(ParseError):
            await parser.ask("feed", path=feed)


async def test_one_polite_fetch_and_parse() -> None:
    async def handle(headers: Headers, writer: asyncio.StreamWriter) -> None:
        fresh = headers.get("if-none-match") == '"v1"'
        writer.write(answer(status="304 Not Modified") if fresh else answer(rss(), 'ETag: "v1"'))

    async with serving() as server, ParserProcess(seconds=20) as parser:
        server.answers["/feed"] = handle
        server.answers["/page"] = answer(b"<html><body>Sign in</body></html>", 'ETag: "p"')
        server.answers["/busy"] = answer(b"", "Retry-After: 60", status="429 Slow")
        url = server.url("/feed")
        first = await parser.ask("fetch", url=url, state=None)
        assert (first["status"], first["url"], first["title"], first["error"]) == ("new", url, "Quay Courier", None)
        assert [e["title"] for e in first["entries"]] == TITLES
        assert first["state"] == {"etag": '"v1"', "last_modified": "", "moved_to": ""}
        second = await parser.ask("fetch", url=url, state=first["state"])
        assert (second["status"], second["entries"], second["state"]) == ("not_modified", [], first["state"])
        page = await parser.ask("fetch", url=server.url("/page"), state=first["state"])
        assert (page["status"], page["error"]) == ("error", "This is a web page, not a feed.")
        assert page["state"] == first["state"]
        busy = await parser.ask("fetch", url=server.url("/busy"))
        assert (busy["status"], datetime.fromisoformat(busy["retry_at"]).tzinfo) == ("rate_limited", UTC)


async def test_nothing_in_the_current_folder_is_imported(
    feed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted = tmp_path / "planted"
    planted.mkdir()
    for name in ("json.py", "reader.py", "feedparser.py"):
        (planted / name).write_text(f"open({str(tmp_path / 'ran')!r}, 'w').close(); raise SystemExit(3)")
    monkeypatch.chdir(planted)
    async with ParserProcess() as parser:
        assert (await parser.ask("feed", path=feed))["ok"]
    assert not (tmp_path / "ran").exists()


async def test_it_is_started_without_a_terminal() -> None:
    script = (
        "import json, os, sys\n"
        "for line in sys.stdin:\n"
        "    print(json.dumps({'id': json.loads(line)['id'], 'ok': True, 'session': os.getsid(0) == os.getpid(),\n"
        "                      'stderr': os.readlink('/proc/self/fd/2')}), flush=True)\n"
    )
    async with ParserProcess(command=[sys.executable, "-c", script]) as parser:
        reply = await parser.ask("anything")
    assert (reply["session"], reply["stderr"]) == (True, "/dev/null")


async def test_a_worker_whose_owner_is_gone_ends_itself() -> None:
    """Killed owners cannot kill: the pipe's end, or its own alarm while it parses, ends the worker."""
    environment = os.environ | {
        "NEWSROOM_WORKER_LIMITS": "512:1",
        "PYTHONPATH": str(Path(reader.__file__).parent.parent),
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-P", "-m", "reader", "worker", stdin=-1, stdout=-1, stderr=-3, env=environment
    )
    request = json.dumps({"op": "figures", "text": ENDLESS}).encode() + b"\n"
    async with asyncio.timeout(60):
        output, _ = await process.communicate(request)
    assert (output, process.returncode) == (b"", -14)
