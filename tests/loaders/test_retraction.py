"""Documents that say that they are withdrawn, and those that only speak of such."""

from dataclasses import replace

import pytest

from loaders.retraction import find_retraction
from tests.kg.facts_for_tests import example_document

BODY = "The mill in Varna will close in May, its owner said on Monday.\n" * 20
WITHDRAWN = (
    ("RETRACTED: Mill to close in May", BODY, "RETRACTED: Mill to close in May"),
    (
        "Mill to close",
        "This article has been retracted. The interview was invented.\n" + BODY,
        "This article has been retracted.",
    ),
    (
        "Mill to close",
        BODY + "Editor's note: this story was withdrawn on 3 May after a complaint.",
        "Editor's note: this story was",
    ),
    (
        "Mill to close",
        "The Varna Courier has retracted this story because its source did not exist.\n" + BODY,
        "The Varna Courier has",
    ),
    ("Mill to close", "Please disregard the above dispatch. A new one follows.", "Please disregard the above dispatch."),
    (None, "STORY REMOVED: Mill to close\n" + BODY, "STORY REMOVED: Mill to close"),
    ("Retraction: the mill in Varna", BODY, "Retraction: the mill in Varna"),
)
STANDING = (
    ("Journal retracts study on steel dust", "The journal has retracted the study, its editors said.\n" + BODY),
    ("Mill to close", "The minister said the report was withdrawn. This story is developing.\n" + BODY),
    ("Killed: two miners in shaft collapse", BODY),
    ("Mill to close", BODY + "This article has been updated to correct a date."),
    ("Troops withdrawn from the port", "The article of the treaty was withdrawn after the vote.\n" + BODY),
    ("Mill to close", BODY + "“This article has been retracted,” the rival paper wrote of its own story.\n" + BODY),
)


@pytest.mark.parametrize(("title", "text", "words"), WITHDRAWN)
def test_a_document_that_says_so_is_withdrawn(title: str | None, text: str, words: str) -> None:
    found = find_retraction(replace(example_document(), title=title, text=text, boilerplate=()))
    assert (found or "").startswith(words)


@pytest.mark.parametrize(("title", "text"), STANDING)
def test_a_document_that_speaks_of_others_stands(title: str, text: str) -> None:
    assert find_retraction(replace(example_document(), title=title, text=text, boilerplate=())) is None
