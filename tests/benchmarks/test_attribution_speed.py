"""The benchmark of speed: every way reads, ratios are to the bare pipeline, and what is left out is no error."""

import sys

from benchmarks.attribution_speed import BARE, Took, other_ways, own_ways, table
from kg.model import Document

DOCUMENT = Document(
    iri="https://onrecord.example/document/0", id="0", path="-", text='"No," Ruth Sample said on Monday.\n', sha256="0"
)


def test_every_way_reads() -> None:
    took = {name: way((DOCUMENT,)) for name, way in own_ways().items()}
    assert list(took) == [BARE, "parse", "rules", "rules, every fact", "network alone", "neural", "neural, every fact"]
    assert all(one.seconds > 0 for one in took.values())
    assert not any(one.failed for one in took.values())


def test_ratios_are_medians_of_the_rounds_ratios() -> None:
    rounds = [{BARE: Took(bare), "rules": Took(rules, failed)} for bare, rules, failed in ((2, 3, 0), (4, 8, 1), (1, 1.1, 0))]
    _, _, bare, rules = table(rounds, documents=6, words=600)
    assert bare.split()[-1] == "1.00"
    assert rules.split() == ["rules", "3.00", "2.00", "200", "1.50", "raised", "on", "1", "of", "6", "documents"]


def test_systems_that_an_environment_lacks_are_left_out() -> None:
    with other_ways(sys.executable) as others:
        assert others == {}
    with other_ways(None) as others:
        assert others == {}
