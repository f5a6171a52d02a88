"""Small documents about people and organisations for tests of who is who: each name is a line of the text, with its post."""

from collections.abc import Iterable

from kg.facts import Claim, CountryCode, Fact, Form, Naming, PostStatus, Role, RoleTitle
from kg.ids import Namer
from kg.lexicon import lexicon
from kg.model import Document, EntityKind, Iri, Mention
from kg.rdf import document_quads
from kg.resolve import resolve
from kg.stores import Store

NAMER = Namer()
Line = tuple[str, str, str]
"""A name, a title ("" for none, "@" for an organisation) and a country's code ("" for none)."""


def news(number: int, lines: Iterable[Line], *, published: str | None = "2021-03-05") -> tuple[Document, tuple[Fact, ...]]:
    """A document in which everybody is named with the post and says something."""
    given = tuple(lines)
    text = "".join(
        f"{title} {name} said that line {nth} of story {number} holds.\n" for nth, (name, title, _) in enumerate(given)
    )
    url = f"https://news.example/{number}"
    document = Document(
        iri=NAMER.document(url=url, text=text), id=str(number), path=f"{number}.txt", text=text, sha256="0" * 64,
        language="en", title=f"Story {number}", published=published, url=url,
    )  # fmt: skip
    facts: list[Fact] = []
    at = 0
    for name, title, country in given:
        facts += _facts(document, document.text.index(name, at), (name, title, country))
        at = document.text.index("\n", at) + 1
    return document, tuple(facts)


def _facts(document: Document, start: int, line: Line) -> Iterable[Fact]:
    name, title, country = line
    span = document.span(start, start + len(name))
    kind = EntityKind.ORGANIZATION if title == "@" else EntityKind.PERSON
    mention = Mention(span=span, name=name, kind=kind, country=country or None)
    end = document.text.index("\n", start)
    content = document.span(document.text.index("line", start), end - 1)
    yield Naming(names=mention, evidence=(span,), confidence=0.9, rule="test")
    yield Claim(
        speaker=mention, cue=(document.span(span.end + 1, span.end + 5),), content=(content,), form=Form.INDIRECT,
        evidence=(document.span(start, end),), confidence=0.9, rule="test",
    )  # fmt: skip
    if title not in ("", "@") and country:
        former = title.startswith("former ")
        yield Role(
            person=mention, title=RoleTitle(title.removeprefix("former ")), country=CountryCode(country),
            status=PostStatus.FORMER if former else PostStatus.CURRENT, evidence=(span,), confidence=0.9, rule="test",
        )  # fmt: skip


def add(store: Store, document: Document, facts: tuple[Fact, ...]) -> None:
    """Put a document's graph into a store."""
    resolution = resolve(document, facts, NAMER, lexicon())
    quads = document_quads(document, facts, resolution, NAMER, lexicon())
    store.replace_graphs({Iri(NAMER.graph(document.iri)): quads})
