"""What the names of a text name: persons, organisations and countries, told apart by all their places."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence

from nameparser import HumanName

from kg.lexicon import lexicon
from kg.model import EntityKind
from loaders.nlp import Parsed
from loaders.rules.given_names import Gender, given_gender, is_given
from loaders.rules.grammar import Grammar
from loaders.rules.human_nouns import HONORIFICS, ORGANISATIONS, singular
from loaders.rules.name_runs import Named, Run, find_runs, titles_before

_SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))
_COMPANY = frozenset(
    ("inc", "inc.", "corp", "corp.", "ltd", "ltd.", "llc", "plc", "co", "co.", "gmbh", "ag", "news", "times", "post")
)
_CAPITALS = 6
"""How many letters a name in capitals must have to be taken for one that is only printed so."""
_BODIES = ORGANISATIONS - frozenset(("city", "country", "nation", "province", "state", "opposition", "white"))


def find_named(parsed: Parsed, grammar: Grammar) -> tuple[Named, ...]:
    """Every name of a person, organisation or country outside boilerplate, in the order of the text, never overlapping."""
    runs = [run for run in find_runs(parsed, grammar) if not parsed.is_boilerplate(parsed.doc[run.start])]
    kinds = _kinds(runs)
    persons = _Persons([run for run in runs if kinds[run.key] is EntityKind.PERSON])
    found: list[Named] = []
    for run in runs:
        if (kind := kinds[run.key]) is EntityKind.PERSON:
            found.append(_person(grammar, run, persons))
        elif kind is not None:
            found.append(_other(grammar, run, kind))
    taken = {i for named in found for i in range(named.start, named.end)}
    found.extend(_bare_surnames(parsed, grammar, persons, taken))
    return tuple(sorted(found, key=lambda named: named.start))


def name_gender(name: str) -> Gender | None:
    """The gender that the given name in a full name tells."""
    given = name.split()[:-1]
    word = next((word for word in given[:2] if len(word.rstrip(".")) > 1), "")
    told = (given_gender(part) for part in (word, *reversed(word.split("-"))))
    return next((gender for gender in told if gender is not None), None)


def _kinds(runs: Iterable[Run]) -> dict[str, EntityKind | None]:
    """One kind for every written name, by vote of all its places."""
    votes: dict[str, Counter[EntityKind | None]] = defaultdict(Counter)
    words: dict[str, tuple[str, ...]] = {}
    for run in runs:
        votes[run.key][_LABEL_KINDS.get(run.label)] += 2
        words.setdefault(run.key, run.words)
        if run.titles or run.aged:
            votes[run.key][EntityKind.PERSON] += 3
    kinds = {key: _decide(words[key], counts) for key, counts in votes.items()}
    surnames = {surname(key) for key, kind in kinds.items() if kind is EntityKind.PERSON and " " in key}
    return {
        key: EntityKind.PERSON if key in surnames and kind is not EntityKind.COUNTRY else kind for key, kind in kinds.items()
    }


_LABEL_KINDS = {"PERSON": EntityKind.PERSON, "ORG": EntityKind.ORGANIZATION}
"""What an entity label of the parser votes for; all other labels vote for no actor at all."""


def _decide(words: tuple[str, ...], votes: Counter[EntityKind | None]) -> EntityKind | None:
    name = _display(words)
    lower = [word.lower() for word in words]
    if lexicon().agreement(name) is not None:
        return None
    is_body = len(words) > 1 and singular(lower[-1]) in _BODIES
    if not is_body and lexicon().country(name) is not None and votes[EntityKind.PERSON] <= votes.total() / 2:
        return EntityKind.COUNTRY
    if len(words) > 1 and (is_body or lower[-1] in _COMPANY or lower[0] in ("university", "bank")):
        votes[EntityKind.ORGANIZATION] += 4
    if len(words) in (2, 3) and lower[-1] not in _COMPANY:
        given = lower[0].split("-")
        votes[EntityKind.PERSON] += 3 if all(map(is_given, given)) else 2 if all(map(given_gender, given)) else 0
    best = max((EntityKind.PERSON, EntityKind.ORGANIZATION, None), key=lambda kind: votes[kind])
    return best if votes[best] else None


class _Persons:
    """Which full name a surname or a given name stands for."""

    def __init__(self, runs: list[Run]) -> None:
        self._full: dict[str, Counter[str]] = defaultdict(Counter)
        self._given: dict[str, Counter[str]] = defaultdict(Counter)
        written: dict[str, Counter[str]] = defaultdict(Counter)
        surnames = Counter(surname(run.key) for run in runs if len(run.words) > 1)
        full = [run for run in runs if len(run.words) > 1 and not _headline(run, surnames)]
        for run in full:
            written[run.key][_display(run.words)] += 1
        for run in full:
            name = _in_small_letters(max(sorted(written[run.key]), key=lambda n: (not n.isupper(), written[run.key][n])))
            self._full[surname(name).casefold()][name] += 1
            self._given[run.words[0].casefold()][name] += 1
        self.surnames = frozenset(self._full)

    def full(self, words: tuple[str, ...], honorific: Gender | None) -> str:
        """The fullest name in this document that these words stand for."""
        name = _in_small_letters(_display(words)) if len(words) > 1 else _display(words)
        if len(words) > 1:
            same = self._full.get(surname(name).casefold(), Counter())
            first = name.casefold().split()[0]
            longer = [n for n in same if n.casefold().split()[0] == first or n.casefold().endswith(f" {name.casefold()}")]
            return max(sorted(longer), key=lambda n: (same[n], len(n)), default=name)
        known = self._full.get(name.casefold()) or self._given.get(name.casefold())
        if not known:
            return name
        agreeing = [n for n in known if honorific is None or name_gender(n) in (None, honorific)] or list(known)
        often = Counter[str]()
        for n in agreeing:
            often[n.split()[0]] += known[n]
        return max(agreeing, key=lambda n: (often[n.split()[0]], -_first(agreeing, n), known[n], len(n)))


def _first(names: Sequence[str], name: str) -> int:
    """Where a person is first named among names in the order of the text, by whatever form of the name."""
    return next(i for i, n in enumerate(names) if n.split(maxsplit=1)[0] == name.split(maxsplit=1)[0])


def _in_small_letters(name: str) -> str:
    """A name that is only written in capitals as names are printed: "JOHN MCALLISTER" → "John McAllister"."""
    if not name.isupper() or len(name.replace(".", "")) < _CAPITALS:
        return name
    human = HumanName(name)
    human.capitalize(force=True)
    return str(human)


def _headline(run: Run, surnames: Container[str]) -> bool:
    """Whether a run starts with somebody else's surname, as "Carney Heads" does in a headline."""
    first = run.words[0].casefold()
    return first in surnames and not is_given(first) and surname(run.key) != first


def surname(name: str) -> str:
    """The last word of a name that is no suffix: "Robert Kennedy Jr." → "Kennedy"."""
    words = [word for word in name.split() if word.lower() not in _SUFFIXES]
    return words[-1] if words else name


def _display(words: tuple[str, ...]) -> str:
    """Words as a name is printed: without the spaces that the tokenizer put around hyphens."""
    return " ".join(words).replace(" - ", "-").replace(" 's", "'s").replace(" ’s", "’s").replace(" .", ".")


def _person(grammar: Grammar, run: Run, persons: _Persons) -> Named:
    honorific = next((HONORIFICS[title] for title in run.titles if title in HONORIFICS), None)
    gender: Gender | None = "m" if honorific == "m" else "f" if honorific == "f" else None
    start, end = run.start, run.end
    words = run.words
    if len(words) > 1 and persons.full(words, gender) == _display(words):
        start, end, words = _known_part(run, persons)
    return Named(
        start=start,
        end=end,
        head=_head(grammar, start, end),
        written=_display(words),
        name=persons.full(words, gender),
        kind=EntityKind.PERSON,
        titles=run.titles,
    )


def _known_part(run: Run, persons: _Persons) -> tuple[int, int, tuple[str, ...]]:
    """In a headline, "Carney Heads" is no name: only the word that is a surname elsewhere."""
    if run.words[0].casefold() in persons.surnames and _headline(run, persons.surnames):
        return run.start, run.start + 1, run.words[:1]
    return run.start, run.end, run.words


def _other(grammar: Grammar, run: Run, kind: EntityKind) -> Named:
    written = _display(run.words)
    code = lexicon().country(written) if kind is EntityKind.COUNTRY else None
    name = str(code) if code is not None else written
    return Named(start=run.start, end=run.end, head=_head(grammar, run.start, run.end), written=written, name=name, kind=kind)


def _bare_surnames(parsed: Parsed, grammar: Grammar, persons: _Persons, taken: set[int]) -> Iterator[Named]:
    """Surnames of known persons that the entity recogniser passed over."""
    known = persons.surnames
    for i, lower in enumerate(grammar.lower):
        if lower in known and i not in taken and grammar.text[i][:1].isupper() and not parsed.is_boilerplate(parsed.doc[i]):
            words = (grammar.text[i],)
            yield Named(
                start=i,
                end=i + 1,
                head=i,
                written=grammar.text[i],
                name=persons.full(words, None),
                kind=EntityKind.PERSON,
                titles=titles_before(grammar, i),
            )


def _head(grammar: Grammar, start: int, end: int) -> int:
    """The token of [start, end) whose head lies outside."""
    return next(
        (i for i in range(end - 1, start - 1, -1) if not start <= grammar.head[i] < end or grammar.head[i] == i), end - 1
    )
