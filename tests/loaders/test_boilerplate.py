"""Page furniture: what is marked, what must not be, and that marks never leave the text."""

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.boilerplate import find_boilerplate

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "furniture.yaml").read_text(encoding="utf-8"))

HEADLINE = "Minister says the steel talks resume"
FIRST = "The trade minister said on Monday that the talks about steel would resume next week in the capital."
LAST = "Mills on both sides of the border wait for an answer, and some of them have begun to cut shifts."

NOTE = "This report by The Canadian Press was first published March 4, 2024."


def marked(text: str) -> list[str]:
    return [text[start:end] for start, end in find_boilerplate(text)]


@pytest.mark.parametrize("line", CASES["furniture"])
def test_furniture_between_paragraphs_is_marked_whole(line: str) -> None:
    assert marked(f"{HEADLINE}\n\n{FIRST}\n\n{line}\n\n{LAST}\n") == [line]


@pytest.mark.parametrize("line", CASES["above"])
def test_single_words_and_captions_above_the_article_are_marked(line: str) -> None:
    assert marked(f"{HEADLINE}\n\n{line}\n\n{FIRST}\n\n{LAST}\n") == [line]


@pytest.mark.parametrize("line", CASES["below"])
def test_a_list_below_the_article_is_marked_with_its_heading(line: str) -> None:
    text = f"{HEADLINE}\n\n{FIRST}\n\n{LAST}\n\nRelated stories\nCopper prices climb again\nLumber mills reopen in the north\n"
    assert marked(text) == ["Related stories", "Copper prices climb again", "Lumber mills reopen in the north"]
    assert line in marked(f"{FIRST}\n\n{LAST}\n\nYou may also like\n{line}\n")


@pytest.mark.parametrize("line", CASES["article"])
def test_what_belongs_to_the_article_is_not_marked(line: str) -> None:
    assert marked(f"{HEADLINE}\n\n{FIRST}\n\n{line}\n\n{LAST}\n") == []


def test_a_repeated_headline_is_marked_from_its_second_appearance_on() -> None:
    text = f"{HEADLINE}\n\n{HEADLINE}\n\n{FIRST}\n\n{HEADLINE.upper()}\n\n{LAST}"
    assert find_boilerplate(text) == (
        (len(HEADLINE) + 2, 2 * len(HEADLINE) + 2),
        (text.index(HEADLINE.upper()), text.index(HEADLINE.upper()) + len(HEADLINE)),
    )


@pytest.mark.parametrize(
    ("paragraph", "furniture"),
    [
        (f"{LAST} {NOTE}", [NOTE]),
        (f"{LAST} Read more: How quotas work", ["Read more: How quotas work"]),
        (f"{LAST} (Reporting by Jane Sample; editing by John Sample)", ["(Reporting by Jane Sample; editing by John Sample)"]),
        (f"OTTAWA (AP) — {LAST}", ["OTTAWA (AP) — "]),
        (f"LONDON, March 4 (Reuters) - {LAST}", ["LONDON, March 4 (Reuters) - "]),
        (f"WASHINGTON — {LAST}", ["WASHINGTON — "]),
        (f"{LAST[:-1]} (ALSO READ: How quotas work).", ["(ALSO READ: How quotas work)"]),
    ],
)  # fmt: skip
def test_furniture_inside_a_paragraph_is_marked_alone(paragraph: str, furniture: list[str]) -> None:
    assert marked(f"{HEADLINE}\n\n{paragraph}\n") == furniture


def test_a_quotation_that_ends_like_a_prompt_is_left_alone() -> None:
    text = f'{FIRST} "Sign up now," he told the crowd. "Subscribe to nothing."\n\n{LAST}'
    assert marked(text) == []


def test_wrapped_paragraphs_are_judged_as_one_line() -> None:
    text = (
        "The trade minister said on Monday that the talks about steel would resume\n"
        "next week in the capital, and that nobody should expect an agreement this\n"
        "year. Sponsored content in a newspaper had said the opposite.\n"
    )
    assert marked(text) == []


@given(st.text(max_size=400))
@settings(max_examples=150, deadline=None)
def test_marks_lie_inside_any_text_in_order_without_overlap(text: str) -> None:
    last = 0
    for start, end in find_boilerplate(text):
        assert last <= start < end <= len(text)
        last = end


@given(st.lists(st.sampled_from(CASES["furniture"] + CASES["article"] + [HEADLINE, FIRST, LAST, ""]), max_size=12))
@settings(max_examples=60, deadline=None)
def test_any_mixture_of_lines_keeps_paragraphs(lines: list[str]) -> None:
    text = "\n".join(lines)
    for start, end in find_boilerplate(text):
        assert FIRST not in text[start:end]


def test_a_very_long_line_takes_no_time() -> None:
    assert find_boilerplate("and so on " * 60_000) == ()


# on the development library -------------------------------------------------------------------------------------------


def test_every_furniture_span_of_the_seeds_is_covered_and_no_claim_touched(shared: Path) -> None:
    gold = json.loads((shared / "gold" / "seeds_gold.json").read_text(encoding="utf-8"))
    for document in gold["documents"]:
        text = (shared / "seeds" / f"{document['doc_id']}.txt").read_bytes().decode("utf-8")
        marks = find_boilerplate(text)
        for span in document["meta"]["boilerplate"]:
            assert any(start <= span["start"] and span["end"] <= end for start, end in marks), span
        contents = [span for claim in document["claims"] for span in claim["content"]]
        headings = document["meta"].get("section_headings", [])
        for span in (*contents, *headings):
            assert not any(start < span["end"] and span["start"] < end for start, end in marks), span


def test_hardly_any_attributed_content_of_other_news_is_marked(shared: Path) -> None:
    contents = touched = 0
    folder = shared / "corpora" / "polnear" / "dev"
    for path in sorted((folder / "text").glob("*.txt")):
        marks = find_boilerplate(path.read_bytes().decode("utf-8"))
        for start, end in _contents(folder / "attributions", path.stem):
            contents += 1
            touched += any(first < end and start < last for first, last in marks)
    assert contents > 2000
    assert touched <= 0.005 * contents


def _contents(folder: Path, stem: str) -> list[tuple[int, int]]:
    lines = [
        line
        for path in sorted(folder.iterdir())
        if path.name.startswith(stem)
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    spans = [line.split("\t")[1].removeprefix("Content ") for line in lines if "\tContent " in line]
    return [(int(piece.split()[0]), int(piece.split()[1])) for span in spans for piece in span.split(";")]
