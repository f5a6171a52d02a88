"""Where names stand in a text and what they name: persons, organisations and countries, told apart by all their places."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.lexicon import lexicon
from kg.model import EntityKind
from loaders.nlp import Parsed
from loaders.rules.given_names import Gender, given_gender
from loaders.rules.grammar import Grammar
from loaders.rules.human_nouns import HONORIFICS, ORGANISATIONS, POSTS, PRE_TITLES, singular

_CONNECTORS = frozenset(
    ("de", "la", "van", "von", "der", "den", "bin", "al", "el", "da", "dos", "di", "du", "ben", "ibn", "le")
)
_SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))
_COMPANY = frozenset(
    ("inc", "inc.", "corp", "corp.", "ltd", "ltd.", "llc", "plc", "co", "co.", "gmbh", "ag", "news", "times", "post")
)
_LABELS = frozenset(("PERSON", "ORG", "GPE", "FAC", "LOC", "PRODUCT", "WORK_OF_ART", "LAW", "EVENT"))
_BODIES = ORGANISATIONS - frozenset(("city", "country", "nation", "province", "state", "opposition", "white"))
_MONTHS_AND_DAYS = frozenset(
    (
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april",
        "may", "june", "july", "august", "september", "october", "november", "december",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name where it stands: the tokens [start, end) without titles, its head, and what it names in this document.

    `name` is the canonical name (a country's code for a country); `titles` are the lower-case words before a person's name.
    """

    start: int
    end: int
    head: int
    written: str
    name: str
    kind: EntityKind
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    start: int
    end: int
    label: str
    words: tuple[str, ...]
    titles: tuple[str, ...]

    @property
    def key(self) -> str:
        return " ".join(self.words).casefold().replace("’", "'")


def find_named(parsed: Parsed, grammar: Grammar) -> tuple[Named, ...]:
    """Every name of a person, organisation or country outside boilerplate, in the order of the text, never overlapping."""
    runs = [run for run in _runs(parsed, grammar) if not parsed.is_boilerplate(parsed.doc[run.start])]
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
    words = name.split()
    return given_gender(words[0]) if len(words) > 1 else None


def _runs(parsed: Parsed, grammar: Grammar) -> Iterator[_Run]:
    """Entities as the parser found them and, beside them, capitalised names behind a title."""
    behind = 0
    for ent in parsed.doc.ents:
        if ent.label_ not in _LABELS or ent.start < behind:
            continue
        for start, end in _pieces(grammar, ent.start, ent.end):
            run = _run(grammar, start, end, ent.label_)
            if run is not None and run.start >= behind:
                yield run
                behind = run.end
    covered = {i for ent in parsed.doc.ents for i in range(ent.start, ent.end)}
    for i in range(1, len(grammar)):
        if _is_title(grammar.lower[i - 1]) and i not in covered and grammar.tag[i] == "NNP" and not _is_title(grammar.lower[i]):
            end = i
            while end < len(grammar) and end - i < 4 and _name_word(grammar, end) and end not in covered:
                end += 1
            run = _run(grammar, i, end, "PERSON") if end > i else None
            if run is not None:
                yield run


def _pieces(grammar: Grammar, start: int, end: int) -> Iterator[tuple[int, int]]:
    """An entity cut at line breaks, quotation marks and dashes with spaces around them."""
    first = start
    for i in range(start, end):
        if grammar.is_break(i) or grammar.text[i] in '"“”«»‘—–:;|':
            if i > first:
                yield first, i
            first = i + 1
    if end > first:
        yield first, end


def _run(grammar: Grammar, start: int, end: int, label: str) -> _Run | None:
    while end > start and (grammar.tag[end - 1] == "POS" or not any(c.isalnum() for c in grammar.text[end - 1])):
        end -= 1
    while start < end and (grammar.tag[start] in ("DT", "PRP$", "POS") or not any(c.isalnum() for c in grammar.text[start])):
        start += 1
    if label == "PERSON":
        start, end = _bare(grammar, start, end)
    words = tuple(grammar.text[start:end])
    if not words or not any(word[:1].isupper() for word in words) or grammar.lower[start] in _MONTHS_AND_DAYS:
        return None
    titles = _titles_before(grammar, start) if label in ("PERSON", "ORG", "GPE") else ()
    return _Run(start=start, end=end, label=label, words=words, titles=titles)


def _bare(grammar: Grammar, start: int, end: int) -> tuple[int, int]:
    """A person's name without the titles and lower-case words at its front, and what is no name at its end."""
    titles = [i for i in range(start, end) if _is_title(grammar.lower[i]) and i + 1 < end]
    if titles:
        start = titles[-1] + 1
    while end - 1 > start and grammar.text[end - 1][:1].islower():
        end -= 1
    while start < end - 1 and grammar.text[start][:1].islower() and grammar.lower[start] not in _CONNECTORS:
        start += 1
    return start, end


def _titles_before(grammar: Grammar, start: int) -> tuple[str, ...]:
    """The lower-case title directly before a name: "U.S. Treasury Secretary" → ("u.s.", "treasury", "secretary")."""
    if start == 0 or not _is_title(grammar.lower[start - 1]):
        return ()
    first = start - 1
    while (
        first > 0
        and start - first < 8
        and (
            grammar.tag[first - 1] in ("NN", "NNP", "JJ", "NNPS", "POS", "HYPH", "NNS", "VBG")
            or grammar.lower[first - 1] == "and"
        )
        and not grammar.is_break(first - 1)
        and grammar.sentence[first - 1] == grammar.sentence[start - 1]
    ):
        first -= 1
    return tuple(grammar.lower[first:start])


def _is_title(word: str) -> bool:
    return word in POSTS or word in PRE_TITLES or word in HONORIFICS


def _name_word(grammar: Grammar, i: int) -> bool:
    return grammar.tag[i] in ("NNP", "NNPS") and grammar.text[i][:1].isupper() and grammar.lower[i] not in _MONTHS_AND_DAYS


def _kinds(runs: Iterable[_Run]) -> dict[str, EntityKind | None]:
    """One kind for every written name, by vote of all its places."""
    votes: dict[str, Counter[EntityKind | None]] = defaultdict(Counter)
    words: dict[str, tuple[str, ...]] = {}
    for run in runs:
        votes[run.key][_LABEL_KINDS.get(run.label)] += 2
        words.setdefault(run.key, run.words)
        if run.titles:
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
    if len(words) in (2, 3) and given_gender(words[0]) is not None and lower[-1] not in _COMPANY:
        votes[EntityKind.PERSON] += 3
    best = max((EntityKind.PERSON, EntityKind.ORGANIZATION, None), key=lambda kind: votes[kind])
    return best if votes[best] else None


class _Persons:
    """Which full name a surname or a given name stands for."""

    def __init__(self, runs: list[_Run]) -> None:
        self._full: dict[str, Counter[str]] = defaultdict(Counter)
        self._given: dict[str, Counter[str]] = defaultdict(Counter)
        written: dict[str, Counter[str]] = defaultdict(Counter)
        surnames = Counter(surname(run.key) for run in runs if len(run.words) > 1)
        full = [run for run in runs if len(run.words) > 1 and not _headline(run, surnames)]
        for run in full:
            written[run.key][_display(run.words)] += 1
        for run in full:
            name = max(sorted(written[run.key]), key=lambda n: (not n.isupper(), written[run.key][n]))
            self._full[surname(name).casefold()][name] += 1
            self._given[run.words[0].casefold()][name] += 1

    @property
    def surnames(self) -> frozenset[str]:
        return frozenset(self._full)

    def full(self, words: tuple[str, ...], honorific: Gender | None) -> str:
        """The fullest name in this document that these words stand for."""
        name = _display(words)
        if len(words) > 1:
            same = self._full.get(surname(name).casefold(), Counter())
            longer = [n for n in same if n.casefold().split()[0] == name.casefold().split()[0]]
            return max(sorted(longer), key=lambda n: (same[n], len(n)), default=name)
        known = self._full.get(name.casefold()) or self._given.get(name.casefold())
        if not known:
            return name
        agreeing = [n for n in known if honorific is None or name_gender(n) in (None, honorific)] or list(known)
        return max(sorted(agreeing), key=lambda n: (known[n], len(n)))


def _headline(run: _Run, surnames: Counter[str]) -> bool:
    """Whether a run starts with somebody else's surname, as "Carney Heads" does in a headline."""
    first = run.words[0].casefold()
    return surnames[first] > 0 and given_gender(first) is None and surname(run.key) != first


def surname(name: str) -> str:
    """The last word of a name that is no suffix: "Robert Kennedy Jr." → "Kennedy"."""
    words = [word for word in name.split() if word.lower() not in _SUFFIXES]
    return words[-1] if words else name


def _display(words: tuple[str, ...]) -> str:
    """Words as a name is printed: without the spaces that the tokenizer put around hyphens."""
    return " ".join(words).replace(" - ", "-").replace(" 's", "'s").replace(" ’s", "’s").replace(" .", ".")


def _person(grammar: Grammar, run: _Run, persons: _Persons) -> Named:
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


def _known_part(run: _Run, persons: _Persons) -> tuple[int, int, tuple[str, ...]]:
    """In a headline, "Carney Heads" is no name: only the word that is a surname elsewhere."""
    if run.words[0].casefold() in persons.surnames and _headline(run, Counter(persons.surnames)):
        return run.start, run.start + 1, run.words[:1]
    return run.start, run.end, run.words


def _other(grammar: Grammar, run: _Run, kind: EntityKind) -> Named:
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
                titles=_titles_before(grammar, i),
            )


def _head(grammar: Grammar, start: int, end: int) -> int:
    """The token of [start, end) whose head lies outside."""
    return next(
        (i for i in range(end - 1, start - 1, -1) if not start <= grammar.head[i] < end or grammar.head[i] == i), end - 1
    )
