"""Declared metadata: sidecars, front matter, addresses."""

import pytest

from kg.errors import UnreadableError
from loaders.metadata import Metadata, canonical_url, declared, read_description, split_front_matter


def test_a_description_in_yaml() -> None:
    lines = (
        "title: Talks resume",
        "publisher: The Northern Post",
        "published: 2025-08-01",
        "url: https://north.example/a",
        "language: en-CA",
        "other: 1",
    )
    assert read_description("\n".join(lines).encode(), "x") == Metadata(
        title="Talks resume",
        publisher="The Northern Post",
        published="2025-08-01",
        url="https://north.example/a",
        language="en",
    )


@pytest.mark.parametrize(("field", "value"), [("date", "2025-08"), ("publication_date", 2025), ("published", "August 1, 2025")])
def test_dates_under_any_name(field: str, value: object) -> None:
    assert (declared({field: value}, "x").published or "").startswith("2025")


UNUSABLE: tuple[dict[str, object], ...] = (
    {"published": "last week"},
    {"url": "talks"},
    {"language": "Elvish tongue"},
    {"title": ["a", "b"]},
    {"title": "a\x00b"},
    {"publisher": 1.5},
)


@pytest.mark.parametrize("fields", UNUSABLE)
def test_what_cannot_be_used_is_named(fields: dict[str, object]) -> None:
    with pytest.raises(UnreadableError, match=next(iter(fields))):
        declared(fields, "talks.meta.yaml")


def test_nothing_declared_is_nothing_known() -> None:
    assert declared({"title": None, "publisher": "", "tags": ["x"]}, "x") == Metadata()
    assert read_description(b"", "x") == Metadata()


def test_a_publisher_may_be_a_mapping_with_a_name() -> None:
    assert declared({"source": {"id": None, "name": "The Northern Post"}}, "x").publisher == "The Northern Post"


BOMB = "a: &a [x, x, x]\nb: &b [*a, *a, *a]\ntitle: *b\n"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("title: [", "not YAML"),
        ("- a\n- b\n", "list"),
        ("just words", "list"),
        ("title: !!python/object/apply:os.getcwd []", "not YAML"),
        (BOMB, "anchors"),
        ("x" * 70_000, "larger than"),
        ("[" * 5_000, "not YAML"),
        ("title: \x00", "not YAML"),
    ],
)
def test_hostile_descriptions_are_refused(content: str, message: str) -> None:
    with pytest.raises(UnreadableError, match=message):
        read_description(content, "talks.meta.yaml")


def test_front_matter_is_cut_off() -> None:
    text = "---\ntitle: Talks resume\n---\nThe body.\n"
    known, starts = split_front_matter(text, "x")
    assert known.title == "Talks resume"
    assert text[starts:] == "The body.\n"


@pytest.mark.parametrize(
    "text", ["---\nA rule, and then a text.\n---\n", "No front matter: at all\n", "---\ntitle: never closed\n", ""]
)
def test_a_rule_is_no_front_matter(text: str) -> None:
    assert split_front_matter(text, "x") == (Metadata(), 0)


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("https://North.Example:443/a?utm_source=x&id=3#top", "https://north.example/a?id=3"),
        ("http://north.example", "http://north.example/"),
        ("https://north.example/a?b=%20c&d", "https://north.example/a?b=%20c&d"),
        ("https://north.example/a b", None),
        ("ftp://north.example/a", None),
        ("//north.example/a", None),
        ("https://[::1/a", None),
        ("javascript:alert(1)", None),
    ],
)
def test_canonical_url(address: str, canonical: str | None) -> None:
    assert canonical_url(address) == canonical
