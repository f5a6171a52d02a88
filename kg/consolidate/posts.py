"""Posts as they tell people apart: titles in one form, whether a post has one holder at a time, and which posts exclude each other."""

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.lexicon import lexicon

_STOP = frozenset("of the for and & in to on at with a an his her their our new acting interim then former outgoing current us".split())
_ONE_FORM = {
    "ceo": "chief executive", "pm": "prime minister", "chairman": "chair", "chairwoman": "chair", "chairperson": "chair",
    "spokesman": "spokesperson", "spokeswoman": "spokesperson", "defense": "defence", "labor": "labour", "foreign affairs": "foreign",
    "external affairs": "foreign", "chief executive officer": "chief executive", "international trade": "trade", "sen": "senator",
    "rep": "congressman", "congresswoman": "congressman", "economics": "economy", "economic": "economy", "businesswoman": "businessman",
    "actress": "actor", "commercial": "commerce", "finances": "finance", "director general": "director-general",
    "secretary general": "secretary-general", "vice president": "vice-president", "vice premier": "vice-premier",
}  # fmt: skip
_ONE_FORM_PATTERN = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, _ONE_FORM), key=len, reverse=True))})\b")
_ALONE = frozenset("president chancellor king queen emperor pope taoiseach sultan emir attorney vice-president".split())
"""Heads of posts that a country has one of."""
_WITH_FIELD = frozenset("minister secretary representative commissioner negotiator adviser advisor".split())
"""Heads that a country or a body has one of for each field, "trade minister"."""
_OF_BODY = frozenset(
    "president chair governor chief executive director-general secretary-general director treasurer chancellor rector leader mayor"
    " commissioner head".split()
)
"""Heads that an organisation has one of."""
_SEVERAL = frozenset("vice deputy assistant junior under associate regional parliamentary permanent senior undersecretary".split())
_OPPOSITION = frozenset(("leader", "opposition"))

_FIELDS: tuple[tuple[str, frozenset[str]], ...] = tuple(
    (field, frozenset(words.split()))
    for field, words in (
        ("stage", "actor singer musician guitarist pianist violinist drummer soprano tenor rapper painter sculptor novelist poet dancer"
                  " comedian filmmaker film director-of-film animator model composer choreographer actress theatre"),
        ("sport", "coach player quarterback goaltender goalkeeper footballer golfer cricketer pitcher sprinter skater curler boxer cyclist"
                  " swimmer gymnast wrestler striker midfielder athlete jockey skier cricket hockey baseball basketball tennis chess"
                  " football rugby olympian"),
        ("craft", "farmer fisherman rancher lumberman winemaker welder miner trucker plumber carpenter grower brewer nurse mill-owner mill"),
        ("press", "journalist reporter columnist correspondent anchor"),
        ("study", "professor researcher historian scholar lecturer scientist economist analyst"),
        ("office", "minister president premier chancellor secretary senator congressman lawmaker mp ambassador envoy negotiator"
                   " representative commissioner governor mayor king queen prince speaker chief-of-staff taoiseach vice-president"
                   " vice-premier attorney undersecretary legislator member diplomat"),
        ("business", "executive ceo founder owner businessman banker trader entrepreneur investor"),
    )
)  # fmt: skip
_APART = frozenset(("stage", "sport", "craft"))
"""Whoever is known for one of these and for something else is two people until somebody says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Post:
    """A post as documents tell it: its title, the country's code or the organisation's key that it is of, and whether it is held."""

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
        return next((field for field, heads in _FIELDS if self.words & heads), "")


@lru_cache(maxsize=50_000)
def _words(title: str) -> frozenset[str]:
    plain = title.casefold().replace("’", "'").replace("'s", "").replace(".", "").replace("-", " ")
    formed = _ONE_FORM_PATTERN.sub(lambda found: _ONE_FORM[found[0]], plain)
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
