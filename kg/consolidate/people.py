"""When two people of different documents are one: a table of how names relate and what else agrees.

Similar names alone never decide. A wrong merge is worse than a missed one: what is not sure is doubtful, and left to a reader.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from kg.consolidate.names import Likeness, Relation, likeness
from kg.consolidate.posts import Post, exclude, same_post
from kg.consolidate.profiles import Profile, years_apart

MERGED = 0.8
"""The confidence from which two people are one."""
DOUBTFUL = 0.4
"""The confidence from which a reader is asked."""
_OTHER_NAMES = frozenset((Relation.NONE, Relation.SURNAME, Relation.MIDDLE))
_POST_YEARS = 4
_LIFE_OF_A_NAME = 25
_WORKING_LIFE = 45
_EUROPEAN = frozenset(
    ("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU", "IE", "IT", "LT",
     "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK")
)  # fmt: skip
"""Countries that officials of the European Union come from."""


class Context(IntEnum):
    """How far what is known of two people agrees beside their names."""

    AGAINST = 0
    OPEN = 1
    COUNTRY = 2
    PLACE = 3
    POST = 4


_TOLD: Mapping[Context, str] = {
    Context.OPEN: "nothing that is known of them speaks against it",
    Context.COUNTRY: "the same country",
    Context.PLACE: "the same title or organisation",
    Context.POST: "the same post in the same years",
}

_TABLE: Mapping[Relation, tuple[float, float, float, float]] = {
    #                        OPEN COUNTRY PLACE POST
    Relation.SAME:          (0.88, 0.95, 0.97, 0.99),
    Relation.FULLER:        (0.82, 0.92, 0.95, 0.98),
    Relation.ORDER:         (0.70, 0.88, 0.93, 0.97),
    Relation.SOUND:         (0.70, 0.86, 0.92, 0.96),
    Relation.WITHIN:        (0.45, 0.70, 0.85, 0.93),
    Relation.DOUBLE:        (0.45, 0.75, 0.87, 0.92),
    Relation.SUFFIX:        (0.40, 0.50, 0.70, 0.85),
    Relation.INITIALS:      (0.45, 0.70, 0.85, 0.93),
    Relation.PART:          (0.00, 0.55, 0.65, 0.90),
    Relation.SHORTENED:     (0.00, 0.45, 0.70, 0.88),
    Relation.MIDDLE:        (0.00, 0.00, 0.00, 0.00),
    Relation.SURNAME:       (0.00, 0.00, 0.00, 0.45),
    Relation.MISSPELT:      (0.00, 0.45, 0.65, 0.90),
    Relation.MISSPELT_PART: (0.00, 0.00, 0.50, 0.88),
    Relation.NONE:          (0.00, 0.00, 0.00, 0.00),
}  # fmt: skip
"""How sure it is that two people are one, by how their names relate and what else agrees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether two people are one: a confidence from 0 to 1 with its reason; `is_against` where something keeps them apart."""

    confidence: float
    reason: str
    relation: Relation
    is_against: bool = False

    @property
    def is_same(self) -> bool:
        """Whether they are one without asking anybody."""
        return self.confidence >= MERGED and not self.is_against


def compare(one: Profile, other: Profile) -> Verdict:
    """Whether two people are one; which comes first makes no difference."""
    found = best_likeness(one, other)
    against = contradiction(one, other)
    if against:
        return Verdict(confidence=0.0, reason=against, relation=found.relation, is_against=True)
    context = _context(one, other)
    sure = _TABLE[found.relation][context - 1]
    if found.relation in (Relation.MISSPELT, Relation.MISSPELT_PART):
        sure *= 0.5 + 0.5 * found.nearness
        sure = min(sure, 0.75) if _both_established(one, other) else sure
    if set(one.documents) & set(other.documents) and found.relation not in (Relation.SAME, Relation.SOUND):
        sure = min(sure, 0.6)  # a document that writes two names mostly means two people
    reason = f"{found.relation}; {_TOLD[context]}"
    return Verdict(
        confidence=round(sure, 3), reason=reason, relation=found.relation, is_against=found.relation is Relation.MIDDLE
    )


def are_apart(one: Profile, other: Profile) -> bool:
    """Whether something keeps two people apart: a contradiction, or two full names that are not forms of one."""
    if contradiction(one, other):
        return True
    if len(one.names[0].words) == 1 or len(other.names[0].words) == 1:
        return False
    return best_likeness(one, other).relation in _OTHER_NAMES


def best_likeness(one: Profile, other: Profile) -> Likeness:
    """The strongest relation between any two forms of their names; a nickname that one document explains joins both."""
    order = tuple(Relation)
    found = (likeness(a, b) for a in one.names for b in other.names)
    return min(found, key=lambda like: (order.index(like.relation), -like.nearness))


def contradiction(one: Profile, other: Profile) -> str:
    """What keeps two people of one name apart: countries, walks of life, years; "" where nothing does."""
    if _countries_contradict(one, other):
        return f"other countries: {' and '.join(sorted((_listed(one.countries), _listed(other.countries))))}"
    if any(exclude(a, b) for a in one.posts for b in other.posts) and not _shared(one, other):
        return "walks of life that hardly meet in one person"
    apart = years_apart(one, other)
    if apart > _WORKING_LIFE or (apart > _LIFE_OF_A_NAME and not _shared(one, other)):
        return f"{apart} years lie between them"
    return ""


def _countries_contradict(one: Profile, other: Profile) -> bool:
    if not one.countries or not other.countries or one.countries & other.countries or _shared(one, other):
        return False
    union, home = sorted((one.countries, other.countries), key=lambda found: "EU" not in found)
    return not ("EU" in union and home & _EUROPEAN)


def _listed(countries: frozenset[str]) -> str:
    return ", ".join(sorted(countries))


def _shared(one: Profile, other: Profile) -> tuple[tuple[Post, Post], ...]:
    """The posts that both hold or held."""
    return tuple((a, b) for a in one.posts for b in other.posts if same_post(a, b))


def _context(one: Profile, other: Profile) -> Context:
    shared = _shared(one, other)
    near = years_apart(one, other) <= _POST_YEARS
    if near and any(a.has_one_holder and b.has_one_holder and a.is_held == b.is_held for a, b in shared):
        return Context.POST
    if shared or _organizations(one) & _organizations(other):
        return Context.PLACE
    return Context.COUNTRY if one.countries & other.countries else Context.OPEN


def _organizations(one: Profile) -> frozenset[str]:
    return frozenset(post.organization for post in one.posts if post.organization)


def _both_established(one: Profile, other: Profile) -> bool:
    """Whether both names stand in several documents: a misspelling is rare beside the right name."""
    fewer, more = sorted((len(one.documents), len(other.documents)))
    return fewer > max(2, more // 20)
