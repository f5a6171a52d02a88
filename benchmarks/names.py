"""How well people are joined across documents: pairs of names labelled by hand, and the annotated seed documents.

python -m benchmarks.names                        both halves of names.tsv: precision, recall, every error of the tuning half
python -m benchmarks.names --half held-apart      one half only; of the half held apart no case is ever shown
"""

import argparse
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.consolidate.identities import join_people
from kg.consolidate.people import DOUBTFUL, Verdict, compare
from kg.consolidate.posts import Post
from kg.consolidate.profiles import Profile, Sighting, profile
from kg.consolidate.splitting import Cast
from kg.ids import slug

CASES = Path(__file__).with_name("names.tsv")
_UNKNOWN = "-"
HALVES = ("tuning", "held-apart")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Two people as two documents tell of them, and whether they are one."""

    half: str
    kind: str
    is_same: bool
    one: Profile
    other: Profile


def read_cases(path: Path = CASES) -> tuple[Case, ...]:
    """The cases of the file, in its order."""
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return tuple(_case(number, line.split("\t")) for number, line in enumerate(lines[1:]))


def _case(number: int, fields: list[str]) -> Case:
    half, answer, kind, *rest = fields
    one, other = (_profile(f"{number}-{nth}", rest[4 * nth : 4 * nth + 4]) for nth in (0, 1))
    return Case(half=half, kind=kind, is_same=answer == "same", one=one, other=other)


def _profile(key: str, fields: list[str]) -> Profile:
    name, post, country, year = ("" if field == _UNKNOWN else field for field in fields)
    title, _, body = post.partition("@")
    posts = (Post(title=title, country=country, organization=slug(body) if body else ""),) if title else ()
    seen = Sighting(
        agent=key, document=key, label=name, country=country, year=int(year) if year else None, posts=posts, written=(name,)
    )
    return profile(key, [seen])


def main() -> None:
    """Print precision and recall of each half, by kind of case, and what went wrong in the tuning half."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=HALVES, help="only this half")
    arguments = parser.parse_args()
    for half in HALVES if arguments.half is None else (arguments.half,):
        _report(half, [(case, compare(case.one, case.other)) for case in read_cases() if case.half == half])


def _are_joined(case: Case) -> bool:
    """Whether the two are one once all is done that a store of two documents undergoes."""
    people = tuple(sorted((case.one, case.other), key=lambda one: one.key))
    return bool(join_people(Cast(profiles=people, parted={})).groups)


def _report(half: str, judged: Iterable[tuple[Case, Verdict]]) -> None:
    found = list(judged)
    merged = [(case, verdict) for case, verdict in found if _are_joined(case)]
    right = sum(case.is_same for case, _ in merged)
    same = sum(case.is_same for case, _ in found)
    asked = sum(not v.is_same and v.confidence >= DOUBTFUL for _, v in found)
    print(f"\n{half}: {len(found)} pairs, {same} of them one person")
    print(f"precision {right / max(1, len(merged)):.3f} ({len(merged) - right} wrong)   recall {right / max(1, same):.3f}"
          f"   doubtful, asked of a reader {asked}")  # fmt: skip
    totals = Counter((case.is_same, case.kind) for case, _ in found)
    hits = Counter((case.is_same, case.kind) for case, _ in found if _are_joined(case) == case.is_same)
    for is_same, kind in sorted(totals, reverse=True):
        print(f"  {'one' if is_same else 'two'}  {kind:18} {hits[is_same, kind]:3} of {totals[is_same, kind]:3} right")
    if half == HALVES[0]:
        for case, verdict in found:
            if _are_joined(case) != case.is_same:
                wrong = "missed" if case.is_same else "WRONG MERGE"
                print(f"  {wrong}: {case.one.label} / {case.other.label}: {verdict.confidence} {verdict.reason}")


if __name__ == "__main__":
    main()
