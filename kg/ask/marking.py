"""A question with its names, times and numbers found: words and markers, "what did PERSON0 say about SECTOR1"."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.ask.documents import ARTICLE, take_documents
from kg.ask.frames import unframed, unranked, with_who
from kg.ask.knowledge import Knowledge
from kg.ask.names import Slot
from kg.ask.periods import Period, take_period
from kg.ask.rates import take_rate
from kg.ask.sourcing import unsourced
from kg.ask.vocabulary import vocabulary
from kg.errors import QuestionError
from kg.lexicon import ALL_GOODS, lexicon
from kg.model import Literal
from kg.queries import run
from kg.stores import Store

_HONORIFIC = r"(?:POST\d+|mr|mrs|ms|dr|president|minister|secretary|premier|senator|chancellor|governor|prime|ambassador)"
_TITLES = re.compile(rf"(?:COUNTRY\d+ )?(?:{_HONORIFIC} )+(?=PERSON\d+)|(?<!and )(?<!or )(?<!on )COUNTRY\d+ (?=PERSON\d+)")
"""Titles before a name, and the country that somebody belongs to: "Canada's LeBlanc"."""
_REGIME = re.compile(r"\b(PERSON\d+)(?: s)? (?:administration|government|cabinet|team)\b")
_OWN_POST = re.compile(r"\b(PERSON\d+)(?= POST\d+)")
_HELD = re.compile(r"(?:\b(COUNTRY\d+) )?(?:current )?\b(POST\d+)(?: (?:of|for) (?:the )?(COUNTRY\d+))?")
_BELOW = re.compile(
    r"\b(?:(?:of|with|at) )?(?:below|under|less than|lower than|beneath|smaller than) "
    r"(?:(0?\.\d+)|(\d{1,2}) ?(?:%|per ?cent)(?: confidence)?)",
    re.IGNORECASE,
)

_SPEAKER = re.compile(r"(?:PERSON|ORGANIZATION|GROUP|COUNTRY)\d+")
_SPEAKING = frozenset(("SAY", "SAID", "WANT", "HOPE", "FEAR", "SUPPORT", "OPPOSE", "REFUSE", "MENTION"))
_NOT = re.compile(r"n't(?=[^\"“”]*(?:[\"“][^\"“”]*[\"”][^\"“”]*)*$)")
"""“Not” joined to a verb, outside quotation marks."""
_MEASURES = frozenset(("DUTY", "COUNTERMEASURE", "RETALIATORY", "PERCENT", "EXEMPTION", "POSTN", "MEET", "VISIT", "MEETING"))
_JOINTS = frozenset(("that", "about", "on", "for", "to", "of", "a", "an", "the", "some"))
_DUTY = re.compile(r"\b(?:tariff|dut(?:y|ies)|lev(?:y|ies)|surtax|tax)", re.IGNORECASE)
"""Percentages beside these are rates; elsewhere they may be a confidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question with its names marked; `written` has the words with their own letters.

    `covered` are words that are left out because a name says as much.
    """

    words: tuple[str, ...]
    slots: Mapping[str, Slot]
    period: Period
    below: str | None
    written: Mapping[str, str]
    rate: tuple[str, ...] = ()
    covered: tuple[str, ...] = ()
    is_source: bool = False


def mark(question: str, around: Knowledge, today: dt.date | None) -> Question:
    """A question without its frame, with names, times and the number of a confidence found; QuestionError for wrong times."""
    plain = " ".join(unranked(question).split()).rstrip(" ?!.:").replace("’", "'")
    text, is_source = unsourced(with_who(unframed(_NOT.sub(" not", plain))))
    below = None if _DUTY.search(text) else _BELOW.search(text)
    documents, text = take_documents(text, around, today)
    rates, text = take_rate(_BELOW.sub(" CONFIDENCE ", text, count=1) if below else text)
    period, text = take_period(text, today, around.covered)
    slots: dict[str, Slot] = {f"{ARTICLE}{number}": slot for number, slot in enumerate(documents)}
    pieces, at = [], 0
    named = around.names.find(text, vocabulary().words())
    found = (_own_words(slot) for slot in named if not _is_outlet(text, slot) and not _is_trade_word(slot, named))
    for number, slot in enumerate(found):
        slots[f"{slot.kind}{number}"] = slot
        pieces += [text[at : slot.start], f" {slot.kind}{number} "]
        at = slot.end
    rest = "".join((*pieces, text[at:])).replace("&", " and ")
    words = re.findall(r"\w[\w.]*\w|\w|%", re.sub(r"['’](?:s|re|ve|d|m|ll)?\b|['’]|[-‐‑–—/]", " ", rest))
    plain = " ".join(word if word in slots else word.casefold() for word in words)
    asked = tuple(_TITLES.sub("", _of_country(plain, slots, around.store, _owners(slots, text))).split())
    return Question(
        words=_asked_of(asked) if is_source else asked,
        slots=slots,
        period=period,
        below=(below.group(1) or f"0.{int(below.group(2)):02d}") if below else None,
        written={word.casefold(): word for word in reversed(words)},
        rate=rates,
        is_source=is_source,
    )


def _classes(word: str) -> frozenset[str]:
    return vocabulary().classes.get((word,), frozenset())


def _asked_of(words: Sequence[str]) -> tuple[str, ...]:
    """A statement, "PERSON0 wants concessions", as the question for it: "what did PERSON0 say about concessions"."""
    verb = next((at for at, word in enumerate(words) if _classes(word) & _SPEAKING), 0)
    if (
        not verb
        and len(words) > 2
        and _SPEAKER.fullmatch(words[0])
        and not any(_classes(word) & _MEASURES for word in words[2:])
    ):
        verb = 1  # "LeBlanc sees progress": whatever the verb is, it is something that LeBlanc said
    if not verb or not _SPEAKER.fullmatch(words[verb - 1]) or "STATEMENT" in _classes(words[verb]):
        return tuple(words)
    rest = words[verb + 1 :]
    while rest and rest[0] in _JOINTS:
        rest = rest[1:]
    return ("what", "did", *words[:verb], "say", *(("about", *rest) if rest else ()))


def _own_words(slot: Slot) -> Slot:
    """A sector without the word for a tariff that its name ends with, which the question needs: "auto tariffs" → "auto"."""
    head, _, last = slot.written.rpartition(" ")
    if slot.kind != "SECTOR" or not head or "DUTY" not in vocabulary().classes.get((last.casefold(),), ()):
        return slot
    return replace(slot, written=head.rstrip(), end=slot.end - len(last) - 1)


def _is_outlet(text: str, slot: Slot) -> bool:
    """Whether a word for a sector, "paper", stands where it means a newspaper: after "one", "several" and the like."""
    if slot.kind != "SECTOR" or "DOCUMENT" not in vocabulary().classes.get((slot.written.casefold(),), ()):
        return False
    before = text[: slot.start].casefold().split()[-1:]
    return bool(before) and bool(vocabulary().classes.get((before[0],), frozenset()) & {"ONE", "ONLY", "SEVERAL", "NOOTHER"})


def _is_trade_word(slot: Slot, named: Sequence[Slot]) -> bool:
    """Whether a word for all goods, "imports", belongs to a sector that the question names too: "steel imports"."""
    is_all = slot.kind == "SECTOR" and slot.label == lexicon().sector_label(ALL_GOODS)
    others = any(one.kind == "SECTOR" and one.label != slot.label for one in named)
    return is_all and others and "COVERED" in vocabulary().classes.get((slot.written.casefold(),), ())


def _of_country(text: str, slots: dict[str, Slot], store: Store, owners: frozenset[str]) -> str:
    """A question in which "the Trump administration" is the country that Trump has a post in, where that is one.

    So is whoever is an `owner` before a post: "Trump's commerce secretary".
    """
    for found in (*_REGIME.finditer(text), *(one for one in _OWN_POST.finditer(text) if one.group(1) in owners)):
        rows = run(store, "post-holders", {"speaker": slots[found.group(1)].label}).records()
        lands = {_text(row.get("country")) for row in rows} - {""}
        if len(lands) == 1:
            marker = found.group(1).replace("PERSON", "COUNTRY")
            slots[marker] = replace(slots[found.group(1)], kind="COUNTRY", label=lands.pop())
            text = text.replace(found.group(), marker, 1)
    return text


def _owners(slots: Mapping[str, Slot], text: str) -> frozenset[str]:
    """The names that stand in the genitive."""
    return frozenset(marker for marker, slot in slots.items() if text[slot.start : slot.end].endswith(("'s", "'")))


def with_holders(question: Question, store: Store) -> Question:
    """A question in which a post, "the Canadian trade minister", is the person who holds it; QuestionError unless one does."""
    text, slots = " ".join(question.words), dict(question.slots)
    for number, found in enumerate(tuple(_HELD.finditer(text))):
        post = question.slots[found.group(2)]
        land = found.group(1) or found.group(3)
        holders = _holders(store, post.label, question.slots[land].label if land else None)
        if len(holders) != 1:
            who = f"may be {' or '.join(holders[:5])}" if holders else "is a post whose holder no document tells"
            raise QuestionError(f"“{post.written}” {who}. It is a post: ask who holds it, then ask with the name.")
        marker = f"PERSON{900 + number}"
        slots[marker] = replace(post, kind="PERSON", label=holders[0])
        text = text.replace(found.group().strip(), marker, 1)
    return replace(question, words=tuple(text.split()), slots=slots)


def _holders(store: Store, post: str, country: str | None) -> Sequence[str]:
    asked = {"post": post, "held": "current"} | ({"country": country} if country else {})
    rows = run(store, "post-holders", asked).records()
    said = {(_text(row.get("post")), _text(row.get("person"))) for row in rows}
    return sorted({person for title, person in said if title == post.casefold()})


def _text(term: object) -> str:
    return term.value if isinstance(term, Literal) else ""
