"""From an English question to a named query with parameters, by the table of `kg.ask.intents`; no word is passed over."""

import contextlib
import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.ask.doubt import explain, hints, misspelt, sought
from kg.ask.frames import unframed
from kg.ask.intents import Intent, intents
from kg.ask.knowledge import Knowledge, knowledge
from kg.ask.marking import Question, mark, with_holders
from kg.ask.names import Slot
from kg.ask.offices import as_titled, is_office, singular
from kg.ask.rendering import Rendering, render
from kg.ask.settling import Reading, parameters_of, settled
from kg.ask.slips import mended
from kg.ask.sourcing import told_of
from kg.ask.topics import with_topic
from kg.ask.understood import Understood
from kg.errors import QuestionError
from kg.lexicon import ALL_GOODS, lexicon
from kg.queries import ClaimFilter, count_claims, resolve, run
from kg.stores import Store

_LONGEST = 500
_COMMAND = re.compile(
    r"(?:delete|remove|erase|drop|lift|scrap|impose|raise|lower|cut|add|insert|update|edit|translate|predict|forecast|book|buy|sell"
    r"|send|email|write|draw|paint|sing|play|compose|invent) (?:all|the|every|my|your|this|that|these|those|a|an|me|us)\b",
    re.IGNORECASE,
)


def understand(question: str, store: Store, today: dt.date | None = None) -> Understood:
    """The named query that answers a question, with its parameters; QuestionError tells what is not understood, and what is.

    Times such as "last month" or "since March" are understood where `today` is given, the day of asking.
    """
    return understand_by(knowledge(store), question, today)


def understand_by(around: Knowledge, question: str, today: dt.date | None = None) -> Understood:
    """The same for many questions to one store, whose names are read once."""
    _check_length(question)
    if command := _COMMAND.match(unframed(question)):
        raise QuestionError(explain(f"“{command.group().strip()} …” is a command: questions alone are answered here.", (), ()))
    try:
        return _understood(around, question, today)
    except QuestionError:
        if rest := told_of(unframed(question)):
            with contextlib.suppress(QuestionError):
                return _understood(around, rest, today)
        text, taken = mended(around, question)
        if not taken:
            raise
        with contextlib.suppress(QuestionError):
            found = _understood(around, text, today)
            slips = (f"“{word}” is taken for “{meant}”." for word, meant in taken.items())
            return replace(found, notes=(*slips, *found.notes))
        raise


def _understood(around: Knowledge, question: str, today: dt.date | None) -> Understood:
    asked = mark(question, around, today)
    try:
        return _first(around, asked, question)
    except QuestionError:
        if not asked.is_source:
            raise
        return _first(around, _of_words(around, asked), question)


def _of_words(around: Knowledge, asked: Question) -> Question:
    """A question for the source of some words, if claims have them as they stand, or of something that they name."""
    phrase = " ".join(asked.words)
    if asked.slots or not count_claims(around.store, ClaimFilter(text=f'"{phrase}"')):
        return replace(asked, words=("about", *asked.words))
    slot = Slot(kind="WORDS", label=phrase, written=phrase, start=0, end=0)
    return replace(asked, words=("WORDS0",), slots={"WORDS0": slot})


def _first(around: Knowledge, asked: Question, question: str) -> Understood:
    """What a question is as the first intent that it fits; QuestionError of the intent that it fits best."""
    held = _held(around, asked)
    rejected: list[tuple[int, int, QuestionError]] = []
    for number, intent in enumerate(intents()):
        try:
            found = _read(around, asked, intent, held)
        except QuestionError as error:
            rejected.append((len(render(asked.words, intent.words).unknown), number, error))
        else:
            if found:
                return found
    if rejected:
        raise QuestionError(explain(str(min(rejected, key=lambda one: one[:2])[2]), (), around.everything, asked))
    raise QuestionError(explain(_not_understood(question), _names_unknown(asked), around.everything, asked))


def _check_length(question: str) -> None:
    if len(question) > _LONGEST:
        raise QuestionError(explain(f"A question has {_LONGEST} characters at most, and this has {len(question):,}.", (), ()))
    if not re.search(r"\w", question):
        raise QuestionError(explain("There is no question.", (), ()))


def _held(around: Knowledge, asked: Question) -> Question | QuestionError:
    """The question with the people that posts stand for; where one cannot be told, why."""
    try:
        return with_holders(asked, around.store)
    except QuestionError as error:
        return error


def _read(around: Knowledge, question: Question, intent: Intent, held: Question | QuestionError) -> Understood | None:
    """What a question is as one intent; None if it is nothing like it, QuestionError if some of it has no part in it."""
    of_people = held if intent.people and isinstance(held, Question) else question
    asked = with_topic(of_people, intent) if intent.free == "text" else of_people
    if not _fits(intent, render(asked.words, intent.words)):
        return None
    if intent.people and isinstance(held, QuestionError):
        raise held
    reading = Reading(asked=asked, intent=intent, told=render(asked.words, intent.words))
    roles = _roles(reading)
    for marker in (word for word in asked.words if word in asked.slots):
        _place(around, reading, marker, roles.get(marker))
    for given, parameter, value in intent.fixed:
        if given.search(reading.told.text):
            reading.give(parameter, value)
    if reading.told.unknown:
        reading.give(*_free(around, reading))
    if "FOREIGN" in reading.told.text.split():
        _foreign(around, reading)
    if asked.below:
        reading.give("below", asked.below)
    for rate in asked.rate:
        reading.give("rate", rate)
    return settled(around, reading)


def _fits(intent: Intent, told: Rendering) -> bool:
    return any(one.search(told.text) for one in intent.patterns) and all(one.search(told.text) for one in intent.needs)


def _roles(reading: Reading) -> dict[str, str]:
    """The role of each name; names that "and" joins play the same."""
    roles: dict[str, str] = {}
    text = reading.told.text
    for given, role in reading.intent.roles:
        for found in given.finditer(text):
            marker = found.group(1)
            if marker not in roles:
                roles[marker] = role
                roles |= {other: role for other in _joined(text[found.end(1) :], marker) if other not in roles}
    return roles


def _joined(after: str, marker: str) -> Iterator[str]:
    kind = re.sub(r"\d", "", marker)
    found = re.match(rf"(?: AND {kind}\d+| {kind}\d+)+", after)
    yield from re.findall(rf"{kind}\d+", found.group()) if found else ()


def _place(around: Knowledge, reading: Reading, marker: str, role: str | None) -> None:
    slot = reading.asked.slots[marker]
    if role is None:
        hint = " It is a post: ask who holds it, then ask with the name." if slot.kind == "POST" else ""
        raise QuestionError(f"What part “{slot.written}” plays in the question is not understood.{hint}")
    if role == "goods":
        if slot.label != lexicon().sector_label(ALL_GOODS):
            reading.give("sector", slot.label)
    elif role == "both":
        reading.give("imposing", slot.label)
        reading.give("target", slot.label)
    elif role == "text" and slot.kind == "AGREEMENT" and "agreement" in parameters_of(reading.intent.query):
        reading.give("agreement", slot.label)
    elif role == "text":
        text, dropped = sought(around, slot)
        reading.give("text", text)
        reading.notes += [f"No claim has the word “{word}”, which is left out." for word in dropped]
    else:
        reading.give(role, slot.label)


def _foreign(around: Knowledge, reading: Reading) -> None:
    """“Foreign” is of any country but the one that is spoken of; QuestionError where that is none or several."""
    own = reading.values.get("country", [])
    if len(own) != 1:
        raise QuestionError("“foreign” is understood only beside one country that is spoken of: name the speakers' countries.")
    (code,) = resolve(around.store, "country", own[0])
    lands = {str(row["country"]) for row in run(around.store, "countries-of-people", {}).records()} - {str(code)}
    names = {str(item.iri): item.label for item in around.everything if item.kind == "country"}
    for label in sorted(names[land] for land in lands if land in names):
        reading.give("side", label)


def _free(around: Knowledge, reading: Reading) -> tuple[str, str]:
    """The parameter and the value that unknown words give where the intent looks for words; QuestionError otherwise."""
    (_, run), *others = reading.told.unknown
    words, intent = " ".join(run), reading.intent
    if not others and intent.free not in reading.values:
        title = singular(words)
        if intent.free == "post" and (known_as := as_titled(title, around.posts)):
            return "post", known_as
        if intent.free == "post" and is_office(title) and not misspelt(words, around.everything):
            return "post", title
    name = is_name(reading.asked, run)
    written = " ".join(reading.asked.written.get(word, word) for word in run)
    problem = f"The graph knows nothing called “{written}”." if name else f"“{words}” is not understood here."
    raise QuestionError("\n".join((problem, *hints([written], around.everything))))


def is_name(asked: Question, run: Sequence[str]) -> bool:
    """Whether a run of words is written with a capital letter, other than at the start of the question."""
    first = asked.words[:1]
    return any(asked.written.get(word, word)[0].isupper() for word in run if word not in first)


def _names_unknown(asked: Question) -> list[str]:
    every = tuple(dict.fromkeys(name for intent in intents() for name in intent.words))
    runs = [run for _, run in render(asked.words, every).unknown]
    return [" ".join(asked.written.get(word, word) for word in run) for run in runs]


def _not_understood(question: str) -> str:
    return f"“{question.strip()[:200]}” is no question that the graph can answer."
