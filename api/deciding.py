"""Turns what a person decides of the actors and facts of a store into a line of its file of judgements."""

from collections.abc import Mapping
from dataclasses import replace

from api.settings import Settings
from kg.consolidate.review import fact, pair
from kg.errors import JudgementError
from kg.ids import Namer
from kg.judgements import Judgement, Ruling, add_judgement
from kg.stores import Store

NAMES: Mapping[str, tuple[int, ...]] = {
    Ruling.SAME: (1, 2),
    Ruling.DIFFERENT: (1, 2),
    Ruling.REJECT: (1,),
    Ruling.UNDO: (1,),
}
"""The verdicts, and how many names each takes: a pair's id or two actors, a fact, the id of a judgement."""


def decided(store: Store, verdict: Ruling, names: tuple[str, ...]) -> Judgement:
    """What a verdict on these names decides, tied to passages; JudgementError where it is unclear what they mean."""
    if len(names) not in NAMES.get(verdict, ()):
        raise JudgementError(f"{verdict} takes {' or '.join(map(str, NAMES.get(verdict, (0,))))} names, not {len(names)}")
    if verdict is Ruling.UNDO:
        return Judgement(id="", verdict=verdict, undoes=names[0])
    if verdict is Ruling.REJECT:
        return Judgement(id="", verdict=verdict, fact=fact(store, names[0]))
    one, other = pair(store, names, Namer(base=store.base))
    if (one.agent, one.document) == (other.agent, other.document) or (one.agent == other.agent and verdict is Ruling.SAME):
        raise JudgementError(f"{names[0]} and {names[-1]} are one already")
    return Judgement(id="", verdict=verdict, one=one, other=other)


def put_on_record(
    settings: Settings, judgement: Judgement, *, who: str | None, when: str | None, note: str | None
) -> Judgement:
    """Add it to the file of judgements, with who decided it, when and why as they say; the line as it stands there."""
    return add_judgement(settings.judgements_path, replace(judgement, who=who or None, when=when or None, note=note or None))
