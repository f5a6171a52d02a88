"""Every IRI that Onrecord makes: pure functions of content, with no clock, counter, UUID or blank node.

Vocabulary, code lists, sectors and countries live under one fixed namespace, `ontology.terms.VOCABULARY`; everything else lives
under the *data base*, the one setting that a `Namer` holds. Paths of IRIs equal the paths of the web pages that show them.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import urlsplit

from kg.errors import IdentifierError
from ontology.terms import VOCABULARY

DEFAULT_BASE = VOCABULARY

_FORBIDDEN = re.compile(r"[\x00-\x20<>\"{}|\\^`\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def digest(*parts: str) -> str:
    """16 hexadecimal characters that name a sequence of texts; each part is length-prefixed, so ("ab", "c") ≠ ("a", "bc")."""
    hashed = hashlib.sha256()
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        hashed.update(f"{len(encoded)}:".encode())
        hashed.update(encoded)
    return hashed.hexdigest()[:16]


def check_iri(iri: str) -> str:
    """The IRI itself, if it is absolute and every serialisation can carry it; otherwise IdentifierError."""
    try:
        scheme = urlsplit(iri).scheme
    except ValueError as error:
        raise IdentifierError(f"{iri!r} is not an IRI: {error}") from error
    if not scheme or _FORBIDDEN.search(iri):
        raise IdentifierError(f"{iri!r} is not an absolute IRI without spaces, quotes, brackets or invisible characters")
    return iri


def slug(text: str) -> str:
    """A readable path segment of [a-z0-9-]: "Intergovernmental Affairs Minister" → "intergovernmental-affairs-minister".

    Two texts share a slug only if they differ in case, punctuation or spacing: where letters are lost (diacritics, other
    scripts), a digest of the text is added, "Mélanie Joly" → "melanie-joly-6f1c". Never empty, never a path.
    """
    folded = unicodedata.normalize("NFC", text).casefold().replace("’", "'").replace("'s", "s").replace(".", "")
    plain = "".join(c for c in unicodedata.normalize("NFKD", folded) if c.isascii())
    lossless = plain == folded or not _loses_letters(folded)
    words = _NOT_SLUG.sub("-", plain).strip("-")[:80].strip("-")
    if lossless and words and len(plain) <= 80:
        return words
    return f"{words}-{digest(folded)[:4]}" if words else digest(folded)[:8]


def _loses_letters(folded: str) -> bool:
    return any(not c.isascii() and c.isalnum() for c in folded) or any(unicodedata.combining(c) for c in folded)


def sector_iri(sector: str) -> str:
    """The IRI of a sector of the scheme by its slug, "steel"."""
    return f"{VOCABULARY}sector/{sector}"


def country_iri(code: str) -> str:
    """The IRI of a country by its code: ISO 3166-1 alpha-2, "EU", or "001" for the world."""
    return f"{VOCABULARY}country/{code}"


def code_iri(code: str) -> str:
    """The IRI of an entry of a code list by its label: "in force" → …/code/in-force."""
    return f"{VOCABULARY}code/{code.replace(' ', '-')}"


VOCABULARY_GRAPH = VOCABULARY + "graph/vocabulary"
"""The named graph of the ontology, code lists, sectors and countries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Namer:
    """Names data under one base IRI, which ends in "/" or "#"."""

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        check_iri(self.base)
        if not self.base.endswith(("/", "#")):
            raise IdentifierError(f"the base IRI must end in '/' or '#', and {self.base!r} does not: add one")

    def document(self, *, url: str | None, text: str) -> str:
        """A document: by its canonical URL where it is known, otherwise by its text."""
        return f"{self.base}document/{digest('url', url) if url else digest('text', text)}"

    def graph(self, document: str) -> str:
        """The named graph that holds one document's facts."""
        return f"{self.base}graph/{document.rsplit('/', 1)[-1]}"

    @property
    def derived_graph(self) -> str:
        """The named graph of what spans documents."""
        return f"{self.base}graph/derived"

    @property
    def runs_graph(self) -> str:
        """The named graph that records when which version read which document; the only place with a clock."""
        return f"{self.base}graph/runs"

    @property
    def pending_graph(self) -> str:
        """The named graph of the documents that changed since the derived graph was built; it is there only between the two."""
        return f"{self.base}graph/pending"

    @property
    def own_graph(self) -> str:
        """The named graph of what was written to the default graph itself."""
        return f"{self.base}graph/default"

    def passage(self, document: str, start: int, end: int) -> str:
        """A span of a document's text, in code points, as RFC 5147 writes it."""
        return f"{document}#char={start},{end}"

    def selector(self, document: str, start: int, end: int) -> str:
        """The position-and-quote selector of a passage."""
        return f"{document}#selector={start},{end}"

    def fact(self, document: str, kind: str, start: int, *key: str) -> str:
        """A fact of one document: its kind, where its evidence starts, and a digest of what it says."""
        return f"{document}#{kind}-{start}-{digest(*key)[:6]}"

    def group(self, document: str, name: str) -> str:
        """An unnamed group or an unknown speaker: an agent of one document only."""
        return f"{document}#group-{slug(name)}"

    def person(self, name: str, anchor: str | None) -> str:
        """A person: the canonical name, and the country code or organisation slug that the document knows them by."""
        return f"{self.base}person/{slug(name)}" + (f".{slug(anchor)}" if anchor else "")

    def anchor(self, person: str) -> str | None:
        """What the document knew a person by, as the IRI says: "ca", "guild-of-steelmakers", or None."""
        path = person.removeprefix(f"{self.base}person/").partition("~")[0]
        return path.partition(".")[2] or None

    def namesake(self, person: str, document: str) -> str:
        """Another person of the same name and anchor, by the first document that speaks of them."""
        return f"{person}~{digest(document)[:8]}"

    def match(self, one: str, other: str) -> str:
        """What is known of whether two agents are one; which comes first makes no difference."""
        return f"{self.base}match/{digest(*sorted((one, other)))}"

    def organization(self, name: str) -> str:
        """An organisation, by its canonical name."""
        return f"{self.base}organization/{slug(name)}"

    def role(self, title: str) -> str:
        """A post, by its title without country or organisation: "trade minister"."""
        return f"{self.base}role/{slug(title)}"

    def agreement(self, agreement: str) -> str:
        """An agreement of the lexicon, by its slug: "usmca"."""
        return f"{self.base}agreement/{agreement}"

    def measure(self, *, imposing: str, target: str | None, sector: str, measure: str) -> str:
        """A trade measure: "US-CA-steel-tariff"; "US-any-steel-tariff" where no target is stated."""
        return f"{self.base}measure/{imposing}-{target or 'any'}-{sector}-{measure.replace(' ', '-')}"

    def run(self, version: str, started: str) -> str:
        """A run of the program, by its version and the instant at which it started."""
        return f"{self.base}run/{digest(version, started)}"

    def version(self, version: str) -> str:
        """A version of the program, as the agent of its runs."""
        return f"{self.base}version/{slug(version.replace('.', '-'))}"

    def claim(self, utterance: str) -> str:
        """A consolidated claim, named after its founding utterance."""
        return f"{self.base}claim/{digest(utterance)}"
