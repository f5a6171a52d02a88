"""From what an intent reads in a question to what is understood: parameters that its query has, times, and notes."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.ask.intents import Intent
from kg.ask.knowledge import Knowledge
from kg.ask.marking import Question
from kg.ask.rendering import Rendering
from kg.ask.understood import Understood
from kg.ask.vocabulary import vocabulary
from kg.errors import QuestionError
from kg.lexicon import lexicon
from kg.queries import named_query

_FALLBACKS: Mapping[str, tuple[tuple[str, Mapping[str, str]], ...]] = {
    "who-said-what": (("who-told-whom", {}),),
    "measures-between": (("measures", {}), ("tariff-history", {})),
    "word-for-word": (("who-said-what", {"form": "direct"}), ("who-told-whom", {})),
}
"""Which queries answer instead, with which parameter, where one cannot be narrowed as asked."""
_PAST = {"upcoming-events": "events"}
"""Which query answers a question about the past."""
_FIELDS = {"from": "date_from", "to": "date_to", "with": "together"}
"""How `Understood` calls parameters whose names are words of Python."""
_PAST_WORDS = frozenset(
    ("did", "was", "were", "met", "visited", "took", "happened", "attended", "went", "travelled", "traveled", "flew", "saw")
)
_IGNORED: Mapping[str, Mapping[str, str]] = {
    "exemptions": {"rate": "The rate narrows nothing: listed are exemptions from measures of any rate."},
}
"""What a query cannot be narrowed by and what is told instead, where the answer is right without it."""


@dataclass(slots=True, kw_only=True)
class Reading:
    """A question as one intent reads it; filled step by step."""

    asked: Question
    intent: Intent
    told: Rendering
    values: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    notes: list[str] = field(default_factory=list)

    def give(self, parameter: str, value: str) -> None:
        """Add a value of a parameter, once."""
        if value not in self.values[parameter]:
            self.values[parameter].append(value)


def settled(around: Knowledge, reading: Reading) -> Understood:
    """What was understood, as a query that can be narrowed so; QuestionError where none can."""
    values = {name: (" " if name == "text" else "; ").join(found) for name, found in reading.values.items()}
    if "parties" in values:
        values["agreement"] = _agreement(around, frozenset(values.pop("parties").split("; ")))
    values |= _times(reading)
    if reading.intent.query in _PAST and len(reading.values["speaker"]) == len(("one", "other")):
        values["speaker"], values["with"] = reading.values["speaker"]
    query = _in_time(reading)
    ways = ((query, values), *((name, {**values, **more}) for name, more in _FALLBACKS.get(query, ())))
    query, values = next((way for way in ways if way[1].keys() <= parameters_of(way[0])), ways[0])
    for name in _IGNORED.get(query, {}).keys() & values.keys():
        values.pop(name)
        reading.notes.append(_IGNORED[query][name])
    if unfit := sorted(values.keys() - parameters_of(query)):
        raise QuestionError(f"The question “{named_query(query).title}” cannot be narrowed by {' and '.join(unfit)}.")
    renamed = {_FIELDS.get(name, name): value for name, value in values.items()}
    return Understood(question=query, notes=_notes(reading), **renamed)


def _in_time(reading: Reading) -> str:
    """The query of the intent, or that of the past: where a verb tells, or a time that ends and nothing that is ahead."""
    query, ahead = reading.intent.query, {"COMEUP", "WILL"}.intersection(reading.told.text.split())
    is_past = _PAST_WORDS.intersection(reading.asked.words) or (reading.asked.period.end and not ahead)
    return _PAST.get(query, query) if is_past else query


def _times(reading: Reading) -> Mapping[str, str]:
    """The time asked for: when a promise is due, where the question says "due" or "by", and else of when facts are."""
    period = reading.asked.period
    is_due = "due_from" in parameters_of(reading.intent.query) and (period.by or "DUE" in reading.told.text.split())
    names = ("due_from", "due_to") if is_due else ("from", "to")
    return {name: day for name, day in zip(names, (period.start, period.end), strict=True) if day}


def _notes(reading: Reading) -> tuple[str, ...]:
    """How words were taken that no parameter shows."""
    notes = list(reading.notes)
    if words := " ".join(reading.asked.covered):
        sectors = " and ".join(reading.values["sector"])
        notes.append(
            f"“{words}” narrows nothing: listed is all that is about {sectors}. A word in quotation marks would narrow it."
        )
    if "denied" in reading.values["polarity"]:
        notes.append(
            "Listed is what a word such as “denied” reports; “negated claims” are those with “not” in their own words."
        )
    if "due_to" in _times(reading) and reading.asked.period.by:
        notes.append(
            "The time after “by” is taken for when the promise is due: ask for promises “made” in a time for the other."
        )
    tones = [word for word in reading.asked.words if "STATEMENT" in reading.intent.words and _is_tone(word)]
    notes += [f"“{word}” narrows nothing: listed are statements of any kind." for word in tones]
    return tuple(notes)


def _is_tone(word: str) -> bool:
    """Whether a word tells in what tone something is said, which the graph does not know: "concerns"."""
    return "TONE" in vocabulary().classes.get((word,), frozenset())


def _agreement(around: Knowledge, parties: frozenset[str]) -> str:
    """The one agreement of the store that is between these countries alone; QuestionError where there is none, or several."""
    words, told = lexicon(), {item.label for item in around.everything if item.kind == "agreement"}
    labels = {words.agreement_label(one): words.agreement_parties(one) for one in words.agreements()}
    found = [label for label in labels if label in told and set(map(words.country_label, labels[label])) == parties]
    if len(found) != 1:
        raise QuestionError(f"No single agreement is known between {' and '.join(sorted(parties))}: name it, “USMCA”.")
    return found[0]


def parameters_of(query: str) -> set[str]:
    """The names of a query's parameters."""
    return {parameter.name for parameter in named_query(query).parameters}
