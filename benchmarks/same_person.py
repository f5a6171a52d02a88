"""Who is who across the annotated seed documents: B³ and CEAF-e of the product's own reading.

    python -m benchmarks.same_person ../shared

A mention is a span that the annotation gives to a person and in which the product reads the name of one; coverage tells how
many of the annotated spans these are. "One document" takes people by the IRIs of documents, "joined" as the derived graph joins
them.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]  # scipy brings no types

from kg.consolidate.identities import identities
from kg.consolidate.seen import seen
from kg.ids import Namer
from kg.stores import Store, open_store

Clusters = Mapping[int, str]
"""The cluster of each mention."""


def b_cubed(gold: Clusters, found: Clusters) -> tuple[float, float]:
    """Precision and recall by mention: how much of its cluster belongs together, and how much of what belongs is there."""
    return _by_mention(found, gold), _by_mention(gold, found)


def _by_mention(one: Clusters, other: Clusters) -> float:
    members = _members(one)
    shares = [sum(other[m] == other[mention] for m in members[one[mention]]) / len(members[one[mention]]) for mention in one]
    return sum(shares) / max(1, len(shares))


def ceaf_e(gold: Clusters, found: Clusters) -> tuple[float, float]:
    """Precision and recall by entity: the best one-to-one pairing of clusters by the Dice coefficient of their mentions."""
    ours, theirs = list(_members(found).values()), list(_members(gold).values())
    alike = np.array([[2 * len(set(a) & set(b)) / (len(a) + len(b)) for b in theirs] for a in ours])
    rows, columns = linear_sum_assignment(-alike)
    best = float(alike[rows, columns].sum())
    return best / len(ours), best / len(theirs)


def _members(clusters: Clusters) -> Mapping[str, Sequence[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for mention, cluster in clusters.items():
        found[cluster].append(mention)
    return found


def _gold(shared: Path) -> list[tuple[str, int, int, str]]:
    """Every annotated mention: the hash of its document, where it is, and the person's name."""
    annotated: Mapping[str, Any] = json.loads((shared / "gold" / "seeds_gold.json").read_text("utf-8"))
    found = []
    for document in annotated["documents"]:
        digest = sha256((shared / "seeds" / f"{document['doc_id']}.txt").read_bytes()).hexdigest()
        for person in document["persons"]:
            found += [(digest, span["start"], span["end"], person["name"]) for span in person["mentions"]]
    return found


def _hashes(store: Store) -> Mapping[str, str]:
    rows = store.select("SELECT ?d ?h WHERE { ?d <https://onrecord.example/ontology#textHash> ?h }").records()
    return {getattr(row["h"], "value", ""): str(row["d"]) for row in rows}


def main() -> None:
    """Print both measures before and after joining."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="the development library")
    shared = parser.parse_args().shared
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "store"
        command = [str(Path(sys.executable).with_name("onrecord")), "build", str(shared / "seeds"), "--store", str(place)]
        subprocess.run(command, check=True, capture_output=True)
        with open_store(place, write=False) as store:
            _report(store, _gold(shared))


def _report(store: Store, annotated: Sequence[tuple[str, int, int, str]]) -> None:
    namer = Namer(base=store.base)
    everybody, who, documents = seen(store, namer), identities(store, namer), _hashes(store)
    people = {(one.document, one.agent) for one in everybody.people}
    gold: dict[int, str] = {}
    apart: dict[int, str] = {}
    joined: dict[int, str] = {}
    for number, (digest, start, end, name) in enumerate(annotated):
        document = documents.get(digest, "")
        for one in everybody.written:
            is_person = (one.document, one.agent) in people
            if one.document == document and is_person and one.start < end and start < one.end:
                gold[number], apart[number] = name, one.agent
                joined[number] = who.canonical(one.agent, document)
    print(f"coverage: {len(gold)} of {len(annotated)} annotated mentions")
    for what, found in (("one document", apart), ("joined", joined)):
        for measure, (precision, recall) in (("B³", b_cubed(gold, found)), ("CEAF-e", ceaf_e(gold, found))):
            f1 = 2 * precision * recall / (precision + recall)
            print(f"{what:13} {measure:7} precision {precision:.3f}   recall {recall:.3f}   F1 {f1:.3f}")


if __name__ == "__main__":
    main()
