"""Person – role – country: who holds, held or is to hold which post, for which country or in which organisation."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.facts import CountryCode, PostStatus, Role, RoleTitle
from kg.model import EntityKind, Mention
from loaders.nlp import Parsed
from loaders.rules.leaders import LEADERS
from loaders.rules.people import People
from loaders.rules.roles import title_words as words
from loaders.rules.roles.counterparts import find_counterparts
from loaders.rules.roles.holders import find_holdings
from loaders.rules.roles.holding import Holding
from loaders.rules.roles.homes import HEADS_OF_GOVERNMENT, US_DEPARTMENTS, Home, country_of, is_free, read_home
from loaders.rules.roles.nearby import read_nearby
from loaders.rules.roles.offices import allows
from loaders.rules.roles.places import country_of_place
from loaders.rules.roles.plurals import find_plurals
from loaders.rules.roles.possessors import body_before
from loaders.rules.roles.times import read_times
from loaders.rules.roles.title import Title
from loaders.rules.roles.titles import country_of_body, find_titles
from loaders.rules.vocabulary import Vocabulary, read_vocabulary

__all__ = ("find_roles",)

_INFERRED = 0.7
"""How much less sure a role is whose country follows from the document instead of being written beside the title."""

_CORPORATE = frozenset(
    (
        "chief executive",
        "chief financial officer",
        "chief operating officer",
        "chair",
        "managing director",
        "chief economist",
        "spokesperson",
    )
)
"""Posts of companies; where none is named beside them, the one spoken of last is meant."""

_WHOLE_NAMES = frozenset(("Fed", "Pentagon", "Kremlin"))
"""Bodies that one word names, whatever longer names end in it: "Dallas Fed"."""

_OTHER_PARTIES = frozenset(
    ("christian", "civic", "constitutional", "free", "kurdistan", "liberal", "national", "new", "people's", "progressive",
     "social", "united")
)  # fmt: skip
"""Words before "Democratic" in the names of parties that are not the one of the United States."""

_SERVANTS = frozenset(("adviser", "aide", "delegate", "manager", "spokesperson", "strategist", "lawyer", "supporter", "critic"))
"""Last words of the titles of those who work for a person."""

_SHORTEST_INITIALS = 2
"""More letters than this tell which name is meant."""

_REGIONAL = frozenset(("premier", "governor", "lieutenant governor", "deputy premier"))
"""Posts of states and provinces."""

_LEADERS = frozenset(("leader", "co-leader", "chair", "whip", "president", "deputy leader", "spokesperson"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """What is known of the document while its roles are made.

    `persons` are the countries of those whose post names one, `full_names` those of organisations by their last word,
    `spelled_out` by their initials.
    """

    parsed: Parsed
    people: People
    vocabulary: Vocabulary
    home: Home
    persons: dict[str, CountryCode]
    full_names: dict[str, str]
    spelled_out: dict[str, str]


def find_roles(parsed: Parsed, people: People) -> Iterator[Role]:
    """Every post that the document ties to a named person: one fact per person, post and standing, with all its evidence.

    In the order of the text. A post that neither a country nor an organisation can be found for is left out.
    """
    vocabulary = read_vocabulary(people.grammar)
    beside = tuple(find_holdings(people, vocabulary, tuple(find_titles(people, vocabulary))))
    holdings = (*beside, *find_plurals(people, vocabulary), *find_counterparts(people, vocabulary, beside))
    scene = _Scene(
        parsed=parsed,
        people=people,
        vocabulary=vocabulary,
        home=read_home(people, vocabulary, holdings),
        persons=_known_countries(holdings),
        full_names=_full_names(people),
        spelled_out=_spelled_out(people),
    )
    roles = [role for holding in holdings if (role := _role(scene, holding)) is not None]
    persons = {_surname(role.person.name): role.country for role in reversed(roles) if role.country is not None}
    rest = replace(scene, persons=persons | scene.persons)
    roles += [role for holding in holdings if _role(scene, holding) is None and (role := _role(rest, holding, by_person=True))]
    yield from sorted(_merged(roles), key=lambda role: (role.start, role.key))


def _merged(roles: Iterable[Role]) -> Iterator[Role]:
    found: dict[tuple[str, ...], Role] = {}
    for role in roles:
        known = found.get(role.key)
        found[role.key] = role if known is None else _joined(known, role)
    yield from found.values()


def _known_countries(holdings: Sequence[Holding]) -> dict[str, CountryCode]:
    """The country that a person's post names somewhere in the document, by surname."""
    found: dict[str, CountryCode] = {}
    for holding in holdings:
        if holding.title.country is not None and holding.title.is_national:
            found.setdefault(_surname(holding.person), holding.title.country)
    return found


def _surname(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1].casefold()


def _role(scene: _Scene, holding: Holding, *, by_person: bool = False) -> Role | None:
    """The fact of a holding; `by_person` lends a post without a country that of the person's other posts."""
    title, parsed = holding.title, scene.parsed
    party = _party(title)
    organization = party or _full_name(scene, title.organization)
    beside = holding.rule in ("title-before-name", "title-comma-name")
    if by_person and organization is None and title.words in _CORPORATE and beside:
        organization = body_before(scene.people, title.start)
    country, certainty = _country(scene, holding, organization)
    if by_person and country is None and organization is not None:
        certainty = 0.6
    elif by_person and country is None:
        country, certainty = scene.persons.get(_surname(holding.person)), 0.6
    if _is_constituency(title, organization) or _is_servant_of(scene, title, organization):
        organization = None
    if organization is None and title.country is None and title.words in _REGIONAL:
        organization, country = _region(scene, holding, country)
    if country is None and organization is None:
        return None
    if title.country is None and organization is None and not _possible(scene.home, holding, country):
        return None
    start = holding.start if holding.rule == "title-before-name" else holding.name_start
    times = read_times(scene.people, holding)
    over = times.over and holding.status.is_held
    return Role(
        person=Mention(
            span=parsed.span(start, holding.name_end), name=holding.person, kind=EntityKind.PERSON, country=title.country
        ),
        title=RoleTitle("party leader" if party and title.words == "leader" else title.words),
        country=country,
        organization=Mention(span=None, name=organization, kind=EntityKind.ORGANIZATION) if organization else None,
        status=PostStatus.FORMER if over else holding.status,
        since=times.since,
        until=times.until,
        evidence=(parsed.span(holding.start, holding.end),),
        confidence=round(holding.confidence * certainty, 2),
        rule=holding.rule,
    )


def _region(scene: _Scene, holding: Holding, country: CountryCode | None) -> tuple[str | None, CountryCode | None]:
    """The province that a bare premier or governor heads, where the paragraph is about one, and its country."""
    near = read_nearby(scene.people, scene.vocabulary, holding)
    return (near.place_name, near.place) if near.place is not None else (None, country)


def _full_name(scene: _Scene, name: str | None) -> str | None:
    """The full name of an organisation that a text shortens to its last word: "Commission" → "European Commission"."""
    if name is None or " " in name.strip() or name in _WHOLE_NAMES:
        return " ".join(name.split()) if name else None
    if name.isupper():
        return scene.spelled_out.get(name, name)
    return scene.full_names.get(name, name)


def _spelled_out(people: People) -> dict[str, str]:
    """The names of organisations by their initials, where only one name has these: "JLR" → "Jaguar Land Rover"."""
    found: dict[str, set[str]] = defaultdict(set)
    for named in people.mentions:
        if named.kind is EntityKind.ORGANIZATION and " " in named.written:
            found["".join(word[0] for word in named.written.split() if word[0].isupper())].add(named.written)
    return {initials: min(names) for initials, names in found.items() if len(names) == 1 and len(initials) > _SHORTEST_INITIALS}


def _full_names(people: People) -> dict[str, str]:
    """By its last word the longer name of an organisation that the text writes most often."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for named in people.mentions:
        _, space, last = named.written.rpartition(" ")
        if named.kind is not EntityKind.PERSON and space:
            counts[last][named.written] += 1
    return {last: min(names, key=lambda written: (-names[written], written)) for last, names in counts.items()}


def _possible(home: Home, holding: Holding, country: CountryCode | None) -> bool:
    """Whether an inferred country has such a post, and the document gives it to nobody else."""
    return country is None or (allows(holding.title.words, country) and is_free(home, holding, country))


def _joined(first: Role, second: Role) -> Role:
    """One fact of two places that say the same; the surer one tells the rule."""
    surer = second if second.confidence > first.confidence else first
    return replace(
        surer,
        evidence=tuple(sorted({*first.evidence, *second.evidence})),
        person=first.person,
        since=first.since or second.since,
        until=first.until or second.until,
    )


def _party(title: Title) -> str | None:
    """The party that a leader leads, by its full name: "Conservative leader"."""
    name = title.organization or ""
    full = words.PARTIES.get(name.casefold().removesuffix(" party"))
    if full is None and name.split()[-1:] in (["Party"], ["party"]):
        return name
    return full


def _is_constituency(title: Title, organization: str | None) -> bool:
    """Whether the name before a lawmaker's title is a party or a state, which is not what the post belongs to."""
    if organization is None or title.words.split()[-1] in _LEADERS:
        return False
    public = title.is_national and _party(title) is not None
    return public or title.words in ("senator", "representative", "lawmaker", "member of parliament", "legislator")


def _is_servant_of(scene: _Scene, title: Title, organization: str | None) -> bool:
    """Whether the name before the title is that of a person whom its holder serves or supports: "a Sanders delegate"."""
    serves = title.words.split()[-1] in _SERVANTS and title.end == title.head + 1
    return serves and organization is not None and scene.people.full_name(organization) is not None


def _country(scene: _Scene, holding: Holding, organization: str | None) -> tuple[CountryCode | None, float]:
    """The country of the post, with how sure it is compared to one that is written beside the title."""
    title = holding.title
    if title.country is not None:
        return title.country, 1.0
    if organization is not None:
        union = CountryCode("EU") if organization == "Commission" and "EU" in scene.home.scores else None
        place = union or _country_of_name(organization) or country_of_body(organization) or _of_department(organization)
        if place is not None:
            return place, 0.95
    if title.owner is not None:
        owner = scene.people.at(title.owner)
        return scene.persons.get(_surname(owner.name if owner else scene.people.grammar.text[title.owner])), 0.8
    if not _is_public(title, organization):
        return None, 1.0
    known = scene.persons.get(_surname(holding.person)) or _led_by(holding)
    return (known, 0.9) if known is not None else (country_of(scene.home, scene.people, scene.vocabulary, holding), _INFERRED)


def _led_by(holding: Holding) -> CountryCode | None:
    """The country that a head of government of that name leads, wherever the news is from: "President Trump"."""
    return LEADERS.get(holding.person.casefold()) if holding.title.words in HEADS_OF_GOVERNMENT else None


def _country_of_name(organization: str) -> CountryCode | None:
    """The country of a party or a province: "Republican", "Ontario"."""
    plain = organization.lower().split()
    american = {"gop", "republican", "democratic"} & set(plain) and plain[0] not in _OTHER_PARTIES and "for" not in plain
    if organization in words.US_PARTIES or american:
        return CountryCode("US")
    return country_of_place(organization)


def _of_department(organization: str) -> CountryCode | None:
    """The United States for "State Department", which other countries write another way."""
    first, _, rest = organization.casefold().partition(" ")
    return CountryCode("US") if rest == "department" and first in US_DEPARTMENTS else None


def _is_public(title: Title, organization: str | None) -> bool:
    """Whether a post must belong to a country: a national office, a ministry's, a party's."""
    if _party(title) is not None or _is_constituency(title, organization):
        return True
    if organization is None:
        return title.is_national
    return organization.casefold().rsplit(maxsplit=1)[-1] in ("ministry", "department", "embassy", "government", "parliament")
