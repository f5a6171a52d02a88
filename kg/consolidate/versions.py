"""What a later version of a document changed in its claims, told piece by piece."""

from collections import Counter
from collections.abc import Iterable

from rapidfuzz import fuzz

from kg.consolidate.words import sense
from kg.model import Iri, Literal, Quad
from ontology.terms import KG, RDF, SCHEMA, SKOS

_REWORDED = 55.0
"""Per cent of words in common from which a claim that came is held to be one that went, reworded."""

Said = tuple[str, str]
"""Who said what."""


def said(quads: Iterable[Quad]) -> tuple[Said, ...]:
    """The claims of one document's graph: speaker's name and words, sorted."""
    held: dict[str, dict[Iri, str]] = {
        name: {} for name in (SKOS.prefLabel, SCHEMA.text, SCHEMA.spokenByCharacter, KG.polarity)
    }
    utterances = set()
    for quad in quads:
        if quad.predicate in held:
            held[quad.predicate][quad.subject] = quad.object.value if isinstance(quad.object, Literal) else quad.object
        elif quad.predicate == RDF.type and quad.object == KG.Utterance:
            utterances.add(quad.subject)
    speakers, words, names = held[SCHEMA.spokenByCharacter], held[SCHEMA.text], held[SKOS.prefLabel]
    whole = (one for one in utterances if one in speakers and one in words)
    return tuple(
        sorted((names.get(Iri(speakers[one]), "") + _doubt(held[KG.polarity].get(one, "")), words[one]) for one in whole)
    )


def _doubt(polarity: str) -> str:
    """That the speaker does not stand by what is told: "… (denied)", and otherwise nothing."""
    code = polarity.rpartition("/")[2]
    return "" if code in ("", "asserted") else f" ({code})"


def differences(before: Iterable[Said], after: Iterable[Said]) -> tuple[str, ...]:
    """What went ("− speaker: words"), what came ("+ …"), and what is worded anew ("speaker: words → other words")."""
    held, come = Counter(before), Counter(after)
    gone, new = sorted((held - come).elements()), sorted((come - held).elements())
    pairs = sorted(
        ((fuzz.ratio(sense(a[1]).words, sense(b[1]).words), a, b) for a in set(gone) for b in set(new) if a[0] == b[0]),
        key=lambda pair: (-pair[0], pair[1:]),
    )
    told = []
    for likeness, one, other in pairs:
        if likeness >= _REWORDED and one in gone and other in new:
            gone.remove(one)
            new.remove(other)
            told.append(f"{one[0]}: {one[1]} → {other[1]}")
    return (*sorted(told), *(f"− {who}: {words}" for who, words in gone), *(f"+ {who}: {words}" for who, words in new))
