"""Every name that a document writes outside boilerplate, and the person, organisation, country or agreement it stands for."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator

from kg.facts import AgreementId, Naming
from kg.lexicon import lexicon
from kg.model import EntityKind, Mention, Span
from loaders.nlp import Parsed
from loaders.rules.people import People

_CONFIDENCE = {EntityKind.PERSON: 0.9, EntityKind.COUNTRY: 0.95, EntityKind.ORGANIZATION: 0.8}
_AGREEMENT = 0.98


def find_names(parsed: Parsed, people: People) -> Iterator[Naming]:
    """One fact for every written form of every actor and agreement, with all its places, in the order of their first place."""
    places: dict[tuple[str, str, EntityKind | None], list[Span]] = defaultdict(list)
    agreements = tuple(_agreements(parsed, people))
    ends = [span.end for span, _ in agreements]
    for span, agreement in agreements:
        places[(span.text, agreement, None)].append(span)
    for named in people.mentions:
        span = parsed.span(named.start, named.end)
        next_one = bisect_left(ends, span.start + 1)
        if next_one == len(ends) or not span.overlaps(agreements[next_one][0]):
            places[(span.text, named.name, named.kind)].append(span)
    for (written, name, kind), spans in sorted(places.items(), key=lambda item: (item[1][0], item[0][:2])):
        yield _naming(written, name, kind, tuple(spans))


def _agreements(parsed: Parsed, people: People) -> Iterator[tuple[Span, AgreementId]]:
    boilerplate = parsed.document.boilerplate
    for found in lexicon().find_agreements(people.grammar.whole):
        span = parsed.document.span(found.start, found.end)
        if not any(span.overlaps(furniture) for furniture in boilerplate):
            yield span, found.value


def _naming(written: str, name: str, kind: EntityKind | None, spans: tuple[Span, ...]) -> Naming:
    if kind is None:
        return Naming(evidence=spans, confidence=_AGREEMENT, rule="agreement-name", names=AgreementId(name))
    country = None if kind is not EntityKind.ORGANIZATION else _country_in(written)
    return Naming(
        evidence=spans,
        confidence=_CONFIDENCE[kind],
        rule=f"{kind.value}-name" if written == name or kind is EntityKind.COUNTRY else f"{kind.value}-short-name",
        names=Mention(span=spans[0], name=name, kind=kind, country=country),
    )


def _country_in(written: str) -> str | None:
    """The country that an organisation's name states: "Bank of Canada" → "CA"."""
    found = lexicon().find_countries(written)
    return str(found[0].value) if found else None
