"""The neural reader: right on plain sentences, exact on damaged ones, the same in every process."""

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import SettingsError
from kg.facts import Act, Claim, Form
from kg.model import Document
from loaders.neural.model import FILES, SHIPPED, load_model
from loaders.neural.reader import find_claims
from loaders.nlp import Parser
from loaders.readers import READERS, open_reader
from loaders.rules.people import read_people

PARSER = Parser()


def document(text: str) -> Document:
    return Document(iri="urn:test:0", id="0", path="-", text=text, sha256="")


def claims_of(made: Document) -> list[Claim]:
    (parsed,) = PARSER.parse([made])
    return list(find_claims(parsed, read_people(parsed)))


def claims(text: str) -> list[Claim]:
    return claims_of(document(text))


def test_an_unknown_cue_states_what_it_governs_as_a_clause() -> None:
    (named,) = claims("According to the central bank, prices will fall next year.")
    (clause,) = claims("The referee whispered that the match was over.")
    assert named.act is clause.act is Act.STATEMENT


SILENT = [
    "",
    " ",
    "\n\n",
    "The river rose by two metres overnight.",
    "Prices: 3.40, 3.50, 3.60.",
    "१२३ ۴۵۶ 日本語",
    "\x00\x01 \ufffd",
]

CASES = (
    ("Mayor Ada Brook said the bridge would reopen in May.", "Ada Brook", "the bridge would reopen in May", Form.INDIRECT),
    ("“The harvest failed,” farmer Liam Oduya told reporters.", "Liam Oduya", "The harvest failed", Form.DIRECT),
    ("According to the central bank, prices will fall next year.", "central bank", "prices will fall next year", Form.INDIRECT),
    ('"We lost the match in midfield," said coach Petra Lind.', "Petra Lind", "We lost the match in midfield", Form.DIRECT),
    ("Senator Omar Haddad denied that he had met the lobbyists.", "Omar Haddad", "he had met the lobbyists", Form.INDIRECT),
    ("The union warned that 300 jobs were “hanging by a thread.”", "union", "300 jobs were “hanging by a thread", Form.MIXED),
    ("Minister Greta Sand believes the quota will be lifted.", "Greta Sand", "the quota will be lifted", Form.INDIRECT),
)  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "content", "form"), CASES)
def test_plain_attributions_are_read(text: str, speaker: str, content: str, form: Form) -> None:
    (claim,) = claims(text)
    assert speaker.casefold() in claim.speaker.name.casefold()
    assert content in claim.text
    assert claim.form is form
    assert claim.confidence > 0.4


@pytest.mark.parametrize("text", SILENT)
def test_where_nobody_says_anything_nothing_is_claimed(text: str) -> None:
    assert claims(text) == []


def assert_exact(text: str) -> None:
    made = document(text)
    for claim in claims_of(made):
        for span in (*claim.evidence, *claim.content, *claim.cue):
            assert made.text[span.start : span.end] == span.text
            assert span.text.strip() == span.text
        assert not {i for s in claim.cue for i in range(s.start, s.end)} & {
            i for s in claim.content for i in range(s.start, s.end)
        }


SENTENCES = tuple(case[0] for case in CASES)
DAMAGES: tuple[Callable[[str], str], ...] = (
    str.upper,
    str.lower,
    lambda text: text.replace("“", "''").replace("”", "''"),
    lambda text: text.replace("“", "«").replace("”", "»"),
    lambda text: text.replace("”", ""),
    lambda text: text.replace(" ", "\u00a0"),
    lambda text: text.replace("e", "e\u0301"),
    lambda text: text.replace("o", "0").replace("l", "1"),
    lambda text: text.replace(". ", ".<br>&nbsp;"),
    lambda text: "- " + text.replace(" ", "\n", 3),
    lambda text: text.replace(".", ""),
    lambda text: text.replace(" ", "\t| "),
)


@pytest.mark.parametrize("damage", DAMAGES)
def test_spans_stay_exact_in_damaged_text(damage: Callable[[str], str]) -> None:
    assert_exact(damage(" ".join(SENTENCES)))


MARKS = "“”\"«»'‘’\n \u200b–…"
PARTS = st.one_of(
    st.sampled_from(SENTENCES), st.text(alphabet=st.characters(codec="utf-8"), max_size=40), st.sampled_from(MARKS)
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PARTS, max_size=12))
def test_any_text_is_read_without_error(parts: list[str]) -> None:
    assert_exact("".join(parts))


def test_one_endless_sentence_is_read() -> None:
    assert_exact("the mayor said that " * 2000)


def test_furniture_yields_no_claim() -> None:
    furniture = "Also Read: Minister Jane Roe said taxes would rise"
    text = f"{furniture}\n\nMinister John Doe said that the harbour would close in June.\n"
    made = document(text)
    (claim,) = claims_of(replace(made, boilerplate=(made.span(0, len(furniture)),)))
    assert claim.speaker.name == "John Doe"


def test_two_processes_read_the_same_bytes(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("\n\n".join(SENTENCES), encoding="utf-8")
    command = [str(Path(sys.executable).with_name("onrecord")), "extract", "--reader", "neural", str(file)]
    outputs = {
        subprocess.run(command, capture_output=True, check=True, cwd=root, env={"PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    }
    (output,) = outputs
    assert output.count(b'"rule": "neural') + output.count(b'"rule":"neural') >= len(SENTENCES) // 2


def test_each_reader_has_a_version_of_its_own() -> None:
    assert len({open_reader(name).version for name in READERS}) == len(READERS)


def test_a_folder_without_a_model_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=re.escape("marking.onnx")):
        load_model(tmp_path)


def test_the_model_is_small_and_brings_its_card() -> None:
    assert sum((SHIPPED / name).stat().st_size for name in FILES) < 30_000_000
    card = (SHIPPED / "CARD.md").read_text(encoding="utf-8")
    assert "Apache-2.0" in card
    assert "PolNeAR" in card
