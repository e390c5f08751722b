"""Small feeds in each format, and a way to write them to a file."""

from __future__ import annotations

import json

TITLES = ["Ferry fares rise 8% on Monday", "Harbour reopens after three days"]


def rss(items: str = "", *, channel: str = "<title>Quay Courier</title><link>https://quay.example/</link>") -> bytes:
    """An RSS 2.0 document with the given items (default: two good ones)."""
    items = items or "".join(
        f"<item><title>{title}</title><link>https://quay.example/{n}</link><guid isPermaLink='false'>q-{n}</guid>"
        f"<pubDate>Tue, 04 Jun 2024 0{n}:00:00 +0200</pubDate>"
        f"<description>&lt;p&gt;Story {n} has 12 berths.&lt;/p&gt;</description></item>"
        for n, title in enumerate(TITLES)
    )
    head = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    return f"{head}<channel>{channel}{items}</channel></rss>".encode()


def atom(entries: str = "", *, head: str = "<title>Quay Courier</title>") -> bytes:
    """An Atom 1.0 document with the given entries (default: two good ones)."""
    entries = entries or "".join(
        f"<entry><title>{title}</title><link href='https://quay.example/{n}'/><id>tag:quay.example,2024:{n}</id>"
        f"<updated>2024-06-04T0{n}:00:00+02:00</updated>"
        f"<content type='html'>&lt;p&gt;Story {n}.&lt;/p&gt;</content></entry>"
        for n, title in enumerate(TITLES)
    )
    return f"<feed xmlns='http://www.w3.org/2005/Atom'>{head}{entries}</feed>".encode()


def rdf() -> bytes:
    """An RSS 1.0 document with two items."""
    items = "".join(
        f"<item rdf:about='https://quay.example/{n}'><title>{title}</title><link>https://quay.example/{n}</link>"
        f"<dc:date>2024-06-04T0{n}:00:00+02:00</dc:date><description>Story {n}.</description></item>"
        for n, title in enumerate(TITLES)
    )
    return (
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'"
        " xmlns:dc='http://purl.org/dc/elements/1.1/'>"
        f"<channel rdf:about='https://quay.example/'><title>Quay Courier</title><link>https://quay.example/</link></channel>{items}"
        "</rdf:RDF>"
    ).encode()


def json_feed(*items: object) -> bytes:
    """A JSON Feed 1.1 document with the given items (default: two good ones)."""
    chosen = list(items) or [
        {
            "id": f"q-{n}",
            "url": f"https://quay.example/{n}",
            "title": title,
            "content_html": f"<p>Story {n}.</p>",
            "date_published": f"2024-06-04T0{n}:00:00+02:00",
        }
        for n, title in enumerate(TITLES)
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Quay Courier",
        "home_page_url": "https://quay.example/",
        "items": chosen,
    }
    return json.dumps(feed).encode()
