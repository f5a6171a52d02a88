"""Who is spoken of: pronouns, titles and short names; the cases are data in `cases/people.yaml`."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Document, EntityKind
from loaders.nlp import Parsed, Parser
from loaders.rules.people import People, label, read_people

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "people.yaml").read_text(encoding="utf-8"))
ALL = [(f"{kind} {number}", entry) for kind, entries in CASES.items() for number, entry in enumerate(entries, 1)]
PARSER = Parser()


def read(text: str) -> People:
    document = Document(iri="https://onrecord.example/document/0", id="0", path="0", text=text, sha256="")
    (parsed,) = PARSER.parse([document])
    return read_people(parsed)


def token(parsed: Parsed, word: str) -> int:
    text, _, number = word.partition(" ")
    places = [t.i for t in parsed.doc if t.text == text]
    return places[int(number or 1) - 1]


@pytest.mark.parametrize(("name", "entry"), ALL, ids=[name for name, _ in ALL])
def test_referent(name: str, entry: dict[str, Any]) -> None:
    people = read(entry["text"])
    for word, expected in entry["who"].items():
        mention = people.mention(token(people.parsed, word))
        named = None if mention.kind is EntityKind.UNNAMED else label(mention.name, mention.kind)
        assert named == expected, (word, mention)


def test_a_mention_is_the_whole_phrase_as_written() -> None:
    people = read("U.S. Treasury Secretary Alan Reed said no.")
    mention = people.mention(token(people.parsed, "Reed"))
    assert mention.span is not None
    assert mention.span.text == "U.S. Treasury Secretary Alan Reed"
    assert (mention.name, mention.kind, mention.country) == ("Alan Reed", EntityKind.PERSON, "US")


def test_full_name() -> None:
    people = read("Dominic Leroy spoke. Leroy left.")
    assert people.full_name("Leroy") == "Dominic Leroy"
    assert people.full_name("Nobody") is None


def test_two_names_joined_are_a_group() -> None:
    people = read("Alan Reed and Nora Blake said no.")
    mention = people.mention(token(people.parsed, "Reed"))
    assert (mention.name, mention.kind) == ("Alan Reed and Nora Blake", EntityKind.GROUP)


def test_furniture_names_nobody() -> None:
    text = "Subscribe with Alan Reed.\nNora Blake said no."
    document = Document(iri="https://onrecord.example/document/0", id="0", path="0", text=text, sha256="")
    marked = Document(
        iri=document.iri, id="0", path="0", text=text, sha256="", boilerplate=(document.span(0, text.index("\n")),)
    )
    (parsed,) = PARSER.parse([marked])
    assert {named.name for named in read_people(parsed).mentions} == {"Nora Blake"}


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    people = read(text)
    for i in range(len(people.parsed.doc)):
        if not people.parsed.doc[i].is_space:
            mention = people.mention(i)
            assert mention.span is not None
            assert text[mention.span.start : mention.span.end] == mention.span.text
