"""Where capitalised names stand in a text: the entities of the parser, cleaned of titles, and names behind a title."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import EntityKind
from loaders.nlp import Parsed
from loaders.rules.given_names import is_given
from loaders.rules.grammar import Grammar
from loaders.rules.human_nouns import BEARERS, HONORIFICS, POSTS, PRE_TITLES

_CONNECTORS = frozenset(
    ("de", "la", "van", "von", "der", "den", "bin", "al", "el", "da", "dos", "di", "du", "ben", "ibn", "le")
)
_LABELS = frozenset(("PERSON", "ORG", "GPE", "FAC", "LOC", "PRODUCT", "WORK_OF_ART", "LAW", "EVENT"))
_PLACES = ("GPE", "LOC")
_BEFORE_TITLES = frozenset(("acting", "ex", "first", "former", "prime", "retired", "vice"))
"""Words that stand before a title but make none: in "former Florida governor Jeb Bush", Florida is no person."""
_CUTS = frozenset('"“”«»‘—–:;|') | {"``", "''"}
_OPENING = frozenset('"“«‘') | {"``", "''", "'"}
_CLOSING = frozenset('"”»’') | {"''", "'"}
_HYPHENS = frozenset("-‐‑")
_POSSESSIVE = re.compile(r"(?<=\w)['’](?:s|S)?$")
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
class Run:
    """A name as written, without titles: tokens [start, end), the parser's label and the lower-case title before it."""

    start: int
    end: int
    label: str
    words: tuple[str, ...]
    titles: tuple[str, ...]
    aged: bool = False
    """Whether an age or "who" follows, as it does behind persons: "Whit Reed, 66,"."""

    @property
    def key(self) -> str:
        """The name in one form, by which its places are put together."""
        return " ".join(self.words).casefold().replace("’", "'")


def find_runs(parsed: Parsed, grammar: Grammar) -> Iterator[Run]:
    """Entities as the parser found them and, beside them, capitalised names behind a title."""
    behind = 0
    for ent in parsed.doc.ents:
        if ent.label_ not in _LABELS or ent.start < behind:
            continue
        for start, end in _pieces(grammar, ent.start, ent.end, ent.label_):
            first = _body_of(grammar, start, end) if ent.label_ in _PLACES else start
            label = "ORG" if first < start else ent.label_
            run = _run(grammar, *_whole_name(grammar, first, end, label), label)
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


def _pieces(grammar: Grammar, start: int, end: int, label: str) -> Iterator[tuple[int, int]]:
    """An entity cut at line breaks, quotation marks and dashes; a person also behind a possessive ("Cruz's Iowa")."""
    first = start
    for i in range(start, end):
        cut = grammar.is_break(i) or grammar.text[i] in _CUTS or (label == "PERSON" and grammar.tag[i] == "POS")
        if cut and not _in_nickname(grammar, i, first):
            if i > first:
                yield first, i
            first = i + 1
    if end > first:
        yield first, end


def _in_nickname(grammar: Grammar, i: int, first: int) -> bool:
    """Whether a quotation mark sets off a nickname inside a name: the two of John “Tig” Reed."""
    opening = i if _nickname(grammar, i) is not None else next((j for j in (i - 2, i - 3) if _closes(grammar, j, i)), None)
    return opening is not None and opening > first


def _closes(grammar: Grammar, opening: int, i: int) -> bool:
    behind = _nickname(grammar, opening) if opening > 0 else None
    return behind is not None and behind - 1 == i


def _nickname(grammar: Grammar, i: int) -> int | None:
    """The token behind the nickname in quotation marks that opens at the token, where a name stands around it."""
    if i < 1 or grammar.text[i] not in _OPENING or not grammar.text[i - 1][:1].isupper():
        return None
    for end in (i + 2, i + 3):
        if end + 1 < len(grammar) and grammar.text[end] in _CLOSING and grammar.text[i + 1][:1].isupper():
            behind = grammar.text[end + 1]
            return end + 1 if behind[:1].isupper() and grammar.tag[end + 1] in ("NNP", "NNPS") else None
    return None


def _whole_name(grammar: Grammar, start: int, end: int, label: str) -> tuple[int, int]:
    """A name with what the recogniser cut off behind a hyphen or a nickname: "Ban Ki" of "Ban Ki-moon"."""
    if label != "PERSON":
        return start, end
    while start > 0 and is_given(grammar.text[start - 1]) and grammar.tag[start - 1] == "NNP" and not grammar.entity[start - 1]:
        start -= 1
    while end + 1 < len(grammar) and grammar.text[end] in _HYPHENS and _glued(grammar, end) and grammar.text[end + 1].isalpha():
        end += 2
    while end < len(grammar) and grammar.text[end - 1] in _HYPHENS and end - 1 > start and _glued(grammar, end - 1):
        end += 1
    if end < len(grammar) and (behind := _nickname(grammar, end)) is not None:
        end = behind + 1
        while end < len(grammar) and _name_word(grammar, end) and grammar.entity[end] == "PERSON":
            end += 1
    return start, end


def _body_of(grammar: Grammar, start: int, end: int) -> int:
    """Where a name starts whose end the recogniser took for a place alone: "Global Affairs | Canada", "Airbus | Europe"."""
    if end >= len(grammar) or not (grammar.text[end][:1].islower() or grammar.text[end] == "," or grammar.tag[end] == "POS"):
        return start
    first = start
    while first > 0 and _name_word(grammar, first - 1) and not grammar.entity[first - 1]:
        if grammar.head[first - 1] != end - 1 or grammar.dep[first - 1] != "compound" or _is_title(grammar.lower[first - 1]):
            break
        first -= 1
    return first


def _glued(grammar: Grammar, hyphen: int) -> bool:
    """Whether a hyphen joins two words without a space."""
    if not 0 < hyphen < len(grammar) - 1:
        return False
    return grammar.end(hyphen - 1) == grammar.start[hyphen] and grammar.end(hyphen) == grammar.start[hyphen + 1]


def _run(grammar: Grammar, start: int, end: int, label: str) -> Run | None:
    while end > start and (grammar.tag[end - 1] == "POS" or not any(c.isalnum() for c in grammar.text[end - 1])):
        end -= 1
    while start < end and (grammar.tag[start] in ("DT", "PRP$", "POS") or not any(c.isalnum() for c in grammar.text[start])):
        start += 1
    if label == "PERSON":
        start, end = _bare(grammar, start, end)
    words = _words(grammar, start, end, label)
    if not words or not any(word[:1].isupper() for word in words) or grammar.lower[start] in _MONTHS_AND_DAYS:
        return None
    titles = titles_before(grammar, start) if label in ("PERSON", "ORG", "GPE") else ()
    aged = label in ("PERSON", "ORG") and _is_aged(grammar, end)
    return Run(start=start, end=end, label=label, words=words, titles=titles, aged=aged)


def _is_aged(grammar: Grammar, end: int) -> bool:
    """Whether ", 66," or ", who" follows."""
    if end + 2 >= len(grammar) or grammar.text[end] != ",":
        return False
    age = grammar.text[end + 1].isdigit() and len(grammar.text[end + 1]) == 2 and grammar.text[end + 2] in (",", ".", "and")
    return age or grammar.lower[end + 1] == "who"


def _words(grammar: Grammar, start: int, end: int, label: str) -> tuple[str, ...]:
    """The words of a name, of a person's without nicknames in quotation marks and without a possessive left on it."""
    words: list[str] = []
    i = start
    while i < end:
        behind = _nickname(grammar, i) if i > start else None
        if behind is not None and behind < end:
            i = behind
            continue
        if (
            words
            and (grammar.text[i] in _HYPHENS or grammar.text[i - 1] in _HYPHENS)
            and grammar.end(i - 1) == grammar.start[i]
        ):
            words[-1] += grammar.text[i]
        elif not grammar.text[i].isspace():
            words.append(grammar.text[i])
        i += 1
    if words and label == "PERSON":
        words[-1] = _POSSESSIVE.sub("", words[-1]) or words[-1]
    return tuple(words)


def _bare(grammar: Grammar, start: int, end: int) -> tuple[int, int]:
    """A person's name without the titles and lower-case words at its front, and what is no name at its end."""
    titles = [i for i in range(start, end) if _is_title(grammar.lower[i]) and i + 1 < end]
    if titles:
        start = titles[-1] + 1
    while end - 1 > start and grammar.text[end - 1][:1].islower() and grammar.text[end - 2] not in _HYPHENS:
        end -= 1
    while start < end - 1 and grammar.text[start][:1].islower() and grammar.lower[start] not in _CONNECTORS:
        start += 1
    return start, end


def titles_before(grammar: Grammar, start: int) -> tuple[str, ...]:
    """The lower-case title directly before a name: "U.S. Treasury Secretary" → ("u.s.", "treasury", "secretary")."""
    if start == 0 or not _is_title(grammar.lower[start - 1]) or grammar.lower[start - 1] in _BEFORE_TITLES:
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
        and grammar.entity[first - 1] != "PERSON"
        and grammar.sentence[first - 1] == grammar.sentence[start - 1]
    ):
        first -= 1
    return tuple(grammar.lower[first:start])


def _is_title(word: str) -> bool:
    return word in POSTS or word in PRE_TITLES or word in HONORIFICS or word in BEARERS


def _name_word(grammar: Grammar, i: int) -> bool:
    return grammar.tag[i] in ("NNP", "NNPS") and grammar.text[i][:1].isupper() and grammar.lower[i] not in _MONTHS_AND_DAYS
