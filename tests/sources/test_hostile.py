"""Feeds made to hurt, through the real worker: each is answered in time and clean, and nobody is asked for anything."""

import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sources.asking import SilentError, Worker, check
from tests.sources.hostile import MARK, SECRET, files

pytestmark = pytest.mark.slow

REFUSED = {
    "blank": "The document is empty.",
    "cut.json": "The document starts like JSON but is damaged; no feed could be read from it.",
    "empty": "The document is empty.",
    "error.html": "This is a web page, not a feed.",
    "json-deep-arrays.json": "The JSON is nested too deeply to be read.",
    "json-deep-objects.json": "The JSON is nested too deeply to be read.",
    "json-open-objects.json": "The JSON is nested too deeply to be read.",
    "json-open.json": "The JSON is nested too deeply to be read.",
    "nuls.xml": "The document is empty.",
    "page.html": "This is a web page, not a feed.",
}
NO_FEED = {"gzip.xml.gz", "noise.bin", "plain.txt", "zlib.xml"}
# Read, but the word that marks the rest stood in what was damaged.
SILENT = {"html-open-tags.xml"}


@pytest.fixture(scope="module")
def listener() -> Iterator[tuple[str, list[object]]]:
    """A server that only counts who connects: its address and the list of those who did."""
    callers: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        stopped = threading.Event()

        def accept() -> None:
            while not stopped.is_set():
                try:
                    connection, caller = server.accept()
                except TimeoutError:
                    continue
                connection.close()
                callers.append(caller)

        thread = threading.Thread(target=accept)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", callers
        stopped.set()
        thread.join()


@pytest.fixture(scope="module")
def workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Worker]]:
    """The worker in use, last in the list; one that fails its file is replaced."""
    kept: list[Worker] = [Worker(tmp_path_factory.mktemp("hostile"))]
    yield kept
    for worker in kept:
        worker.end()


@pytest.mark.parametrize("name", files())
def test_it_is_answered(
    name: str, workers: list[Worker], listener: tuple[str, list[object]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    address, callers = listener
    body = files(address)[name]()
    try:
        reply = workers[-1].ask(body)
    except SilentError:
        workers.append(Worker(tmp_path_factory.mktemp("hostile")))
        raise
    check(reply)
    text = json.dumps(reply)
    assert SECRET not in text
    assert not callers
    if name in REFUSED:
        assert reply["error"] == REFUSED[name]
    elif name in NO_FEED:
        assert "not a feed" in reply["error"]
    elif not name.startswith("deep-html"):
        assert reply["ok"], reply
        assert MARK in text or name in SILENT


def test_memory_stays_small(tmp_path: Path) -> None:
    with Worker(tmp_path) as worker:
        for name in ("title-20mb.xml", "title-20mb.json", "bodies-200.xml", "deep-html-table.xml", "entries-100k.xml"):
            worker.ask(files()[name]())
        assert worker.peak is None or worker.peak < 200
