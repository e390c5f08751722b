"""A web server on 127.0.0.1 that serves small feeds and writes down what it was asked."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title><link>https://wire.example/</link>
<item><title>Harbour empties</title><guid>{title}-1</guid><link>https://wire.example/{title}/1</link>
<pubDate>Sun, 15 Feb 2026 12:00:00 GMT</pubDate><description>{body}</description></item>
<item><title>[red]x[/nosuch] \u00e9\u4e16</title><guid>{title}-2</guid>
<pubDate>Sun, 15 Feb 2026 11:00:00 GMT</pubDate><description>Quiet night.</description></item>
</channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Northgate</title><id>urn:n</id>
<updated>2026-02-15T10:00:00Z</updated><entry><title>Rate rise</title><id>urn:n:1</id>
<updated>2026-02-15T10:00:00Z</updated>
<content type="html">&lt;p&gt;Rates rose to 5%.&lt;/p&gt;</content></entry></feed>"""
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/"><channel rdf:about="https://remedy.example/"><title>Remedy</title>
<link>https://remedy.example/</link><description>d</description></channel>
<item rdf:about="https://remedy.example/1"><title>One in five</title><link>https://remedy.example/1</link>
<description>One in five children.</description></item></rdf:RDF>"""
JSON_FEED = """{"version": "https://jsonfeed.org/version/1.1", "title": "Ledger", "items":
[{"id": "l1", "title": "Profit", "content_text": "Profit was $3 million.",
"date_published": "2026-02-15T09:00:00Z"}]}"""
DEFAULT_BODY = "Some 586,000 people left."


@dataclass
class FeedServer:
    """`pages` maps a path to its body; what it does not hold is 404. Every page has an ETag and honours it."""

    address: str
    pages: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, str | None]] = field(default_factory=list)  # path, If-None-Match
    before: Callable[[str], None] = lambda path: None  # called with the path before it is answered

    def add(self, path: str, page: str) -> str:
        """Serve a page; returns its address."""
        self.pages[path] = page
        return f"{self.address}{path}"

    def rss(self, title: str, body: str = DEFAULT_BODY) -> str:
        """Serve an RSS feed of two articles at /TITLE; returns its address."""
        return self.add(f"/{title}", RSS.format(title=title, body=body))


@contextlib.contextmanager
def serve() -> Iterator[FeedServer]:
    """Serve until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            known = self.headers.get("If-None-Match")
            feeds.asked.append((self.path, known))
            feeds.before(self.path)
            page = feeds.pages.get(self.path)
            body = (page or "").encode()
            tag = f'"{hash(page):x}"'
            status = 404 if page is None else 304 if known == tag else 200
            with contextlib.suppress(OSError):  # whoever asked has hung up
                self.send_response(status)
                self.send_header("ETag", tag)
                if status != 304:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if status != 304:
                    self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        feeds = FeedServer(f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield feeds
        finally:
            server.shutdown()
            thread.join()
