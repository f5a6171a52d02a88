"""Posts as they tell people apart: titles in one form, whether one person at a time holds them, which exclude each other."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from kg.facts import PostStatus
from kg.lexicon import lexicon

_FILE = tomllib.loads(files("kg.consolidate").joinpath("posts.toml").read_text("utf-8"))
_STOP, _ALONE, _WITH_FIELD, _OF_BODY, _SEVERAL = (
    frozenset(_FILE[name].split()) for name in ("stop", "alone", "with_field", "of_body", "several")
)
_FIELDS = {field: frozenset(words.split()) for field, words in _FILE["fields"].items()}
_FORMS: dict[str, str] = _FILE["forms"]
_FORM = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, _FORMS), key=len, reverse=True))})\b")
_OPPOSITION = frozenset(("leader", "opposition"))
_APART = frozenset(("stage", "sport", "craft"))
"""Whoever is known for one of these and for something else is two people until somebody says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Post:
    """A post as documents tell it: its title, the country (code) or organisation (key) it is of, and whether it is held."""

    title: str
    country: str = ""
    organization: str = ""
    is_held: bool = True

    @property
    def words(self) -> frozenset[str]:
        """The words of the title in one form: "Minister of International Trade" → {"minister", "trade"}."""
        return _words(self.title)

    @property
    def has_one_holder(self) -> bool:
        """Whether one person at a time holds it."""
        words = self.words
        if words & _SEVERAL:
            return False
        if self.organization and words & _OF_BODY:
            return True
        if not self.country:
            return False
        return bool(words & _ALONE or words >= _OPPOSITION or (words & _WITH_FIELD and len(words) > 1))

    @property
    def field(self) -> str:
        """The walk of life: "office", "sport", …; "" where the title tells none."""
        return next((field for field, heads in _FIELDS.items() if self.words & heads), "")


@lru_cache(maxsize=50_000)
def post_of(title: str, country: str, organization: str, status: str) -> Post:
    """A post as a store tells it: by its title and by IRIs, "" where none is told."""
    code = status.rpartition("/")[2]
    is_held = PostStatus(code).is_held if code in set(PostStatus) else True
    return Post(title=title, country=country.rpartition("/")[2], organization=organization, is_held=is_held)


@lru_cache(maxsize=50_000)
def _words(title: str) -> frozenset[str]:
    plain = title.casefold().replace("’", "'").replace("'s", "").replace(".", "").replace("-", " ")
    formed = _FORM.sub(lambda found: _FORMS[found[0]], plain)
    return frozenset(word for word in re.split(r"[\s,/]+", formed) if word and word not in _STOP and not _is_country(word))


@lru_cache(maxsize=50_000)
def _is_country(word: str) -> bool:
    return lexicon().country(word.title()) is not None


def same_post(one: Post, other: Post) -> bool:
    """Whether two titles of one country or organisation may be one post: their words are the same, or one has fewer."""
    if not _same_place(one, other):
        return False
    first, second = one.words, other.words
    return bool(first and second) and (first <= second or second <= first) and not (first ^ second) & _SEVERAL


def _same_place(one: Post, other: Post) -> bool:
    if one.organization and other.organization:
        return one.organization == other.organization
    return bool(one.country) and one.country == other.country


def exclude(one: Post, other: Post) -> bool:
    """Whether hardly anybody has both: an actor is no trade minister of the same name."""
    first, second = one.field, other.field
    return bool(first and second) and first != second and bool({first, second} & _APART)
