import codecs

import pytest

from reader.sources.decoding import decode

TEXT = "<?xml version='1.0'?><t>Île — 25 € “quoted” Ünï</t>"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (codecs.BOM_UTF8 + TEXT.encode(), ""),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), ""),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "text/xml; charset=iso-8859-1"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), ""),
        (codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"), ""),
        (TEXT.encode("utf-16-le"), ""),
        (TEXT.encode("utf-16-be"), ""),
        (TEXT.encode("utf-32-le"), ""),
        (TEXT.encode(), ""),
        (TEXT.encode("windows-1252"), "text/xml; charset=iso-8859-1"),
        (TEXT.encode("windows-1252"), 'text/xml; charset="Windows-1252"'),
        (TEXT.encode(), "text/xml; charset=iso-8859-1"),
        (TEXT.encode(), "text/xml; charset=us-ascii"),
        (TEXT.encode(), "application/xml; charset=zlib_codec"),
        (TEXT.encode(), "application/xml; charset=utf-7"),
        (TEXT.encode(), "application/xml; charset=utf-16"),
        (TEXT.encode(), "application/xml; charset=no-such-thing"),
    ],
)
def test_the_same_text_in_every_encoding(body: bytes, content_type: str) -> None:
    assert decode(body, content_type) == (TEXT, "")


@pytest.mark.parametrize(
    ("declared", "encoding", "words"),
    [
        ("gb2312", "gb18030", "新闻 〇 €"),
        ("Shift_JIS", "cp932", "①東京で地震"),
        ("euc-kr", "cp949", "서울 똠방각하"),
        ("koi8-r", "koi8-r", "Новости дня"),
        ("iso-8859-2", "iso-8859-2", "Zażółć gęślą jaźń"),
    ],
)
def test_the_declaration_of_the_document_counts(declared: str, encoding: str, words: str) -> None:
    document = f"<?xml version='1.0' encoding='{declared}'?><t>{words}</t>"
    assert decode(document.encode(encoding))[0] == document


def test_ascii_is_not_utf_16_whatever_the_header_says() -> None:
    assert decode(b"<rss><channel/></rss>", "text/xml; charset=utf-16") == ("<rss><channel/></rss>", "")


@pytest.mark.parametrize("name", ["utf-7", "unicode_escape", "punycode", "zlib_codec", "base64", "rot13", "undefined"])
def test_codecs_that_smuggle_are_refused(name: str) -> None:
    body = b"<t>+ADw-script+AD4- \\u003cscript eJwBAAA=</t>"
    assert decode(body, f"text/xml; charset={name}") == (body.decode(), "")


def test_html_declares_in_a_meta_element() -> None:
    document = '<html><head><meta http-equiv="content-type" content="text/html; charset=windows-1251"><p>Новости'
    assert decode(document.encode("windows-1251"))[0] == document


def test_the_header_wins_over_the_document() -> None:
    document = "<?xml version='1.0' encoding='iso-8859-2'?><t>Новости</t>"
    assert decode(document.encode("koi8-r"), "text/xml; charset=koi8-r")[0] == document


def test_a_few_damaged_bytes_do_not_cost_the_rest() -> None:
    text, note = decode("Überraschung für €25 ".encode() + b"\xff\xfe!")
    assert text == "Überraschung für €25 ��!"
    assert "UTF-8" in note


@pytest.mark.parametrize(
    ("sentence", "encoding"),
    [
        ("Der Bürgermeister erklärte, die Höhe der Gebühren müsse geprüft werden. ", "cp1252"),
        ("El alcalde señaló que la situación económica de los niños empeoró en el último año, según él. ", "cp1252"),
        ("Le maire a déclaré que les élus étaient très préoccupés par l’évolution des coûts. ", "cp1252"),
        ("Мэр заявил, что размер сборов будет проверен; для крупных городов это обычное дело. ", "cp1251"),
        ("Мэр заявил, что размер сборов будет проверен; для крупных городов это обычное дело. ", "koi8_r"),
        ("Ο δήμαρχος δήλωσε ότι το ύψος των τελών θα εξεταστεί, κάτι συνηθισμένο. ", "cp1253"),
        ("市長は料金の値上げを検討すると述べた。大都市では普通のことだという。", "cp932"),
        ("市长表示将审查收费标准，这在大城市很常见。", "gb18030"),
        ("시장은 요금 인상을 검토하겠다고 말했다. 대도시에서는 흔한 일이다.", "cp949"),
    ],
)
def test_undeclared_text_is_guessed_by_its_alphabet(sentence: str, encoding: str) -> None:
    text, note = decode((sentence * 6).encode(encoding))
    assert text == sentence * 6
    assert encoding in note


@pytest.mark.parametrize("body", [b"", b"\0", b"\xff", bytes(range(256)), b"\xff\xfe\x00", b"\xff\xfe<"])
def test_no_bytes_raise(body: bytes) -> None:
    text, _ = decode(body, "text/xml; charset=utf-16")
    text.encode("utf-8")
