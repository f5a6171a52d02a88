"""IRIs are pure functions of content, carry everywhere, and keep different things apart."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import IdentifierError
from kg.ids import Namer, check_iri, code_iri, country_iri, digest, sector_iri, slug

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()))


@given(st.lists(ANY_TEXT, max_size=4), st.lists(ANY_TEXT, max_size=4))
def test_digests_keep_sequences_of_parts_apart(left: list[str], right: list[str]) -> None:
    assert (digest(*left) == digest(*right)) == (left == right)


def test_digests_do_not_join_parts() -> None:
    assert digest("ab", "c") != digest("a", "bc") != digest("abc")


@given(ANY_TEXT)
def test_a_slug_is_one_short_readable_path_segment(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(text))
    assert len(slug(text)) <= 85


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Intergovernmental Affairs Minister", "intergovernmental-affairs-minister"),
        ("U.S. Trade Representative", "us-trade-representative"),
        ("the prime minister’s office", "the-prime-ministers-office"),
        ("../../etc/passwd", "etc-passwd"),
    ],
)
def test_slugs_of_plain_english_hold_nothing_but_its_words(text: str, expected: str) -> None:
    assert slug(text) == expected


@pytest.mark.parametrize(
    ("left", "right"),
    [("Mélanie", "Melanie"), ("Łukasz", "Lukasz"), ("中国", "日本"), ("a" * 90, "a" * 91), ("naïve", "naive")],
)
def test_names_that_differ_in_letters_have_different_slugs(left: str, right: str) -> None:
    assert slug(left) != slug(right)


@pytest.mark.parametrize(
    "iri",
    [
        "",
        "no-scheme",
        "http://a b",
        'http://a"b',
        "http://a<b",
        "http://a\nb",
        "http://a\u200bb",
        "http://a\ud800",
        "http://[bad",
    ],
)
def test_what_some_serialisation_cannot_carry_is_no_iri(iri: str) -> None:
    with pytest.raises(IdentifierError):
        check_iri(iri)


@pytest.mark.parametrize("base", ["https://a.example", "a/", "https://a b/"])
def test_a_base_is_an_absolute_iri_that_names_can_follow(base: str) -> None:
    with pytest.raises(IdentifierError):
        Namer(base=base)


@given(ANY_TEXT, ANY_TEXT, st.integers(min_value=0, max_value=10**9))
def test_every_name_that_a_namer_gives_is_an_iri(one: str, other: str, start: int) -> None:
    namer = Namer(base="https://data.example/")
    document = namer.document(url=None, text=one)
    for iri in (
        document,
        namer.document(url=one or "x", text=other),
        namer.graph(document),
        namer.passage(document, start, start + 1),
        namer.selector(document, start, start + 1),
        namer.fact(document, "utterance", start, one, other),
        namer.group(document, one),
        namer.person(one, other),
        namer.organization(one),
        namer.role(one),
        namer.claim(one),
        namer.run(one, other),
        namer.version(one),
    ):
        assert check_iri(iri).startswith("https://data.example/")


def test_a_document_is_known_by_its_url_and_otherwise_by_its_text() -> None:
    namer = Namer()
    assert namer.document(url="https://a.example/1", text="x") == namer.document(url="https://a.example/1", text="y")
    assert namer.document(url=None, text="x") != namer.document(url=None, text="y")
    assert namer.document(url="x", text="") != namer.document(url=None, text="x")


def test_measures_say_what_they_are() -> None:
    namer = Namer()
    named = namer.measure(imposing="US", target=None, sector="steel", measure="retaliatory tariff")
    assert named.endswith("/measure/US-any-steel-retaliatory-tariff")
    assert namer.measure(imposing="US", target="CA", sector="steel", measure="tariff").endswith("/US-CA-steel-tariff")


def test_the_vocabulary_stays_where_it_is() -> None:
    assert sector_iri("steel") == "https://onrecord.example/sector/steel"
    assert country_iri("CA") == "https://onrecord.example/country/CA"
    assert code_iri("in force") == "https://onrecord.example/code/in-force"


def test_runs_differ_by_version_and_time() -> None:
    namer = Namer()
    assert len({namer.run(v, t) for v in ("1", "2") for t in ("2025-01-01T00:00:00Z", "2025-01-02T00:00:00Z")}) == 4
