"""Formats: the text, what is known of it, and how each refuses what it cannot read."""

import hashlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import UnreadableError
from kg.ids import Namer
from kg.model import Document
from loaders.formats import READERS, read
from loaders.formats.document import MAX_CHARACTERS
from loaders.sources import MEDIA_TYPES, Failed, Raw

NAMER = Namer()
SENTENCE = "The minister said on Monday that the talks about steel would resume next week in the capital."


def raw(content: str | bytes, media_type: str = "text/plain", sidecar: str | None = None) -> Raw:
    data = content if isinstance(content, bytes) else content.encode("utf-8")
    return Raw(
        path="in/talks.x",
        id="talks",
        media_type=media_type,
        content=data,
        sidecar=None if sidecar is None else sidecar.encode(),
    )


def one(content: str | bytes, media_type: str = "text/plain", sidecar: str | None = None) -> Document:
    (document,) = read(raw(content, media_type, sidecar), NAMER)
    assert isinstance(document, Document)
    return document


def test_every_media_type_has_a_reader() -> None:
    assert {reader.media_type for reader in READERS} == {media_type for _, media_type in MEDIA_TYPES}
    with pytest.raises(UnreadableError, match="application/json is not read; give text"):
        read(raw("x", "application/json"), NAMER)


# text -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [f"{SENTENCE}\r\n\r\n  Second.\rThird\n\n", "\ufeff" + SENTENCE, f"\n\t{SENTENCE}\xa0\n"])
def test_plain_text_is_the_file_itself(text: str) -> None:
    document = one(text)
    assert document.text == text
    assert document.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert document.iri == NAMER.document(url=None, text=text)
    assert (document.id, document.path, document.media_type) == ("talks", "in/talks.x", "text/plain")


def test_front_matter_of_plain_text_is_furniture() -> None:
    document = one(f"---\ntitle: Talks resume\n---\n{SENTENCE}\n\nAlso Read: Ten shares\n")
    assert document.title == "Talks resume"
    assert [span.text for span in document.boilerplate] == ["---\ntitle: Talks resume\n---\n", "Also Read: Ten shares"]


def test_a_sidecar_comes_before_front_matter_and_that_before_the_text() -> None:
    text = f"---\ntitle: Front\npublisher: The Front Post\n---\nBy Jane Sample, Reuters\nMarch 4, 2024\n\n{SENTENCE}\n"
    document = one(text, sidecar="title: Beside\nurl: https://north.example/a#top\n")
    assert (document.title, document.publisher, document.published) == ("Beside", "The Front Post", "2024-03-04")
    assert document.url == "https://north.example/a"
    assert document.iri == NAMER.document(url="https://north.example/a", text="")


def test_unknown_stays_unknown() -> None:
    document = one(SENTENCE)
    assert (document.title, document.publisher, document.published, document.url) == (None, None, None, None)
    assert document.language == "en"
    assert one("He left.").language is None


def test_the_language_is_that_of_the_text_whatever_is_declared() -> None:
    french = "Le ministre a dit lundi que les discussions sur l'acier reprendraient la semaine prochaine dans la capitale."
    assert one(french, sidecar="language: en").language == "fr"
    assert one("Il est parti.", sidecar="language: fr").language == "fr"


@pytest.mark.parametrize(
    ("content", "sidecar", "message"),
    [
        ("", None, "empty"),
        (" \n\n\t", None, "empty"),
        ("...\n", None, "empty"),
        (b"\x00\x01", None, "binary"),
        (b"caf\xc3\x28", None, "not UTF-8 at byte 3"),
        ("word\n" * (MAX_CHARACTERS // 5 + 1), None, "characters in one document"),
        (SENTENCE, "title: [", "description beside it: not YAML"),
    ],
    ids=["empty", "white space", "no word", "binary", "undecodable", "long text", "bad sidecar"],
)
def test_what_is_no_article_is_refused_by_name(content: str | bytes, sidecar: str | None, message: str) -> None:
    with pytest.raises(UnreadableError, match=message) as caught:
        one(content, sidecar=sidecar)
    assert str(caught.value).startswith("in/talks.x: ")


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_text_is_a_document_or_refused(text: str) -> None:
    try:
        document = one(text)
    except UnreadableError:
        return
    assert document.text == text
    for span in document.boilerplate:
        assert span == document.span(span.start, span.end)


# Markdown -------------------------------------------------------------------------------------------------------------


MARKDOWN = (
    ("# Talks resume", "Talks resume"),
    (
        'The **minister** said the [talks](https://north.example/a "x")\nwould _resume_.',
        "The minister said the talks would resume.",
    ),
    ("Soon.\\\nVery soon. ![a mill](m.png)", "Soon.\nVery soon."),
    ("> “We will not sign,” she said.", "“We will not sign,” she said."),
    ("- steel\n- `aluminum`", "steel\n\naluminum"),
    ("| A | B |\n|---|---|\n| 1 | 2 |", "A\n\nB\n\n1\n\n2"),
    ("<div>Boxed &amp; seen<script>x()</script></div>", "Boxed & seen"),
    ("---", ""),
    ("```\ncode\n```", "code"),
)


def test_markdown_is_rendered_to_what_its_reader_sees() -> None:
    document = one("\n\n".join(block for block, _ in MARKDOWN), "text/markdown")
    assert document.text == "\n\n".join(text for _, text in MARKDOWN if text)
    assert document.title == "Talks resume"


def test_markdown_front_matter_is_metadata_and_not_text() -> None:
    document = one(
        f"---\ntitle: Declared\npublished: 2025-08-01\npublisher: The Northern Post\n---\n# Heading\n\n{SENTENCE}\n",
        "text/markdown",
    )
    assert (document.title, document.published, document.publisher) == ("Declared", "2025-08-01", "The Northern Post")
    assert document.text == f"Heading\n\n{SENTENCE}"


@pytest.mark.parametrize(
    "source", ["> " * 5000 + "x", "[" * 20000 + "x", "*a_ " * 20000 + "x", "`" * 20000 + " x", "- " * 3000 + "x"]
)
def test_hostile_markdown_is_read_or_refused_in_time(source: str) -> None:
    try:
        text = one(source, "text/markdown").text
    except UnreadableError:
        return
    assert text.endswith("x")


# HTML -----------------------------------------------------------------------------------------------------------------

ARTICLE = (
    f"<article><h1>Talks on steel resume</h1><p>{SENTENCE * 3}</p>"
    "<p>She added that the <b>duties</b> stay for now.</p></article>"
)


def page(head: str = "", body: str = ARTICLE) -> str:
    body = f"<nav><a href='/'>Home</a></nav>{body}<footer>Sign up</footer>"
    return f"<!doctype html><html lang='en-CA'><head>{head}</head><body>{body}</body></html>"


def test_html_is_its_main_text() -> None:
    document = one(page(), "text/html")
    assert document.text == f"Talks on steel resume\n{SENTENCE * 3}\nShe added that the duties stay for now."
    assert document.title == "Talks on steel resume"


JSON_LD = json.dumps(
    {
        "@graph": [
            {"@type": "Organization", "name": "Someone Else"},
            {
                "@type": ["NewsArticle"],
                "headline": "Steel: talks resume",
                "datePublished": "2025-08-01T22:00:00-04:00",
                "dateModified": "2025-08-03",
                "publisher": {"@type": "Organization", "name": "The Northern Post"},
            },
        ]
    }
)


H1 = "Talks on steel resume"


def meta(**properties: str) -> str:
    return "".join(f'<meta property="{name.replace("__", ":")}" content="{value}">' for name, value in properties.items())


@pytest.mark.parametrize(
    ("head", "known"),
    [
        (meta(og__title="Talks, again", og__site_name="The Northern Post"), ("Talks, again", "The Northern Post", None)),
        (f"<title>{H1} | CBC News</title>", (H1, "CBC News", None)),
        ("<title>Talks - a closer look</title>", (H1, None, None)),
        (meta(og__title="CBC News"), (H1, None, None)),
        (f'<script type="application/ld+json">{JSON_LD}</script>', ("Steel: talks resume", "The Northern Post", "2025-08-01")),
        (meta(article__published_time="2025-08"), (H1, None, "2025-08")),
        (meta(article__modified_time="2025-08-05", date="2025-08-01"), (H1, None, "2025-08-01")),
        (meta(article__modified_time="2025-08-05"), (H1, None, "2025-08-05")),
        (meta(date="yesterday"), (H1, None, None)),
        ('<script type="application/ld+json">{"@type": "NewsArticle", broken</script>', (H1, None, None)),
        ("", (H1, None, None)),
    ],
)
def test_what_a_page_declares(head: str, known: tuple[str | None, ...]) -> None:
    document = one(page(head), "text/html")
    assert (document.title, document.publisher, document.published) == known


def test_dates_beside_the_headline_and_canonical_addresses() -> None:
    dated = one(
        page("<link rel='canonical' href='https://North.example/a?utm_source=x'>", "<p>Published August 1, 2025</p>" + ARTICLE),
        "text/html",
    )
    assert (dated.published, dated.url) == ("2025-08-01", "https://north.example/a")
    timed = one(page("", "<time datetime='2025-08-01T10:00Z'>Friday</time>" + ARTICLE), "text/html")
    assert timed.published == "2025-08-01"


def test_a_copyright_year_is_no_date() -> None:
    assert one(page("", ARTICLE + "<p>Copyright 2019 Sample Media</p>"), "text/html").published is None


@pytest.mark.parametrize(
    "markup",
    [
        "<html><body></body></html>",
        "<html><script>alert(1)</script></html>",
        "<!--" * 20000,
        "<" * 20000,
        "<div>" * 5000 + "</div>" * 5000,
    ],
)
def test_pages_without_text_are_refused(markup: str) -> None:
    with pytest.raises(UnreadableError, match=r"in/talks\.x: "):
        one(markup, "text/html")


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>{SENTENCE}</p>",
        f"<html><body>{'<b>' * 200}<p>{SENTENCE}</p></body></html>",
        f"<html><body><p title='{'x' * 100_000}'>{SENTENCE}</p></body></html>",
        f"<?xml version='1.0' encoding='utf-8'?><html><body><p>{SENTENCE}</p></body></html>",
        page(f"<script type='application/ld+json'>{'[' * 20_000}</script>"),
        page(body=f"<p onclick='x()'>{SENTENCE}</p><svg onload=x()><script>x()</script></svg>"),
    ],
)
def test_strange_html_is_only_data(markup: str) -> None:
    document = one(markup, "text/html")
    assert SENTENCE in document.text
    assert "x()" not in document.text


# JSON Lines -----------------------------------------------------------------------------------------------------------


def test_json_lines_are_documents_with_their_own_metadata() -> None:
    lines = [
        {
            "text": SENTENCE,
            "title": "T",
            "publisher": "P",
            "date": "2025-08-01",
            "url": "https://north.example/a",
            "language": "en",
            "id": "own",
        },
        {"text": SENTENCE + " Twice.", "title": None},
    ]
    content = "\ufeff" + "\r\n\n".join(json.dumps(line) for line in lines)
    first, second = read(raw(content, "application/x-ndjson"), NAMER)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.id, first.title, first.publisher, first.published, first.url) == (
        "own",
        "T",
        "P",
        "2025-08-01",
        "https://north.example/a",
    )
    assert (second.id, second.title) == ("talks-3", None)
    assert first.sha256 == hashlib.sha256(json.dumps(lines[0]).encode()).hexdigest()


BAD_LINES = (
    (b"{not json}", "not JSON"),
    (b'["a"]', "not an object"),
    (b'{"title": "no text"}', "no text"),
    (b'{"text": 3}', "no text"),
    (b'{"text": ""}', "empty"),
    (b'{"text": "caf\xff"}', "not UTF-8"),
    (b'{"text": "a\\u0000b"}', "binary"),
    (b'{"text": "half \\ud83d pair"}', "surrogate"),
    (b'{"text": "fine", "date": "soon"}', "date"),
    (b"[" * 100_000, "not JSON"),
    (b'{"text": ' + b"9" * 5000 + b"}", "not JSON"),
    (b'{"text": "' + b"x" * (17 * 2**20) + b'"}', "longer than"),
)


def test_a_bad_line_is_reported_by_number_and_costs_no_other() -> None:
    good = json.dumps({"text": SENTENCE}).encode()
    content = b"\n".join(line for bad, _ in BAD_LINES for line in (bad, good))
    found = tuple(read(raw(content, "application/x-ndjson"), NAMER))
    assert len([item for item in found if isinstance(item, Document)]) == len(BAD_LINES)
    failures = [item for item in found if isinstance(item, Failed)]
    for number, (failure, (_, message)) in enumerate(zip(failures, BAD_LINES, strict=True)):
        assert message in failure.reason
        assert f"in/talks.x: line {2 * number + 1}:" in failure.reason or f"talks-{2 * number + 1}:" in failure.reason
        assert failure.id == f"talks-{2 * number + 1}"
        assert len(failure.reason) < 400


def test_json_lines_in_utf16_are_read() -> None:
    (document,) = read(raw(json.dumps({"text": SENTENCE}).encode("utf-16"), "application/x-ndjson"), NAMER)
    assert isinstance(document, Document)
    assert document.text == SENTENCE
