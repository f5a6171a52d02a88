"""What people write into a search box, and which claims it finds."""

import sqlite3

import pytest

from kg.search.words import expression, numbers_of, telling

TEXTS = (
    "Steel tariffs will hurt mills, and U.S. mills most",
    "The tariff on copper is suspended",
    "Canada’s duty on São Paulo orange juice",
    "new rules for the news trade",
    "A 25% levy; AT&T objects",
    "«Nous ne céderons pas»",
)
ALL = tuple(range(len(TEXTS)))


def found(text: str) -> tuple[int, ...]:
    """Which texts have what is asked for."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE words USING fts5 (text, title, tokenize = 'unicode61 remove_diacritics 2')")
    connection.executemany("INSERT INTO words (rowid, text, title) VALUES (?, ?, 'quota')", enumerate(TEXTS))
    asked = expression(text, ("text",))
    return tuple(row for (row,) in connection.execute("SELECT rowid FROM words WHERE words MATCH ?", (asked,))) if asked else ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tariff", (0, 1)), ("TARIFFS", (0, 1)), ("tariff copper", (1,)), ("copper tariff", (1,)), ("tarif", ()),
        ("tarif*", (0, 1)),
        ('"tariff on copper"', (1,)), ('"copper tariff"', ()), ('"tariffs on copper"', ()), ("“steel tariffs” mill", (0,)),
        ("duties", (2,)), ("canada", (2,)), ("Canada's", (2,)), ("sao paulo", (2,)), ("são", (2,)), ("U.S.", (0,)), ("us", ()),
        ("new", (3,)), ("mill", (0,)), ("25%", (4,)), ("25", (4,)), ("AT&T", (4,)), ("ceder*", (5,)), ("céderons", (5,)),
        ("steel, mills!", (0,)),
        ("quota", ()),
        ("", ()), ('"', ()), ("* — …", ()), ('""', ()), ("NOT", ()), ("steel OR copper", ()), ("text:steel", ()),
        ("steel)", (0,)), ("(steel", (0,)), ('"steel tariffs', (0,)), ("steel -mills", (0,)), ("^steel", (0,)), ("st*el", ()),
        ("NEAR(steel mills)", ()), ("steel + tariffs", (0,)), ("a\0b", ()), ("steel*tariff", ()), ("***", ()),
    ],
)  # fmt: skip
def test_what_is_found(text: str, expected: tuple[int, ...]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tariff", "tariffs"),
        ("duty", "duties"),
        ("tax", "taxes"),
        ("breach", "breaches"),
        ("price", "prices"),
        ("loss", "losses"),
    ],
)
def test_a_word_and_its_plural_find_each_other(one: str, other: str) -> None:
    assert other in numbers_of(one)
    assert one in numbers_of(other)


@pytest.mark.parametrize("word", ["eu", "new", "25%", "U.S", "co2"])
def test_what_has_no_plural(word: str) -> None:
    assert numbers_of(word) == (word,)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What is the weather like in Ottawa?", "weather Ottawa"),
        ("who said what about steel?", "steel"),
        ('did anybody say "not for sale"', '"not for sale"'),
        ("US tariffs", "US tariffs"),
        ("who said what", "who said what"),
        ("  — ", ""),
    ],
)
def test_what_a_question_is_about(question: str, words: str) -> None:
    assert telling(question) == words


def test_any_of_several_words() -> None:
    assert expression("steel, copper", ("text",), any_of=True) == '{text} : (("steel" OR "steels") OR ("copper" OR "coppers"))'
