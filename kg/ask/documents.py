"""Documents that a question names: by file name, by title, by the day they were published, or by words of their title."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.ask.knowledge import Knowledge
from kg.ask.names import Slot, fold
from kg.ask.periods import take_period
from kg.consolidate.words import stem
from kg.errors import QuestionError
from kg.queries import SEPARATOR
from kg.search import over, titles
from kg.tables import Tables

ARTICLE = "ARTICLE"
"""The kind of slot that stands for one or more documents; its label is their titles, or IRIs where that is no title."""
_NOUN = r"(?:news )?(?:article|piece|story|report|document|text|digest|dispatch|item|write-up|news item|news piece|news story)"
_ONE = rf"(?:the|this|that|your|our) (?:{_NOUN})"
_FILE = re.compile(
    r"(?<!\w)(?:(?:the )?(?:file|document|article) )?"
    r"([\w./-]*\w\.(?:md|markdown|txt|html?|jsonl?|pdf|docx?|xml))\b(?: ?\((\w+)\))?"
)
_QUOTED = re.compile(
    rf"(?:(?:{_ONE}|{_NOUN}) (?:titled |entitled |called |headlined |named )?)?[\"“”]([^\"“”]{{8,}})[\"“”]", re.IGNORECASE
)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DATE = (
    rf"(?:(?:19|20)\d\d-\d\d-\d\d|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? (?:19|20)\d\d)?"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? (?:19|20)\d\d)?)"
)
_DATED = re.compile(
    rf"(?:the |that |this )?(?:(?P<before>{_DATE})(?:'s|s')? {_NOUN}(?! (?:on|about)\b)"
    rf"|{_NOUN} (?:(?:published|dated|written|issued|out) )?(?:(?:of|from|on|for) )?(?:the )?(?P<after>{_DATE}))\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"\b(?:the|that|this) (?:\w+ )?{_NOUN} (?:that (?:is|was) )?"
    r"(?:on|about|titled|entitled|headlined|called|covering|concerning|regarding) (?P<words>.+)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"\b(?:the|that|this) (?P<words>(?:(?!the |that |this |of |in )[\w'’.-]+ ){{1,4}}?){_NOUN}(?!\w)", re.IGNORECASE
)
_WORD = re.compile(r"[\w'’.-]*\w")
_SMALL = frozenset(
    """
    a about after all an and are as at before by did do does for from has have his her how in into is it its most of on or says
    that the their there these this those to was were what which who whom with
    """.split()  # noqa: SIM905  # a list of words
)
_MOST_OF_TITLE = 0.6
_WORDS_OF_TITLE = 4
"""Words of the shortest title that is recognised without quotation marks."""
_STARTS = 3
"""Letters of a word that is worth comparing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Document:
    iri: str
    title: str
    published: str

    @property
    def stems(self) -> frozenset[str]:
        return frozenset(_stems(self.title))


def take_documents(text: str, around: Knowledge, today: dt.date | None) -> tuple[Sequence[Slot], str]:
    """The documents that a question names, and the question with a marker in their place; none where it names no document."""
    known = _documents(around)
    slots: list[Slot] = []
    for start, end, found in _found(text, known, around, today):
        slots.append(Slot(kind=ARTICLE, label=_label(found), written=text[start:end], start=start, end=end))
        return slots, f"{text[:start]} {ARTICLE}0 {text[end:]}"
    return slots, text


def _found(
    text: str, known: Sequence[_Document], around: Knowledge, today: dt.date | None
) -> Iterator[tuple[int, int, Sequence[_Document]]]:
    """Where documents are named, and which these are; the surest ways first."""
    yield from _files(text, known)
    yield from _titles(text, known)
    for match in _QUOTED.finditer(text):
        if found := _by_title(match.group(1), known):
            yield match.start(), match.end(), found
    for match in _DATED.finditer(text):
        period, _ = take_period(f"on {match.group('before') or match.group('after')}", today, around.covered)
        if found := [one for one in known if period.start and one.published == period.start]:
            yield match.start(), match.end(), found
    for pattern, is_whole in ((_BEHIND, False), (_BEFORE, True)):
        for match in pattern.finditer(text):
            found, end = _by_words(match.group("words"), known, is_whole=is_whole)
            if found:
                yield match.start(), match.end() if is_whole else match.start("words") + end, found


def _titles(text: str, known: Sequence[_Document]) -> Iterator[tuple[int, int, Sequence[_Document]]]:
    """Titles that stand in a question as they are, without quotation marks."""
    plain = text.casefold()
    for title in sorted(
        {one.title for one in known if len(one.title.split()) >= _WORDS_OF_TITLE}, key=lambda title: (-len(title), title)
    ):
        start = plain.find(title.casefold())
        if start >= 0 and len(plain) == len(text) and text[max(0, start - 1) : start] not in ("“", '"'):
            yield start, start + len(title), [one for one in known if one.title == title]


def _files(text: str, known: Sequence[_Document]) -> Iterator[tuple[int, int, Sequence[_Document]]]:
    for match in _FILE.finditer(text):
        found = _by_file(match.group(1), match.group(2) or "", known)
        if not found:
            raise QuestionError(f"No document is known as “{match.group(1)}”: name it by its title, or by its day.")
        yield match.start(), match.end(), found


def _documents(around: Knowledge) -> tuple[_Document, ...]:
    return over(around.store, lambda tables: tables.once(_read))


def _read(tables: Tables) -> tuple[_Document, ...]:
    """All documents, read once for each state of a store."""
    return tuple(_Document(iri=iri, title=title, published=published[:10]) for iri, title, published in titles(tables))


def _label(found: Sequence[_Document]) -> str:
    return SEPARATOR.join(one.iri if not one.title or SEPARATOR in one.title else one.title for one in found)


def _by_file(name: str, part: str, known: Sequence[_Document]) -> Sequence[_Document]:
    """The document whose day of publication and title a file's name tells, "2025-10-08-steel-talks.md"."""
    base = name.rpartition("/")[2].rpartition(".")[0]
    day = re.search(r"(?:19|20)\d\d-\d\d-\d\d", base)
    words = frozenset(_stems(f"{base.replace(day.group(), ' ') if day else base} {part}".replace("-", " ").replace("_", " ")))
    near = [one for one in known if not day or one.published == day.group()]
    most = max((len(words & one.stems) for one in near), default=0)
    best = [one for one in near if len(words & one.stems) == most]
    return best if len(best) == 1 and most >= (1 if day else 2) else ()


def _by_title(words: str, known: Sequence[_Document]) -> Sequence[_Document]:
    """The documents of a title, of which most is written."""
    plain = _plain(words)
    titles = {one.iri: _plain(one.title) for one in known}
    return [one for one in known if plain in titles[one.iri] and len(plain) >= _MOST_OF_TITLE * len(titles[one.iri])]


def _plain(text: str) -> str:
    """The words of a title without quotation marks and the like."""
    return " ".join(re.findall(r"\w+", " ".join(fold(text))))


def _by_words(words: str, known: Sequence[_Document], *, is_whole: bool) -> tuple[Sequence[_Document], int]:
    """The one document with these words in its title, and how far they reach; all of the words, or as many as are there."""
    near, end = tuple(known), 0
    for match in _WORD.finditer(words):
        its = set(_stems(match.group()))
        if not its:
            continue
        nearer = tuple(one for one in near if its <= one.stems)
        if not nearer:
            if is_whole:
                return (), 0
            break
        near, end = nearer, match.end()
    return (near, end) if end and len(near) == 1 else ((), 0)


def _stems(text: str) -> Iterator[str]:
    for word in fold(re.sub(r"[^\w\s'’.-]", " ", text)):
        if word not in _SMALL and len(word) >= _STARTS:
            yield stem(word)
