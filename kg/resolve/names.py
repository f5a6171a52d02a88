"""Personal names as text writes them: cleaned, cut into words, and compared form with form.

Nothing here knows a document; `people` decides which forms of one document stand for one person.
"""

import re
import unicodedata
from dataclasses import dataclass

_HONORIFICS = ("mr", "mrs", "ms", "mx", "miss", "dr", "prof", "sir", "dame")
_SUFFIXES = ("jr", "sr", "ii", "iii", "iv")
_PARTICLES = ("von", "van", "der", "den", "zu", "de", "da", "di", "do", "dos", "du", "del", "della", "bin", "ibn", "al", "el")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?|[^\W\d_]")
_NICKNAME = re.compile(r"\s*(?:\"[^\"]*\"|\([^)]*\))\s*")
_POSSESSIVE = re.compile(r"(?:'s|(?<=s)')$", re.IGNORECASE)
_EDGES = " \t\n,;:!?\"'-–—"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Key:
    """What two spellings of one form share: folded words and a generational suffix ("jr"), without case or diacritics."""

    tokens: tuple[str, ...]
    suffix: str = ""

    @property
    def size(self) -> tuple[int, int]:
        """Grows from a form to any fuller form of the same name."""
        return (len(self.tokens) + bool(self.suffix), sum(len(token) for token in self.tokens))


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class PersonName:
    """A name in display form, word by word: ("JD", "Vance"); initials carry no dots unless they stand alone ("J.")."""

    words: tuple[str, ...]
    suffix: str = ""

    @property
    def label(self) -> str:
        """The name as it is shown: "Robert Kennedy Jr."."""
        shown = (*self.words, *((_suffix_label(self.suffix),) if self.suffix else ()))
        return " ".join(shown)

    @property
    def key(self) -> Key:
        """What this spelling shares with others of the same form."""
        tokens = tuple(token for word in self.words for token in fold(word).split())
        return Key(tokens=tokens or (self.label.casefold(),), suffix=self.suffix)

    @property
    def middle_initial(self) -> str | None:
        """The one initial between given name and surname, folded: "j" in "Donald J. Trump"."""
        middle = self.words[1:-1]
        found = [fold(word) for word in middle if _is_initial(word)]
        return found[0] if len(found) == 1 and len(middle) == 1 and len(fold(self.words[0])) > 1 else None

    def without_middle_initial(self) -> "PersonName":
        """The same name without that initial."""
        if self.middle_initial is None:
            return self
        return PersonName(words=(self.words[0], self.words[-1]), suffix=self.suffix)


def parse(text: str) -> PersonName:
    """A written name without honorific, nickname, possessive and capitals of a headline: "MR. TRUMP'S" → Trump."""
    cleaned = unicodedata.normalize("NFC", re.sub(r"[‘’ʼ]", "'", re.sub(r"[“”]", '"', text)))
    bare = _NICKNAME.sub(" ", cleaned).strip(_EDGES) or cleaned.strip()
    words = [word for word in _POSSESSIVE.sub("", bare).replace(",", " ").split() if any(c.isalnum() for c in word)]
    while len(words) > 1 and fold(words[0]) in _HONORIFICS:
        words = words[1:]
    suffix = fold(words[-1]) if len(words) > 1 and fold(words[-1]) in _SUFFIXES else ""
    rest = words[:-1] if suffix else words
    if rest and not _INITIALS.fullmatch(rest[-1].rstrip(".")):
        rest = [*rest[:-1], rest[-1].rstrip(".")]
    return PersonName(words=tuple(_capitalised(_joined_initials(rest))) or (cleaned.strip(),), suffix=suffix)


def fold(text: str) -> str:
    """Letters without case, diacritics, dots and apostrophes; hyphens become spaces: "Jean-Luc" → "jean luc"."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = (" " if c in "-‐‑–" else c for c in plain if c.isalnum() or c in "-‐‑– ")
    return " ".join("".join(kept).split())


def likeness(short: Key, full: Key) -> int | None:
    """How well a form fits a fuller one, 0 best; None where it does not.

    0 surname, or given name and surname; 1 the same of a junior; 2 initials; 3 the beginning ("Xi"); 4 the middle ("Lula").
    """
    if short.size >= full.size or (short.suffix and short.suffix != full.suffix):
        return None
    if short.tokens == full.tokens and len(short.tokens) > 1:
        return None  # "Donald Trump" is not "Donald Trump Jr."
    s, f = short.tokens, full.tokens
    if f[-len(s) :] == s or _same_ends(s, f):
        return int(short.suffix != full.suffix)
    if len(s) == 2 and s[1] == f[-1] and _is_abbreviation(s[0]) and _initials_of(f[:-1]).startswith(s[0]):
        return 2
    if f[: len(s)] == s:
        return 3
    return 4 if any(f[i : i + len(s)] == s for i in range(1, len(f) - len(s))) else None


def best_spelling(names: list[PersonName]) -> PersonName:
    """The spelling that says most: with diacritics, inner capitals and hyphens ("LeBlanc" rather than "Leblanc")."""
    return max(sorted(names), key=lambda name: _richness(name.label))


def _richness(label: str) -> tuple[int, int, int]:
    return (sum(not c.isascii() for c in label), sum(c.isupper() for c in label), label.count("-"))


def _same_ends(s: tuple[str, ...], f: tuple[str, ...]) -> bool:
    if len(s) < 2 or s[0] != f[0] or s[-1] != f[-1]:
        return False
    rest = iter(f)
    return all(token in rest for token in s)


def _is_abbreviation(token: str) -> bool:
    return len(token) == 1 or (len(token) <= 3 and not set(token) & set("aeiouy"))


def _initials_of(tokens: tuple[str, ...]) -> str:
    return "".join(token if _is_abbreviation(token) else token[0] for token in tokens)


def _is_initial(word: str) -> bool:
    return len(fold(word)) == 1


def _suffix_label(suffix: str) -> str:
    return f"{suffix.capitalize()}." if suffix in ("jr", "sr") else suffix.upper()


def _joined_initials(words: list[str]) -> list[str]:
    """["J.", "D.", "Vance"] → ["JD", "Vance"]; a single one keeps its dot, "J."."""
    runs: list[str] = []
    joins = False
    for word in words:
        initials = bool(_INITIALS.fullmatch(word.rstrip("."))) and (word.endswith(".") or len(word) == 1)
        letters = word.replace(".", "") if initials else word
        if initials and joins:
            runs[-1] += letters
        else:
            runs.append(letters)
        joins = initials
    return [f"{word}." if len(word) == 1 and word.isalpha() and word.isascii() else word for word in runs]


def _capitalised(words: list[str]) -> list[str]:
    text = " ".join(words)
    flat = text.isupper() or text.islower()
    return [_capitalised_word(word, flat=flat, first=i == 0, last=i == len(words) - 1) for i, word in enumerate(words)]


def _capitalised_word(word: str, *, flat: bool, first: bool, last: bool) -> str:
    letters = [c for c in word if c.isalpha()]
    shouted = word.isupper() and (len(letters) > 3 or (flat and not (first and last) and not _is_abbreviation(fold(word))))
    if not shouted and not (flat and word.islower()):
        return word
    if not first and not last and word.casefold() in _PARTICLES:
        return word.casefold()
    return "-".join(_capitalised_part(part) for part in word.split("-"))


def _capitalised_part(part: str) -> str:
    prefix = next((p for p in ("mc", "o'", "d'") if part.casefold().startswith(p) and len(part) > len(p) + 1), "")
    return prefix.capitalize() + part[len(prefix) :].capitalize()
