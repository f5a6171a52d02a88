"""From an English question to a named query with parameters, by the table of `kg.ask.intents`; no word is passed over."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.ask.doubt import contained, explain, misspelt
from kg.ask.intents import Intent, intents
from kg.ask.names import Names, Slot
from kg.ask.periods import Period, take_period
from kg.ask.understood import Understood
from kg.errors import QuestionError
from kg.lexicon import ALL_GOODS, lexicon
from kg.network.known import Known, known
from kg.network.reading import records
from kg.queries import named_query
from kg.stores import Store
from ontology.terms import SKOS

_POLITE = re.compile(
    r"^(?:(?:hey|hi|hello|ok|okay|so|and|well),? )*(?:please |kindly )?(?:(?:can|could|would) you (?:please )?)?"
    r"(?:(?:tell|show|give|find|list) (?:me|us) (?!about)|i (?:want|would like|need) to know |do you know |i wonder )?",
    re.IGNORECASE,
)
_HONORIFIC = r"(?:POST\d+|mr|mrs|ms|dr|president|minister|secretary|premier|senator|chancellor|governor|prime|ambassador)"
_TITLES = re.compile(rf"(?:COUNTRY\d+ )?(?:{_HONORIFIC} )+(?=PERSON\d+)")
_MARKER = re.compile(r"[A-Z]+\d+")
_BELOW = re.compile(r"\b(?:below|under|less than|lower than) (?:(0?\.\d+)|(\d{1,2}) ?(?:%|per cent|percent))", re.IGNORECASE)
_LONGEST = 500
_GLUE = frozenset(("of", "the", "a", "an", "any", "all", "his", "her", "its", "their", "for", "in", "and", "to", "with", "by"))
_NO_TOPIC = frozenset(("other", "others", "another", "same", "behalf", "self", "himself", "herself", "themselves"))
_FALLBACKS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "measures-between": ("measures", {}),
    "word-for-word": ("who-said-what", {"form": "direct"}),
}
"""Which query answers instead, with which parameter, where one cannot be narrowed as asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """A question with its names marked, "who said what about SECTOR0"; `written` has the words with their own letters."""

    text: str
    slots: Mapping[str, Slot]
    period: Period
    below: str | None
    written: Mapping[str, str]


@dataclass(slots=True, kw_only=True)
class _Reading:
    """A question as one intent reads it; filled step by step."""

    asked: _Question
    intent: Intent
    roles: Mapping[str, str]
    values: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def give(self, parameter: str, value: str) -> None:
        if value not in self.values[parameter]:
            self.values[parameter].append(value)


def understand(question: str, store: Store) -> Understood:
    """The named query that answers a question, with its parameters; QuestionError tells what is not understood, and what is."""
    everything = known(store)
    posts = (record.text(SKOS.prefLabel) for record in records(store, "titles").values())
    asked = _marked(question, Names(everything, posts))
    rejected: list[tuple[int, QuestionError]] = []
    for intent in intents().all:
        if any(trigger.search(asked.text) for trigger in intent.triggers):
            try:
                return _read(store, asked, intent, everything)
            except QuestionError as error:
                rejected.append((sum(map(len, _runs(asked.text.split(), intent))), error))
    if rejected:
        raise min(rejected, key=lambda one: one[0])[1]
    unknown = [run for run in _runs(asked.text.split(), None) if _is_name(asked, run)]
    problem = f"“{question.strip()[:200]}” is no question that the graph can answer."
    raise QuestionError(explain(problem, [_written(asked, run) for run in unknown], everything))


def _marked(question: str, names: Names) -> _Question:
    text = _POLITE.sub("", " ".join(question.split()).replace("’", "'").replace("n't", " not"))
    if len(question) > _LONGEST:
        raise QuestionError(explain(f"A question has {_LONGEST} characters at most, and this has {len(question):,}.", (), ()))
    if not re.search(r"\w", text):
        raise QuestionError(explain("There is no question.", (), ()))
    below = _BELOW.search(text)
    period, text = take_period(_BELOW.sub(" ", text))
    slots: dict[str, Slot] = {}
    pieces, at = [], 0
    for number, slot in enumerate(names.find(text)):
        slots[f"{slot.kind}{number}"] = slot
        pieces += [text[at : slot.start], f" {slot.kind}{number} "]
        at = slot.end
    rest = "".join((*pieces, text[at:]))
    words = re.findall(r"\w[\w.]*\w|\w|&|%", re.sub(r"['’]s?\b|[-‐‑–—/]", " ", rest))
    return _Question(
        text=_TITLES.sub("", " ".join(word if word in slots else word.casefold() for word in words)),
        slots=slots,
        period=period,
        below=(below.group(1) or f"0.{int(below.group(2)):02d}") if below else None,
        written={word.casefold(): word for word in reversed(words)},
    )


def _read(store: Store, asked: _Question, intent: Intent, everything: tuple[Known, ...]) -> Understood:
    reading = _Reading(asked=asked, intent=intent, roles=_roles(asked, intent))
    for marker in sorted(asked.slots, key=lambda marker: asked.slots[marker].start):
        if marker in asked.text.split():
            _place(reading, marker)
    tokens = _fixed(reading)
    runs = tuple(_runs(tokens, intent))
    if runs:
        reading.give(*_free(store, reading, tokens, runs, everything))
    if asked.below:
        reading.give("below", asked.below)
    return _checked(reading)


def _roles(asked: _Question, intent: Intent) -> dict[str, str]:
    """The role of each name; names that "and" joins play the same."""
    roles: dict[str, str] = {}
    for given, role in intent.roles:
        for found in given.finditer(asked.text):
            marker = found.group(1)
            if marker not in roles:
                roles[marker] = role
                roles |= {other: role for other in _joined(asked.text[found.end(1) :], marker) if other not in roles}
    return roles


def _joined(after: str, marker: str) -> Iterator[str]:
    kind = re.sub(r"\d", "", marker)
    found = re.match(rf"(?: (?:and|or)(?: the)? {kind}\d+| {kind}\d+)+", after)
    yield from re.findall(rf"{kind}\d+", found.group()) if found else ()


def _place(reading: _Reading, marker: str) -> None:
    slot = reading.asked.slots[marker]
    role = reading.roles.get(marker)
    if role is None:
        hint = " It is a post: ask who holds it, then ask with the name." if slot.kind == "POST" else ""
        raise QuestionError(explain(f"What part “{slot.written}” plays in the question is not understood.{hint}", (), ()))
    if role == "goods":
        if slot.label != lexicon().sector_label(ALL_GOODS):
            reading.give("sector", slot.label)
    elif role == "both":
        reading.give("imposing", slot.label)
        reading.give("target", slot.label)
    elif role != "topic":
        reading.give(role, slot.label)
    elif slot.kind in ("COUNTRY", "SECTOR"):
        reading.give(slot.kind.casefold(), slot.label)
    else:
        reading.give("text", _searched(slot))


def _searched(slot: Slot) -> str:
    """The words that a claim about something contains: a person's surname, otherwise as the question has it."""
    return slot.label.split()[-1] if slot.kind == "PERSON" else slot.label if slot.kind == "WORDS" else slot.written


def _fixed(reading: _Reading) -> list[str]:
    """The words of the question without those that give a parameter by themselves."""
    text = reading.asked.text
    for given, parameter, value in reading.intent.fixed:
        found = given.search(text)
        if found and parameter not in reading.values:
            reading.give(parameter, value)
            text = f"{text[: found.start()]} {text[found.end() :]}"
    return text.split()


def _runs(tokens: list[str], intent: Intent | None) -> Iterator[tuple[str, ...]]:
    """Words side by side that nothing accounts for; small words between two of them belong to the run."""
    small = intents().small
    run: list[str] = []
    glue: list[str] = []
    for token in tokens:
        own = intent is not None and intent.words.fullmatch(token)
        if own or _MARKER.fullmatch(token) or (token in small and token not in _GLUE):
            if run:
                yield tuple(run)
            run, glue = [], []
        elif token in small:
            glue += [token] if run else []
        else:
            run += [*glue, token]
            glue = []
    if run:
        yield tuple(run)


def _free(
    store: Store, reading: _Reading, tokens: list[str], runs: tuple[tuple[str, ...], ...], everything: tuple[Known, ...]
) -> tuple[str, str]:
    """The parameter and the value that unknown words give where the intent looks for words; QuestionError otherwise."""
    run, intent = runs[0], reading.intent
    words = " ".join(run)
    before = tokens[: next(at for at in range(len(tokens)) if tuple(tokens[at : at + len(run)]) == run)]
    name = _is_name(reading.asked, run)
    if len(runs) == 1 and intent.free == "text" and "text" not in reading.values and _follows_about(before):
        sought = _singular(words)
        if run[0] not in _NO_TOPIC and (contained(store, sought) or not (name or misspelt(words, everything))):
            return "text", sought
    elif (
        len(runs) == 1
        and intent.free == "post"
        and "post" not in reading.values
        and not misspelt(words, everything)
        and (not name or "country" in reading.values)
    ):
        return "post", _singular(words)
    asked = reading.asked
    problem = f"The graph knows nothing called “{_written(asked, run)}”." if name else f"“{words}” is not understood here."
    raise QuestionError(explain(problem, [_written(asked, one) for one in runs], everything))


def _is_name(asked: _Question, run: Sequence[str]) -> bool:
    """Whether a run of words is written with a capital letter, other than at the start of the question."""
    return any(asked.written.get(word, word)[0].isupper() for word in run if not asked.text.startswith(word))


def _written(asked: _Question, run: Sequence[str]) -> str:
    return " ".join(asked.written.get(word, word) for word in run)


def _follows_about(before: list[str]) -> bool:
    """Whether the words before a run end in "about", with nothing but names and small words in between."""
    for token in reversed(before):
        if intents().about.fullmatch(token):
            return True
        if token not in _GLUE and not _MARKER.fullmatch(token):
            return False
    return False


def _singular(words: str) -> str:
    """What words have in common with their plural: "tariffs" → "tariff"."""
    return words[:-1] if len(words) > 4 and words.endswith("s") and not words.endswith("ss") else words


def _checked(reading: _Reading) -> Understood:
    values = {name: "; ".join(found) for name, found in reading.values.items()}
    if reading.asked.period.start:
        values["from"] = reading.asked.period.start
    if reading.asked.period.end:
        values["to"] = reading.asked.period.end
    query = reading.intent.query
    if not values.keys() <= _parameters(query) and query in _FALLBACKS:
        query, more = _FALLBACKS[query]
        values = {**values, **more}
    if unfit := sorted(values.keys() - _parameters(query)):
        title = named_query(query).title
        raise QuestionError(explain(f"The question “{title}” cannot be narrowed by {' and '.join(unfit)}.", (), ()))
    renamed = {{"from": "date_from", "to": "date_to"}.get(name, name): value for name, value in values.items()}
    return Understood(question=query, **renamed)


def _parameters(query: str) -> set[str]:
    return {parameter.name for parameter in named_query(query).parameters}
