"""Generated graphs: of the product's shape, the same each time, as large as asked for."""

import hashlib
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest

from benchmarks.generate import documents, graphs, main, write
from kg.facts import FACTS, Claim
from kg.stores import MEMORY, open_store
from kg.validate import validate
from tests.kg.stores_for_tests import generated_store


@pytest.mark.parametrize("claims", [1, 7, 250])
def test_as_many_claims_as_asked_for(claims: int) -> None:
    assert sum(isinstance(fact, Claim) for _, facts in documents(claims) for fact in facts) == claims


def test_every_span_is_what_the_text_says() -> None:
    for document, facts in documents(120):
        for fact in facts:
            for span in fact.evidence:
                assert document.text[span.start : span.end] == span.text


def test_every_kind_of_fact_comes_up() -> None:
    assert {type(fact) for _, facts in documents(200) for fact in facts} == set(FACTS)


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others() -> None:
    one, same, other = StringIO(), StringIO(), StringIO()
    assert write(60, one) == write(60, same)
    write(60, other, seed=2)
    assert one.getvalue() == same.getvalue() != other.getvalue()


def test_bytes_stay_what_they_were() -> None:
    """Measurements are compared over months: whoever changes the generator must mean it, and change this sum."""
    said = "".join(document.text + document.iri for document, _ in documents(40))
    assert hashlib.sha256(said.encode()).hexdigest()[:12] == "b7544bc4326c"


def test_some_speak_far_more_often_than_others() -> None:
    spoken = Counter(fact.speaker.name for _, facts in documents(1_000) for fact in facts if isinstance(fact, Claim))
    assert len(spoken) > 60
    assert 5 < spoken.most_common(1)[0][1] / spoken.most_common(20)[-1][1] < 50


def test_statements_are_reported_by_several_documents() -> None:
    said: Counter[tuple[str, str]] = Counter()
    for _, facts in documents(600):
        said.update({(fact.speaker.name, fact.content[0].text.casefold()) for fact in facts if isinstance(fact, Claim)})
    assert sum(count > 1 for count in said.values()) > 10


def test_what_is_generated_passes_the_shapes() -> None:
    assert validate(generated_store(12)).conforms


def test_command_writes_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--claims", "10", "--out", str(tmp_path / "graph.nq")])
    lines = (tmp_path / "graph.nq").read_text("utf-8").splitlines()
    assert len(lines) == sum(len(quads) for _, quads in graphs(10))
    assert f"{len(lines):,} quads" in capsys.readouterr().err


def test_command_fills_a_store(tmp_path: Path) -> None:
    main(["--claims", "10", "--store", str(tmp_path / "store")])
    with open_store(tmp_path / "store", write=False) as store:
        assert len(store.graph_names()) == sum(1 for _ in graphs(10))


def test_command_refuses_no_claims(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--claims", "0", "--out", MEMORY])
    assert "1 or more" in capsys.readouterr().err
