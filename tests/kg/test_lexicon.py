"""What words stand for, and where they are found in texts: on cases, and on any text."""

import time
from collections.abc import Iterable
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon import ALL_GOODS, Found, lexicon
from kg.lexicon.agreements import read_agreements
from kg.lexicon.countries import country_words
from kg.lexicon.finder import Finder
from kg.lexicon.lexicon import Lexicon
from kg.lexicon.sectors import read_sectors
from kg.lexicon.words import expand, read_words
from tests.kg.lexicon_cases import AGREEMENT_TEXTS, COUNTRY_TEXTS, COUNTRY_WORDS
from tests.kg.sector_cases import MAKER_TEXTS, SECTOR_TEXTS, SECTOR_WORDS

LEXICON = lexicon()
V = TypeVar("V", bound=str)


def said(text: str, found: Iterable[Found[V]]) -> str:
    return " ".join(f"{text[one.start : one.end]}={one.value}" for one in found)


@pytest.mark.parametrize(("word", "code"), [(word, code) for code, words in COUNTRY_WORDS.items() for word in words])
def test_country(word: str, code: str | None) -> None:
    assert LEXICON.country(word) == code


@pytest.mark.parametrize(("text", "expected"), COUNTRY_TEXTS)
def test_find_countries(text: str, expected: str) -> None:
    assert said(text, LEXICON.find_countries(text)) == expected


@pytest.mark.parametrize(("word", "sector"), [(word, sector) for sector, words in SECTOR_WORDS.items() for word in words])
def test_sector(word: str, sector: str | None) -> None:
    assert LEXICON.sector(word) == sector


@pytest.mark.parametrize(("text", "expected"), SECTOR_TEXTS)
def test_find_sectors(text: str, expected: str) -> None:
    assert said(text, LEXICON.find_sectors(text)) == expected


@pytest.mark.parametrize(("text", "expected"), MAKER_TEXTS)
def test_find_makers(text: str, expected: str) -> None:
    assert said(text, LEXICON.find_makers(text)) == expected


@pytest.mark.parametrize(("text", "expected"), AGREEMENT_TEXTS)
def test_find_agreements(text: str, expected: str) -> None:
    assert said(text, LEXICON.find_agreements(text)) == expected


@pytest.mark.parametrize(
    ("code", "label", "demonym"),
    [
        ("CA", "Canada", "Canadian"),
        ("US", "United States", "U.S."),
        ("CN", "China", "Chinese"),
        ("EU", "European Union", "EU"),
        ("GB", "United Kingdom", "British"),
        ("KR", "South Korea", "South Korean"),
        ("RU", "Russia", "Russian"),
        ("VN", "Vietnam", "Vietnamese"),
        ("TR", "Turkey", "Turkish"),
        ("IR", "Iran", "Iranian"),
        ("NZ", "New Zealand", "New Zealand"),
        ("AR", "Argentina", "Argentine"),
        ("BA", "Bosnia and Herzegovina", "Bosnian"),
        ("CD", "Democratic Republic of the Congo", "Congolese"),
        ("001", "world", "the world's"),
    ],
)
def test_labels_are_plain_english(code: str, label: str, demonym: str) -> None:
    assert LEXICON.country_label(code) == label
    assert LEXICON.demonym(code) == demonym


@pytest.mark.parametrize("code", LEXICON.countries())
def test_every_country_is_known_by_its_own_label(code: str) -> None:
    label = LEXICON.country_label(code)
    assert LEXICON.country(label) == code
    assert not set(label) & set(",()")
    assert LEXICON.demonym(code).strip()


def test_country_labels_are_unique() -> None:
    labels = [LEXICON.country_label(code) for code in LEXICON.countries()]
    assert len(labels) == len(set(labels)) >= 250


@pytest.mark.parametrize("sector", LEXICON.sectors())
def test_every_sector_is_known_by_its_own_label(sector: str) -> None:
    assert LEXICON.sector(LEXICON.sector_label(sector)) == sector


def test_every_word_of_a_sector_is_found_in_a_text() -> None:
    cautious = read_words().cautious_sectors
    for sector in read_sectors():
        for word in sector.words:
            text = f"(duties on {word})" if word.lower() in cautious else f"({word})"
            assert [(text[one.start :], one.value) for one in LEXICON.find_sectors(text)] == [(f"{word})", sector.id)], word


def test_every_cautious_word_is_one_of_a_sector() -> None:
    known = {word.lower() for sector in read_sectors() for word in sector.words}
    assert read_words().cautious_sectors <= known


@pytest.mark.parametrize("agreement", LEXICON.agreements())
def test_every_agreement_has_parties_and_is_known_by_all_its_names(agreement: str) -> None:
    names, parties = LEXICON.agreement_names(agreement), LEXICON.agreement_parties(agreement)
    assert names[0] == LEXICON.agreement_label(agreement)
    assert len(parties) == len(set(parties)) >= 2
    assert list(parties) == sorted(parties)
    assert set(parties) <= set(LEXICON.countries())
    assert [LEXICON.agreement(name) for name in names] == [agreement] * len(names)


def test_no_name_stands_for_two_agreements() -> None:
    pairs = {(word, one.id) for one in read_agreements() for word in (*one.names, *one.variants)}
    assert len(pairs) == len({word for word, _ in pairs})


def test_customs_headings_come_with_those_above_them() -> None:
    headings = {heading.code: heading for heading in LEXICON.hs_headings()}
    assert list(headings) == sorted(headings)
    assert headings["72"].parent is None
    assert headings["72"].label == "Iron and steel"
    assert headings["282520"].parent == "2825"
    assert all(heading.parent is None or heading.parent in headings for heading in headings.values())


@pytest.mark.parametrize(
    "ask", ["country_label", "demonym", "sector_label", "agreement_label", "agreement_parties", "agreement_names"]
)
def test_an_unknown_id_is_a_key_error(ask: str) -> None:
    with pytest.raises(KeyError):
        getattr(LEXICON, ask)("nowhere")


def test_the_same_word_never_depends_on_the_order_of_the_packages_data() -> None:
    words = read_words()
    labels = {code: LEXICON.country_label(code) for code in reversed(LEXICON.countries())}
    assert country_words(words, labels) == country_words(words, dict(sorted(labels.items())))


def test_a_longer_word_wins_and_a_silent_one_hides_what_it_holds() -> None:
    finder = Finder({"new york": "city", "york": "town", "new york times": None})
    assert [one.value for one in finder.find("new york, york, new york times")] == ["city", "town"]


def test_patterns_are_written_out() -> None:
    assert list(expand("(a|b) c(|s)")) == ["a c", "a cs", "b c", "b cs"]


WORDS = st.sampled_from(
    [
        "Canada",
        "U.S.",
        "US",
        "us",
        "steel",
        "Steel",
        "imports",
        "oil",
        "CUSMA",
        "Canada-U.S.-Mexico Agreement",
        "Georgia",
        "Jordan",
        "new",
    ]
)
TEXTS = st.lists(WORDS | st.text(max_size=6) | st.sampled_from([" ", "\n", "-", "’s", ".", "\u2013"])).map("".join)


@given(TEXTS)
def test_what_is_found_lies_in_the_text_in_order_without_overlap(text: str) -> None:
    for found in (LEXICON.find_countries(text), LEXICON.find_sectors(text), LEXICON.find_agreements(text)):
        ends = [0]
        for one in found:
            assert ends[-1] <= one.start < one.end <= len(text)
            ends.append(one.end)


@given(TEXTS)
def test_each_find_is_a_word_that_lookup_knows(text: str) -> None:
    for country in LEXICON.find_countries(text):
        assert LEXICON.country(text[country.start : country.end]) == country.value
    for sector in LEXICON.find_sectors(text):
        assert LEXICON.sector(text[sector.start : sector.end]) == sector.value
    for agreement in LEXICON.find_agreements(text):
        assert LEXICON.agreement(text[agreement.start : agreement.end]) == agreement.value


@given(st.text())
def test_lookup_takes_any_text(word: str) -> None:
    assert LEXICON.country(word) in {None, *LEXICON.countries()}
    assert LEXICON.sector(word) in {None, *LEXICON.sectors()}
    assert LEXICON.agreement(word) in {None, *LEXICON.agreements()}


def seconds(text: str) -> float:
    """The processor time of finding everything in a text."""
    start = time.process_time()
    LEXICON.find_countries(text)
    LEXICON.find_sectors(text)
    LEXICON.find_agreements(text)
    return time.process_time() - start


@pytest.mark.parametrize("piece", ["Canada and steel ", "U", "United ", " \n", "U.S.-Mexico-", "Comprehensive and "])
def test_time_grows_with_the_length_of_the_text_and_no_faster(piece: str) -> None:
    short, long = (piece * (size // len(piece)) for size in (200_000, 1_600_000))
    assert seconds(long) < 8 * 4 * max(seconds(short), 0.01)


def test_the_lexicon_is_built_fast_once_and_cannot_be_changed() -> None:
    start = time.process_time()
    built = Lexicon(read_words(), read_sectors(), read_agreements())
    assert time.process_time() - start < 1.5
    assert built.find_sectors("goods") == LEXICON.find_sectors("goods") == (Found(0, 5, ALL_GOODS),)
    assert lexicon() is LEXICON
    with pytest.raises(AttributeError):
        built.words = ()  # type: ignore[attr-defined]  # that this fails is what is tested


@pytest.mark.parametrize(("word", "expected"), [("Beijing", True), ("White House", True), ("China", False), ("Hull", False)])
def test_seats_of_government(word: str, *, expected: bool) -> None:
    assert LEXICON.is_seat(word) == expected
