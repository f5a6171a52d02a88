"""Statements across annotated documents are found whole and none wrongly; the cost of finding them grows in line."""

import json
from pathlib import Path

from benchmarks.consolidation import annotated_wordings, compare, pairs, read_groups
from benchmarks.statements import statements
from kg.consolidate import claim_groups
from kg.consolidate.candidates import candidates
from kg.consolidate.kinds import Kinds


def test_all_groups_of_the_annotation_are_found_and_none_wrongly(shared: Path) -> None:
    gold = json.loads((shared / "gold/seeds_gold.json").read_text("utf-8"))
    annotated = [[one.utterance for one in group.wordings] for group in claim_groups(annotated_wordings(gold))]
    for groups in (annotated, read_groups(shared, gold)):
        found = compare(groups, gold)
        assert (found.whole, found.missed, found.wrong) == (found.groups, (), ())


def test_related_statements_stay_apart(shared: Path) -> None:
    gold = json.loads((shared / "gold/seeds_gold.json").read_text("utf-8"))
    groups = [{one.utterance for one in group.wordings} for group in claim_groups(annotated_wordings(gold))]
    related = [set(group["members"]) for group in gold["cross_document"]["related_claim"]]
    assert related
    assert not any(members <= group for members in related for group in groups)


def test_no_invented_pair_is_joined_wrongly() -> None:
    right, wrong, missed = pairs()
    assert wrong == 0
    assert right >= 5 * missed


def test_twice_the_wordings_make_about_twice_the_comparisons() -> None:
    counts = []
    for size in (2_000, 4_000, 8_000):
        told = [wording for _, wording in statements(size)]
        counts.append(sum(1 for _ in candidates(Kinds.of(told).firsts)))
        groups = claim_groups(told)
        truth = {wording.utterance: number for number, wording in statements(size)}
        assert not any(len({truth[one.utterance] for one in group.wordings}) > 1 for group in groups)
    assert counts[1] < 2.6 * counts[0]
    assert counts[2] < 2.6 * counts[1]
