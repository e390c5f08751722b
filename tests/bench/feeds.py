"""A server of feeds of the invented archive, on this machine: `python -m tests.bench.feeds FEEDS ENTRIES FIRST`.

It serves `/0`, `/1` and so on, each an RSS feed whose articles follow on from FIRST, on a hundred ports, as if they
were hosts. It prints these once it is ready, and ends with its standard input.
"""

from __future__ import annotations

import os
import sys
import threading
from datetime import timedelta
from email.utils import format_datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.bench import archive

_PORTS = 100


def feed(first: int, entries: int) -> bytes:
    """The articles `first` and following as RSS, newer than all of the archive."""
    items = []
    for number in range(first, first + entries):
        entry, _ = archive.article(number, number + 1)
        date = format_datetime(archive.LAST + timedelta(minutes=number - first))
        paragraphs = "".join(f"<p>{escape(each)}</p>" for each in entry.document.text.split("\n\n")[1:])
        items.append(
            f"<item><title>{escape(entry.title)}</title><link>{entry.link}</link><guid>{entry.guid}</guid>"
            f"<pubDate>{date}</pubDate><description>{escape(paragraphs)}</description></item>"
        )
    return f'<rss version="2.0"><channel><title>Feed {first}</title>{"".join(items)}</channel></rss>'.encode()


def main() -> None:
    """Serve until standard input ends."""
    os.nice(10)
    count, entries, first = map(int, sys.argv[1:])
    feeds = [feed(first + number * entries, entries) for number in range(count)]

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = feeds[int(self.path.strip("/"))]
            self.send_response(200)
            self.send_header("Content-Type", "application/rss+xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    servers = [ThreadingHTTPServer(("127.0.0.1", 0), Handler) for _ in range(_PORTS)]
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    print(*(server.server_port for server in servers), flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
