"""What people write into a search box, as an expression of SQLite's full text search.

All words must be there, in any order, whatever their case and accents. A word finds its regular plural and singular too;
"several words" in quotation marks stand as written; "tari*" is any word that begins so. Nothing else has a meaning of its own.
"""

import re

_PARTS = re.compile(r'["“”„«»]([^"“”„«»]*)(?:["“”„«»]|$)|([^\s"“”„«»]+)')
_PLURALS = re.compile(r"(?:s|x|z|ch|sh)$")
_LEAST = 3
_NO_PAIR = frozenset(("new", "news", "have", "haves", "was", "has", "this", "thus", "its"))
"""Words that only look like the plural of another."""


_EMPTY = frozenset(
    """
    a about am an and any anybody anyone are as at be been being but by can claim claimed claims could did do does done for
    from give had has have he her him his how i if in into is it its know like list many may me might much my of on or our
    please said say saying says she should show so some tell than that the their them there these they think thinks this
    those thought to told was we were what whatever when where which while who whom whose why will with would you your
    """.split()  # noqa: SIM905  # a list of words, too long to be read in quotation marks
)
"""Words that questions are made of, whatever they are about."""


def telling(text: str) -> str:
    """What a question is about: its words without those that any question has; all of them where no other is left."""
    parts = [found.group() for found in _PARTS.finditer(text) if any(map(str.isalnum, found.group()))]
    kept = [part for part in parts if part.casefold().strip("?!.,;:’'") not in _EMPTY]
    return " ".join(part.rstrip("?!.,;:") for part in kept or parts)


def expression(text: str, columns: tuple[str, ...], *, any_of: bool = False) -> str:
    """The expression for a text, "" where no letter or digit is in it; `columns` are those of `words` that are looked into.

    All of its parts must be there, or with `any_of` one at least.
    """
    wanted = tuple(part for part in map(_part, _PARTS.finditer(text)) if part)
    return f"{{{' '.join(columns)}}} : ({(' OR ' if any_of else ' AND ').join(wanted)})" if wanted else ""


def _part(found: re.Match[str]) -> str:
    phrase, word = found.groups()
    written = phrase if word is None else word
    if not any(map(str.isalnum, written)):
        return ""
    if word is not None and word.endswith("*"):
        return f"{_quoted(word.rstrip('*'))} *"
    forms = (written,) if word is None else numbers_of(word.strip(",;:!?"))
    return f"({' OR '.join(map(_quoted, forms))})" if len(forms) > 1 else _quoted(written)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', " ").replace("\0", " ") + '"'


def numbers_of(word: str) -> tuple[str, ...]:
    """A word with its regular plural and singular, sorted: "duties" → "dutie", "duties", "duty"; not all of them are words."""
    low = word.casefold()
    if len(word) < _LEAST or not word.isalpha() or low in _NO_PAIR:
        return (word,)
    found = {low, low + "s"}
    if low.endswith("y"):
        found.add(low[:-1] + "ies")
    if _PLURALS.search(low):
        found.add(low + "es")
    if low.endswith("ies"):
        found.add(low[:-3] + "y")
    if low.endswith("es") and _PLURALS.search(low[:-2]):
        found.add(low[:-2])
    if low.endswith("s") and not low.endswith(("ss", "us", "is")):
        found.add(low[:-1])
    return tuple(sorted(found))
