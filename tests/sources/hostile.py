"""Feeds made to hurt: bombs, depth, floods, lies about the encoding, and payloads for the terminal in every field.

`files()` names them all; each is built when it is asked for, for together they would fill the memory.
"""

from __future__ import annotations

import base64
import codecs
import gzip
import json
import zlib
from collections.abc import Callable, Iterator
from functools import partial

SECRET = "root:"  # what no answer may hold: the start of /etc/passwd
MARK = "harbourmaster"  # a word that has to come through where the file still says something

ITEM = f"<item><title>{MARK}</title><link>https://quay.example/1</link><description>One {MARK}.</description></item>"
_PAYLOADS = {
    "osc-title": "\x1b]0;owned\x07",
    "osc-clipboard": "\x1b]52;c;b3duZWQ=\x07",
    "osc-link": "\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\",
    "csi-clear": "\x1b[2J\x1b[H\x1b[31m",
    "dcs": '\x1bP$q"p\x1b\\',
    "paste-end": "\x1b[201~rm",
    "alternate-screen": "\x1b[?1049h",
    "c1": "\x9b31m\x9d0;owned\x9c\x90q\x9c",
    "backspaces": "good\b\b\b\bevil\r\a\x0e\x00",
    "bidi": "\u202egnp\u202c\u2066x\u2069\u200f",
    "invisible": "a\u200bb\ufeffc\u2060d\U000e0041e",
    "marks": "Z" + "\u0300" * 60,
    "line-ends": "one\u2028two\u2029three\x85four\vfive",
    "markup": "[red]x[/nosuch] [@click=app.quit]y[/] [link=https://evil.example]z[/link]",
}


def rss(inside: str = ITEM, *, before: str = "", title: str = "Quay") -> str:
    """An RSS document around some items; `before` stands between the declaration and the root."""
    return f'<?xml version="1.0"?>{before}<rss version="2.0"><channel><title>{title}</title>{inside}</channel></rss>'


def _laughs(levels: int, width: int) -> bytes:
    entities = '<!ENTITY l0 "ha">' + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * width}">' for n in range(1, levels + 1))
    return rss(f"<item><title>{MARK} &l{levels};</title></item>", before=f"<!DOCTYPE rss [{entities}]>").encode()


def _quadratic() -> bytes:
    entity = f'<!DOCTYPE rss [<!ENTITY a "{"a" * 100_000}">]>'
    return rss(f"<item><title>{MARK}</title><description>{'&a;' * 20_000}</description></item>", before=entity).encode()


def _external(kind: str, address: str) -> bytes:
    doctypes = {
        "entity": f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{address}">]>',
        "parameter": f'<!DOCTYPE rss [<!ENTITY % p SYSTEM "{address}"> %p; <!ENTITY x "y">]>',
        "dtd": f'<!DOCTYPE rss SYSTEM "{address}">',
        "public": f'<!DOCTYPE rss PUBLIC "-//Quay//DTD//EN" "{address}">',
    }
    return rss(f"{ITEM}<item><title>&x;</title></item>", before=doctypes[kind]).encode()


def _xinclude(address: str) -> bytes:
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text" href="{address}"/>'
    return rss(f"{ITEM}<item><title>{include}</title></item>").encode()


def _deep_xml(depth: int, place: str, *, closed: bool = True) -> bytes:
    nest = "<a>" * depth + "x" + ("</a>" * depth if closed else "")
    return {
        "item": rss(f"{ITEM}<item>{nest}</item>"),
        "title": rss(f"{ITEM}<item><title>{nest}</title></item>"),
        "description": rss(f"{ITEM}<item><description>{nest}</description></item>"),
        "root": f"<rss><channel>{ITEM}{nest}</channel></rss>",
    }[place].encode()


def _deep_html(depth: int, tag: str, *, closed: bool = True) -> bytes:
    html = f"<{tag}>" * depth + MARK + (f"</{tag}>" * depth if closed else "")
    return rss(f"<item><title>T</title><description><![CDATA[{html}]]></description></item>").encode()


def _html_text(html: str) -> bytes:
    return rss(f"<item><title>{MARK}</title><description><![CDATA[{html}]]></description></item>").encode()


def _deep_json(depth: int, opening: str, closing: str) -> bytes:
    nest = opening * depth + "1" + closing * depth
    return f'{{"version": "https://jsonfeed.org/version/1.1", "title": "Quay", "x": {nest}, "items": []}}'.encode()


def _attributes(count: int, *, where: str = "item") -> bytes:
    attributes = " ".join(f'a{n}="{n}"' for n in range(count))
    if where == "item":
        return rss(f"<item {attributes}><title>{MARK}</title></item>").encode()
    return f"<rss {attributes}><channel>{ITEM}</channel></rss>".encode()


def _namespaces(count: int, *, spread: bool) -> bytes:
    if spread:
        inside = "".join(f'<n{n}:x xmlns:n{n}="urn:n{n}"/>' for n in range(count))
        return rss(f"<item><title>{MARK}</title>{inside}</item>").encode()
    declared = " ".join(f'xmlns:n{n}="urn:n{n}"' for n in range(count))
    return rss(f"<item {declared}><title>{MARK}</title></item>").encode()


def _json(items: str, **fields: str) -> bytes:
    more = "".join(f', "{name}": {value}' for name, value in fields.items())
    return f'{{"version": "https://jsonfeed.org/version/1.1", "title": "Quay"{more}, "items": [{items}]}}'.encode()


_GOOD_JSON = f'{{"id": "1", "title": "{MARK}", "content_text": "One."}}'


def _json_types() -> bytes:
    wrong = ["null", "true", "7", "1e400", '"x"', "[]", "{}", "[[[]]]", '{"id": {"a": 1}}', "NaN", "-Infinity"]
    fields = ["id", "url", "external_url", "title", "content_html", "content_text", "summary", "date_published"]
    fields += ["date_modified", "authors", "author", "attachments", "tags", "language"]
    items = [*wrong, *(f'{{"title": "x", "{field}": {value}}}' for field in fields for value in wrong), _GOOD_JSON]
    return _json(", ".join(items), author="[7]", authors='{"a": [1]}', home_page_url="[]", icon="NaN")


def _everywhere(payload: str, kind: str) -> bytes:
    """One payload in every string field of a format."""
    p = MARK + payload
    if kind == "json":
        item: dict[str, object] = dict.fromkeys(
            ["id", "title", "content_html", "content_text", "summary", "language", "date_published"], p
        )
        item |= {"url": f"https://quay.example/{p}", "authors": [{"name": p}]}
        item["attachments"] = [{"url": f"https://quay.example/{p}", "mime_type": p, "size_in_bytes": p}]
        version = "https://jsonfeed.org/version/1.1"
        return json.dumps(
            {"version": version, "title": p, "home_page_url": f"https://quay.example/{p}", "items": [item]}
        ).encode()
    if kind == "atom-base64":
        packed = base64.b64encode(p.encode("utf-8", "replace")).decode()
        content = f"<content type='application/octet-stream' mode='base64'>{packed}</content>"
        entry = f"<entry><title type='x/y' mode='base64'>{packed}</title>{content}</entry>"
        return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Q</title>{entry}</feed>".encode()
    text = "".join(f"&#{ord(c)};" for c in p) if kind == "references" else p.replace("<", "&lt;")
    link = f"https://quay.example/{text}"
    item_ = (
        f"<item><title>{text}</title><link>{link}</link><guid isPermaLink='false'>{text}</guid><author>{text}</author>"
        f"<pubDate>{text}</pubDate><description>{text}</description><comments>{text}</comments>"
        f"<enclosure url='{link}' type='{text}' length='{text}'/></item>"
    )
    body = rss(f"<link>{link}</link><language>{text}</language>{item_}", title=text)
    return body.encode("utf-8", "replace")


def _many(element: str, count: int, *, kind: str = "rss") -> bytes:
    """One entry with an element many times over; `{}` in it is its number."""
    inside = f"<title>{MARK}</title>" + "".join(element.format(n) for n in range(count))
    if kind == "atom":
        return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Q</title><entry>{inside}</entry></feed>".encode()
    return rss(f"<item>{inside}</item>").encode()


def _builders(server: str) -> Iterator[tuple[str, Callable[[], bytes]]]:
    yield "laughs-9x10.xml", partial(_laughs, 9, 10)
    yield "laughs-30x2.xml", partial(_laughs, 30, 2)
    yield "quadratic.xml", _quadratic
    yield (
        "entity-of-itself.xml",
        lambda: rss(
            f"{ITEM}<item><title>&a;</title></item>", before='<!DOCTYPE rss [<!ENTITY a "&b;"><!ENTITY b "&a;">]>'
        ).encode(),
    )
    yield (
        "many-entities.xml",
        lambda: rss(
            ITEM, before="<!DOCTYPE rss [" + "".join(f'<!ENTITY e{n} "x">' for n in range(100_000)) + "]>"
        ).encode(),
    )
    yield "many-references.xml", lambda: rss(f"{ITEM}<item><title>{'&nosuch;' * 200_000}</title></item>").encode()
    for kind in ("entity", "parameter", "dtd", "public"):
        yield f"external-{kind}-file.xml", partial(_external, kind, "file:///etc/passwd")
        yield f"external-{kind}-http.xml", partial(_external, kind, f"{server}/x.dtd")
    yield "xinclude-file.xml", partial(_xinclude, "file:///etc/passwd")
    yield "xinclude-http.xml", partial(_xinclude, f"{server}/x")
    yield "stylesheet.xml", lambda: rss(ITEM, before='<?xml-stylesheet href="file:///etc/passwd"?>').encode()
    for depth in (100, 5_000, 200_000):
        for place in ("item", "title", "description", "root"):
            yield f"deep-{place}-{depth}.xml", partial(_deep_xml, depth, place)
    yield "deep-open-item.xml", partial(_deep_xml, 100_000, "item", closed=False)
    yield "deep-open-description.xml", partial(_deep_xml, 100_000, "description", closed=False)
    for tag in ("div", "b", "blockquote", "table><tr><td", "ul><li", "svg", "font", "a href=x", "p", "select"):
        yield f"deep-html-{tag[:5].strip('>')}.xml", partial(_deep_html, 100_000, tag)
    yield "deep-html-open.xml", partial(_deep_html, 200_000, "div", closed=False)
    yield "html-comments.xml", lambda: _html_text("<!--" * 50_000)
    yield "html-declarations.xml", lambda: _html_text("<!" * 100_000)
    yield "html-instructions.xml", lambda: _html_text("<?" * 100_000)
    yield "html-open-tags.xml", lambda: _html_text("<a " * 100_000)
    yield "html-open-quotes.xml", lambda: _html_text("<a href='" * 50_000)
    yield "html-less-thans.xml", lambda: _html_text("<" * 500_000)
    yield "html-ampersands.xml", lambda: _html_text("&" * 500_000)
    yield "html-scripts.xml", lambda: _html_text("<script>" * 50_000)
    yield "html-styles.xml", lambda: _html_text("<style" * 50_000)
    yield "html-attributes.xml", lambda: _html_text("<p " + " ".join(f"a{n}={n}" for n in range(100_000)) + ">x")
    yield "html-images.xml", lambda: _html_text("<img src=x alt=y>" * 50_000)
    yield "html-cells.xml", lambda: _html_text("<table>" + "<tr>" + "<td>1" * 50_000 + "</table>")
    yield "html-spans.xml", lambda: _html_text("<table><tr><td colspan=99999999 rowspan=99999999>x</table>")
    yield "html-marks.xml", lambda: _html_text("<p>" + "e" + "\u0301" * 200_000)
    yield "html-one-line.xml", lambda: _html_text("<p>" + "word " * 400_000)
    yield "html-one-word.xml", lambda: _html_text("<p>" + "w" * 2_000_000)
    yield "html-blanks.xml", lambda: _html_text("<p>x" + " " * 1_000_000 + "y" + "\n" * 500_000 + "z")
    yield "title-blanks.xml", lambda: rss(f"<item><title>a{' ' * 500_000}b</title></item>{ITEM}").encode()
    yield "title-less-thans.xml", lambda: rss(f"<item><title>{'&lt;' * 200_000}</title></item>{ITEM}").encode()
    yield "json-deep-arrays.json", partial(_deep_json, 200_000, "[", "]")
    yield "json-deep-objects.json", partial(_deep_json, 100_000, '{"a":', "}")
    yield "json-open.json", lambda: b"[" * 200_000
    yield "json-open-objects.json", lambda: b'{"a":' * 100_000
    yield "attributes-16k.xml", partial(_attributes, 16_000)
    yield "attributes-100k.xml", partial(_attributes, 100_000)
    yield "attributes-root.xml", partial(_attributes, 100_000, where="root")
    yield (
        "attribute-twice.xml",
        lambda: f"<rss><channel><item {'a=1 ' * 50_000}><title>{MARK}</title></item></channel></rss>".encode(),
    )
    yield "attribute-5mb.xml", lambda: rss(f"<item x='{'y' * 5_000_000}'><title>{MARK}</title></item>").encode()
    yield "namespaces-50k.xml", partial(_namespaces, 50_000, spread=False)
    yield "namespaces-spread.xml", partial(_namespaces, 50_000, spread=True)
    yield "prefixes.xml", lambda: _many("<p{}:x/>", 50_000)
    yield "title-20mb.xml", lambda: rss(f"{ITEM}<item><title>{'t' * 20_000_000}</title></item>").encode()
    yield "feed-title-20mb.xml", lambda: rss(ITEM, title="t" * 20_000_000).encode()
    yield "title-20mb.json", lambda: _json(f'{{"title": "{"t" * 20_000_000}"}}, {_GOOD_JSON}')
    yield (
        "url-5mb.xml",
        lambda: rss(f"{ITEM}<item><title>T</title><link>https://quay.example/{'u' * 5_000_000}</link></item>").encode(),
    )
    yield "guid-5mb.xml", lambda: rss(f"{ITEM}<item><title>T</title><guid>{'g' * 5_000_000}</guid></item>").encode()
    yield (
        "author-5mb.xml",
        lambda: rss(f"{ITEM}<item><title>T</title><author>{'a@' * 2_500_000}</author></item>").encode(),
    )
    yield (
        "author-regex.xml",
        lambda: rss(f"{ITEM}<item><title>T</title><author>{'a.' * 100_000}@{'b.' * 100_000}</author></item>").encode(),
    )
    yield (
        "date-5mb.xml",
        lambda: rss(f"{ITEM}<item><title>T</title><pubDate>{'1' * 5_000_000}</pubDate></item>").encode(),
    )
    yield (
        "date-regex.xml",
        lambda: rss(f"{ITEM}<item><title>T</title><pubDate>{'2024-' * 50_000}</pubDate></item>").encode(),
    )
    yield "entries-100k.xml", lambda: rss(ITEM * 100_000).encode()
    yield "entries-100k-open.xml", lambda: rss(f"<item><title>{MARK}</title>" * 100_000).encode()
    yield "entries-empty.xml", lambda: rss(f"{ITEM}{'<item/>' * 200_000}").encode()
    yield "entries-nested.xml", lambda: rss(f"<item><title>{MARK}</title>" * 1_500 + "</item>" * 1_500).encode()
    yield "entries-100k.json", lambda: _json(", ".join([_GOOD_JSON] * 100_000))
    yield "categories-200k.xml", lambda: _many("<category>c{}</category>", 200_000)
    yield "authors-50k.xml", lambda: _many("<author>a{}</author>", 50_000)
    yield "links-50k.xml", lambda: _many("<link href='https://quay.example/{}'/>", 50_000, kind="atom")
    yield "enclosures-50k.xml", lambda: _many("<enclosure url='https://quay.example/{}.mp3'/>", 50_000)
    yield "contents-5k.xml", lambda: _many("<content>x{}</content>", 5_000, kind="atom")
    yield (
        "bodies-200.xml",
        lambda: rss(
            "".join(
                f"<item><title>{MARK}</title><description>{'word ' * 20_000}</description></item>" for _ in range(200)
            )
        ).encode(),
    )
    yield "unclosed-tags.xml", lambda: rss(f"{ITEM}{'<item' * 200_000}").encode()
    yield "unclosed-cdata.xml", lambda: rss(ITEM + "<![CDATA[" * 100_000).encode()
    yield "unclosed-comments.xml", lambda: rss(ITEM + "<!--" * 100_000).encode()
    yield "unclosed-doctype.xml", lambda: ("<!DOCTYPE rss [" * 50_000 + rss()).encode()
    yield "instructions.xml", lambda: rss(ITEM + "<?x ?>" * 200_000).encode()
    yield "comments.xml", lambda: (f"<!-- {'-' * 2_000_000} -->" + rss()).encode()
    for charset in ("utf-7", "zlib_codec", "utf-16", "utf-32", "no-such-thing", "unicode_escape", "x" * 5_000, "cp037"):
        yield f"says-{charset[:14]}.xml", partial(_says, charset)
    yield "bom-lies-16.xml", lambda: codecs.BOM_UTF16_LE + rss().encode()
    yield "bom-lies-32.xml", lambda: codecs.BOM_UTF32_BE + rss().encode()
    yield "bom-lies-8.xml", lambda: codecs.BOM_UTF8 + rss().encode("utf-16-le")
    for encoding in ("utf-16", "utf-32", "utf-16-be", "utf-32-le"):
        yield f"{encoding}.xml", partial(_encoded, encoding)
    yield "utf-16-truncated.xml", lambda: rss().encode("utf-16")[:-101]
    yield "truncated.xml", lambda: rss(ITEM * 3).encode()[:-60]
    yield "truncated-utf-8.xml", lambda: rss(f"{ITEM}<item><title>é").encode()[:-19]
    yield "nul.xml", lambda: rss(f"<item><title>{MARK}\0 \0</title></item>").encode()
    yield "nul-between.xml", lambda: b"\0".join(bytes([byte]) for byte in rss().encode())
    yield "nuls.xml", lambda: b"\0" * 1_000_000
    yield "noise.bin", lambda: bytes((n * n * 31 + n // 7) & 0xFF for n in range(200_000))
    yield "gzip.xml.gz", lambda: gzip.compress(rss().encode())
    yield "zlib.xml", lambda: zlib.compress(rss().encode())
    yield (
        "page.html",
        lambda: f"<!doctype html><html><head><title>{MARK}</title></head><body><p>Sign in</body></html>".encode(),
    )
    yield "error.html", lambda: b"<html><body><h1>503 Service Unavailable</h1></body></html>"
    yield "empty", lambda: b""
    yield "blank", lambda: b" \n\t \r\n"
    yield "plain.txt", lambda: b"Too many requests"
    yield "types.json", _json_types
    yield "number-10k.json", lambda: _json(f'{{"id": {"7" * 10_000}, "title": "{MARK}"}}')
    yield (
        "number-exponent.json",
        lambda: _json(f'{{"id": 1e{"9" * 10_000}, "title": "{MARK}", "date_published": 1e999}}'),
    )
    yield "not-a-number.json", lambda: _json(f'{{"id": NaN, "title": "{MARK}", "date_published": Infinity}}')
    yield (
        "surrogates.json",
        lambda: _json(
            f'{{"id": "\\ud83d", "title": "{MARK} \\ud83d \\udc00 \\ud83d\\ude00", "url": "https://quay.example/\\udfff"}}'
        ),
    )
    yield "nul.json", lambda: _json(f'{{"id": "\\u0000", "title": "{MARK}\\u0000\\u001b]0;x\\u0007"}}')
    yield "cut.json", lambda: _json(_GOOD_JSON)[:-5]
    yield (
        "keys-100k.json",
        lambda: _json("{" + ", ".join(f'"k{n}": {n}' for n in range(100_000)) + f', "title": "{MARK}"}}'),
    )
    for name, payload in _PAYLOADS.items():
        for kind in ("raw", "references", "json", "atom-base64"):
            yield f"payload-{name}-{kind}.{'json' if kind == 'json' else 'xml'}", partial(_everywhere, payload, kind)


def _says(charset: str) -> bytes:
    return f'<?xml version="1.0" encoding="{charset}"?><rss><channel><title>Quay</title>{ITEM}</channel></rss>'.encode()


def _encoded(encoding: str) -> bytes:
    return rss().encode(encoding)


def files(server: str = "http://127.0.0.1:9") -> dict[str, Callable[[], bytes]]:
    """Every hostile file: its name, and what builds it. Those that ask for something outside ask `server` for it."""
    made = dict(_builders(server))
    for name in _DAMAGED:
        made[f"damaged-{name}"] = partial(_damaged, made[name])
    return made


# Floods that are also read by the tolerant parser, which takes over where XML is damaged.
_DAMAGED = (
    "attributes-100k.xml",
    "authors-50k.xml",
    "categories-200k.xml",
    "enclosures-50k.xml",
    "namespaces-spread.xml",
    "deep-item-200000.xml",
    "deep-title-200000.xml",
    "quadratic.xml",
    "laughs-9x10.xml",
)


def _damaged(build: Callable[[], bytes]) -> bytes:
    return build().replace(b"</channel>", b"<x><y></x></channel>")
