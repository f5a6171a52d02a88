"""The terms of every vocabulary that Onrecord writes, as Python names: a typo fails at import, not in the data."""

VOCABULARY = "https://onrecord.example/"
"""The fixed namespace of the program's own vocabulary, code lists, sectors and countries."""


class Namespace:
    """A closed list of terms under one base IRI.

    Example: ``ORG.Membership == "http://www.w3.org/ns/org#Membership"``; a name that is not listed raises AttributeError.
    """

    __slots__ = ("_names", "base")

    def __init__(self, base: str, *names: str) -> None:
        self.base = base
        self._names = frozenset(names)

    def __getattr__(self, name: str) -> str:
        if name not in self._names:
            raise AttributeError(f"{self.base} has no term {name!r} in ontology/terms.py")
        return self.base + name

    def terms(self) -> tuple[str, ...]:
        """All terms of the namespace, in alphabetical order."""
        return tuple(sorted(self.base + name for name in self._names))


KG = Namespace(
    VOCABULARY + "ontology#",
    "Utterance", "TradeMeasure", "MeasureReport", "Agreement", "Match",
    "act", "change", "confidence", "country", "cue", "dateText", "evidence", "exempts", "imposedBy", "imposedOn",
    "measure", "party", "polarity", "previousRate", "rate", "rateUpper", "rule", "sector", "status", "inside",
    "antecedent", "boilerplate", "candidate", "textHash",
    "agent", "canonical", "compares", "namesake", "rejected", "verdict",
    "Wording", "changedWords", "difference", "pending", "retraction", "utterance", "variation", "wording",
)  # fmt: skip
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "type")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#", "comment", "label", "seeAlso", "subClassOf", "subPropertyOf")
XSD = Namespace(
    "http://www.w3.org/2001/XMLSchema#",
    "boolean", "date", "dateTime", "decimal", "gYear", "gYearMonth", "integer", "nonNegativeInteger", "string",
)  # fmt: skip
OWL = Namespace("http://www.w3.org/2002/07/owl#", "sameAs", "versionInfo")
SKOS = Namespace(
    "http://www.w3.org/2004/02/skos/core#",
    "Concept", "ConceptScheme", "altLabel", "broader", "closeMatch", "exactMatch", "hiddenLabel", "inScheme",
    "narrowMatch", "notation", "prefLabel", "relatedMatch", "topConceptOf",
)  # fmt: skip
DCTERMS = Namespace(
    "http://purl.org/dc/terms/", "created", "date", "description", "identifier", "issued", "language", "publisher", "source",
    "title", "type",
)  # fmt: skip
SCHEMA = Namespace(
    "https://schema.org/",
    "Claim", "Country", "Event", "NewsArticle", "Person", "Quotation", "about", "agent", "appearance", "attendee",
    "endDate", "firstAppearance", "location", "mentions", "name", "recipient", "spokenByCharacter", "startDate", "text", "url",
)  # fmt: skip
ORG = Namespace("http://www.w3.org/ns/org#", "Membership", "Organization", "Role", "member", "organization", "role")
PROV = Namespace(
    "http://www.w3.org/ns/prov#",
    "Activity", "Entity", "SoftwareAgent", "endedAtTime", "generated", "startedAtTime", "used", "wasAssociatedWith",
    "wasDerivedFrom", "wasQuotedFrom", "generatedAtTime", "invalidatedAtTime", "specializationOf",
)  # fmt: skip
OA = Namespace(
    "http://www.w3.org/ns/oa#",
    "Annotation", "SpecificResource", "TextPositionSelector", "TextQuoteSelector", "end", "exact", "hasBody", "hasSelector",
    "hasSource", "hasTarget", "identifying", "motivatedBy", "start",
)  # fmt: skip
FOAF = Namespace("http://xmlns.com/foaf/0.1/", "Group")

PREFIXES: tuple[tuple[str, str], ...] = (
    ("code", VOCABULARY + "code/"),
    ("country", VOCABULARY + "country/"),
    ("dcterms", DCTERMS.base),
    ("foaf", FOAF.base),
    ("kg", KG.base),
    ("oa", OA.base),
    ("org", ORG.base),
    ("owl", OWL.base),
    ("prov", PROV.base),
    ("rdf", RDF.base),
    ("rdfs", RDFS.base),
    ("schema", SCHEMA.base),
    ("sector", VOCABULARY + "sector/"),
    ("skos", SKOS.base),
    ("xsd", XSD.base),
)
"""The prefixes of every Turtle file, query and result that Onrecord writes."""
