"""Where an event takes place: behind "in" and "at", before the word ("White House visit"), or what is visited."""

from kg.facts import EventType
from kg.model import EntityKind
from loaders.rules.events.parts import MODIFYING, whole_of
from loaders.rules.events.seats import is_seat
from loaders.rules.events.triggers import Trigger
from loaders.rules.people import People
from loaders.rules.vocabulary import Vocabulary

_PLACES = frozenset(("in", "at"))
_NESTED = frozenset(("sidelines", "margins", "summit", "meeting", "conference", "forum"))


def place_of(
    people: People, vocabulary: Vocabulary, trigger: Trigger, actors: tuple[int, ...]
) -> tuple[str | None, int | None]:
    """Where: a capitalised place behind "in", "at" or, of a visit, "to", as written; of a visit also what is visited."""
    grammar = people.grammar
    visited = grammar.child(trigger.token, "dobj") if trigger.type is EventType.VISIT else None
    if visited is not None and _is_place(people, vocabulary, visited):
        return people.parsed.span(grammar.left[visited], visited + 1).text.removeprefix("the "), visited
    before = _place_before(people, vocabulary, trigger)
    if before is not None:
        return before
    whole = whole_of(grammar, trigger.token)
    above = grammar.head[whole]
    roots = [trigger.token, whole]
    if grammar.pos[above] in ("VERB", "AUX") and trigger.rule == "noun":
        roots.append(above)
    roots += [c for root in roots for c in grammar.children[root] if grammar.dep[c] in ("dobj", "attr", "xcomp", "prt")]
    if trigger.type is not EventType.DEADLINE:
        roots += actors
    for root in dict.fromkeys(roots):
        found = _place_under(people, vocabulary, root, to=trigger.type is EventType.VISIT)
        if found is not None:
            return found
    return None, None


def _place_before(people: People, vocabulary: Vocabulary, trigger: Trigger) -> tuple[str, int] | None:
    """As in "White House visit", "Oval Office meeting"; of a visit also any country."""
    grammar = people.grammar
    for child in grammar.children[trigger.token]:
        if grammar.dep[child] not in MODIFYING or child > trigger.token:
            continue
        visited = trigger.type is EventType.VISIT and grammar.tag[child] == "NNP" and bool(vocabulary.countries_at(child))
        if visited or is_seat(grammar, child):
            return people.parsed.span(grammar.left[child], child + 1).text, child
    return None


def _place_under(people: People, vocabulary: Vocabulary, root: int, *, to: bool) -> tuple[str, int] | None:
    grammar = people.grammar
    for child in grammar.children[root]:
        behind = grammar.lower[child] in _PLACES or (to and grammar.lower[child] in _TO)
        thing = grammar.child(child, "pobj") if behind or grammar.lower[child] == "on" else None
        if thing is None:
            continue
        if grammar.lower[thing] in _NESTED:
            inside = (c for c in grammar.children[thing] if grammar.lower[c] == "of")
            deeper = next((t for c in inside if (t := grammar.child(c, "pobj")) is not None), thing)
            found = _place_under(people, vocabulary, deeper, to=False)
            if found is not None:
                return found
        elif behind and _is_place(people, vocabulary, thing):
            start = grammar.left[thing]
            start += grammar.tag[start] == "DT"
            return people.parsed.span(start, thing + 1).text, thing
    return None


_TO = frozenset(("to", "for"))


def _is_place(people: People, vocabulary: Vocabulary, thing: int) -> bool:
    """Whether a noun is the name of a place, a building or the like, and not a person's or an agreement's."""
    grammar = people.grammar
    named = people.at(thing)
    if vocabulary.countries_at(thing) or grammar.entity[thing] in ("GPE", "FAC", "LOC"):
        return True
    if named is not None and named.kind is EntityKind.PERSON:
        return False
    proper = grammar.tag[thing] in ("NNP", "NNPS") and grammar.text[thing][:1].isupper()
    return grammar.entity[thing] == "ORG" or (proper and grammar.entity[thing] not in ("DATE", "TIME", "EVENT"))
