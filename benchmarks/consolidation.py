"""Measures consolidation: statements found across annotated documents, pairs of wordings, and what it costs at any size.

    python -m benchmarks.consolidation ../shared                           quality, and cost at 1k, 10k and 100k wordings
    python -m benchmarks.consolidation ../shared --sizes 1000000           cost at another size
    python -m benchmarks.consolidation ../shared --store-claims 1000 10000   cost of one changed document in a store

Quality is counted on the product's own reading of the annotated documents and, apart from how well they are read, on the
annotation itself. Times are processor time of one process.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.generate import documents, fill
from benchmarks.statements import statements
from kg.consolidate import Wording, claim_groups, consolidate, pending_quads
from kg.ids import Namer
from kg.lexicon import lexicon
from kg.model import Iri
from kg.rdf import document_quads
from kg.resolve import resolve
from kg.stores import Table, open_store

_SIZES = (1_000, 10_000, 100_000)
_OVERLAP = 0.5
_PAIRS = Path(__file__).parents[1] / "tests/kg/statement_pairs.tsv"
_READ = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX kg: <https://onrecord.example/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX schema: <https://schema.org/>
SELECT ?claim ?hash ?start ?end WHERE {
  ?claim schema:appearance ?utterance .
  ?utterance dcterms:source/kg:textHash ?hash ; prov:wasQuotedFrom/oa:hasSelector ?selector .
  ?selector oa:start ?start ; oa:end ?end .
}
"""

Annotated = Mapping[str, Any]


@dataclass(frozen=True)
class Found:
    """How many annotated groups were found whole, which were not, and pairs of annotated claims joined that are not one."""

    groups: int
    whole: int
    missed: tuple[str, ...]
    wrong: tuple[tuple[str, str], ...]


def annotated_wordings(gold: Annotated) -> tuple[Wording, ...]:
    """The claims of the annotation as wordings: what a perfect reader would find."""
    return tuple(
        Wording(
            utterance=claim["id"],
            document=document["doc_id"],
            start=claim["content"][0]["start"],
            speaker=_speaker(claim["speaker"], claim["speaker_type"]),
            text=" … ".join(span["text"] for span in claim["content"]),
            date=claim["date"] or "",
            published=document["meta"]["publication_date"] or "",
            form=claim["kind"],
            recipient=claim["addressee"] or "",
            about=frozenset(f"sector/{'all-goods' if sector == 'trade-general' else sector}" for sector in claim["sectors"]),
        )
        for document in gold["documents"]
        for claim in document["claims"]
    )


def _speaker(name: str, kind: str) -> str:
    words = sorted({word.casefold().removesuffix("'s") for word in name.split()} - {"of", "the", "some", "in"})
    return name if kind in ("person", "organisation") else " ".join(words)


def read_groups(shared: Path, gold: Annotated) -> list[set[str]]:
    """The claims across documents that the product finds in the annotated texts, as sets of annotated claims."""
    with tempfile.TemporaryDirectory() as folder:
        command = [
            str(Path(sys.executable).with_name("onrecord")),
            "build",
            str(shared / "seeds"),
            "--store",
            f"{folder}/store",
        ]
        subprocess.run(command, check=True, capture_output=True)
        with open_store(f"{folder}/store", write=False) as store:
            table = store.select(_READ)
    hashes = {sha256(path.read_bytes()).hexdigest(): path.stem for path in (shared / "seeds").glob("*.txt")}
    return _as_annotated(table, hashes, gold)


def _as_annotated(table: Table, hashes: Mapping[str, str], gold: Annotated) -> list[set[str]]:
    by_document = {document["doc_id"]: document["claims"] for document in gold["documents"]}
    found: dict[str, set[str]] = defaultdict(set)
    for row in table.records():
        value = {name: getattr(term, "value", str(term)) for name, term in row.items()}
        place = (int(value["start"]), int(value["end"]))
        found[value["claim"]].update(claim["id"] for claim in by_document[hashes[value["hash"]]] if _is_at(claim, place))
    return list(found.values())


def _is_at(claim: Annotated, place: tuple[int, int]) -> bool:
    """Whether an annotated claim, or a part of it, is mostly what stands at a place."""
    spans = [(span["start"], span["end"]) for span in claim["content"]]
    return any(_overlap(span, place) >= _OVERLAP for span in (*spans, (spans[0][0], spans[-1][1])))


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    both = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, both) / (max(one[1], other[1]) - min(one[0], other[0]))


def compare(groups: Iterable[Iterable[str]], gold: Annotated) -> Found:
    """Groups of annotated claims against the annotation's."""
    wanted = {group["label"]: frozenset(group["members"]) for group in gold["cross_document"]["same_claim"]}
    held = [frozenset(group) for group in groups]
    whole = {label for label, members in wanted.items() if any(members <= group for group in held)}
    same = {pair for members in wanted.values() for pair in combinations(sorted(members), 2)}
    joined = {pair for group in held for pair in combinations(sorted(group), 2)}
    return Found(len(wanted), len(whole), tuple(sorted(wanted.keys() - whole)), tuple(sorted(joined - same)))


def pairs() -> tuple[int, int, int]:
    """On pairs of invented wordings: how many were rightly joined, wrongly joined, and missed."""
    counts: Counter[tuple[bool, bool]] = Counter()
    for line in _PAIRS.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            verdict, *texts = line.split("\t")
            sides = ((texts[0], texts[1]), (texts[2], texts[3]))
            told = [
                Wording(
                    utterance=f"{n}#u", document=f"{n}", start=0, speaker="s", text=text, form=form, date=f"2024-03-0{n + 1}"
                )
                for n, (form, text) in enumerate(sides)
            ]
            counts[verdict != "other", bool(claim_groups(told))] += 1
    return counts[True, True], counts[False, True], counts[True, False]


def cost(size: int) -> str:
    """Processor time and memory for so many generated wordings, and what was joined rightly and wrongly."""
    told = list(statements(size))
    begin = time.process_time()
    groups = claim_groups(wording for _, wording in told)
    seconds = time.process_time() - begin
    truth = {wording.utterance: number for number, wording in told}
    wrong = sum(len({truth[one.utterance] for one in group.wordings}) > 1 for group in groups)
    several = sum(count > 1 for count in Counter(truth.values()).values())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    return (
        f"{size:>9,} {seconds:>9.1f} s {1e6 * seconds / size:>7.0f} µs each {memory:>6.1f} GB"
        f"   {len(groups):,} claims of {several:,} told more than once, {wrong} wrong"
    )


def increments(size: int) -> str:
    """Processor time of building the derived graph of a store on disk with so many claims, and of bringing in one document."""
    namer = Namer()
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "store", write=True) as store:
        fill(store, size)
        whole = _timed(lambda: consolidate(store, namer))
        store.publish()
        one, shown = [], []
        for seed in (2, 3, 4):
            document, facts = next(documents(8, seed=seed))
            quads = document_quads(document, facts, resolve(document, facts, namer, lexicon()), namer, lexicon())
            store.replace_graphs({Iri(namer.graph(document.iri)): quads, **pending_quads(store, namer, [document.iri])})
            one.append(_timed(lambda: consolidate(store, namer)))
            shown.append(_timed(store.publish))
    return (
        f"{size:>9,} claims: whole {whole:>7.1f} s, one document {one[0]:.2f} s, the next {median(one[1:]):.2f} s, "
        f"each shown to readers in {median(shown):.2f} s"
    )


def _timed(do: Callable[[], object]) -> float:
    begin = time.process_time()
    do()
    return time.process_time() - begin


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="the development library, with seeds/ and gold/")
    parser.add_argument("--sizes", type=int, nargs="*", default=_SIZES, help="numbers of generated wordings")
    parser.add_argument("--store-claims", type=int, nargs="*", default=(), help="numbers of claims of generated stores")
    chosen = parser.parse_args(arguments)
    gold = json.loads((chosen.shared / "gold/seeds_gold.json").read_text("utf-8"))
    own = [[one.utterance for one in group.wordings] for group in claim_groups(annotated_wordings(gold))]
    for title, groups in (("as read", read_groups(chosen.shared, gold)), ("as annotated", own)):
        found = compare(groups, gold)
        print(f"annotated groups, documents {title}: {found.whole} of {found.groups} whole, {len(found.wrong)} wrong pairs")
        for missed in found.missed:
            print(f"  missed: {missed}")
        for pair in found.wrong:
            print("  wrong:", *pair)
    print("invented pairs: {} joined rightly, {} wrongly, {} missed".format(*pairs()))
    for size in chosen.sizes:
        print(cost(size), flush=True)
    for size in chosen.store_claims:
        print(increments(size), flush=True)


if __name__ == "__main__":
    main()
