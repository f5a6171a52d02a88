"""Every written name of persons, organisations, countries and agreements."""

from kg.facts import AgreementId, Naming
from kg.model import Document, EntityKind, Mention
from loaders.nlp import Parser
from loaders.rules.names import find_names
from loaders.rules.people import read_people

PARSER = Parser()


def names(text: str) -> dict[str, Naming]:
    document = Document(iri="https://onrecord.example/document/0", id="0", path="0", text=text, sha256="")
    (parsed,) = PARSER.parse([document])
    return {naming.written: naming for naming in find_names(parsed, read_people(parsed))}


def test_a_person_under_full_and_short_name() -> None:
    found = names("Minister Lena Hoffmann spoke in Rome. Hoffmann left. Later, Hoffmann returned.")
    assert isinstance(found["Hoffmann"].names, Mention)
    assert found["Hoffmann"].names.name == found["Lena Hoffmann"].names.name == "Lena Hoffmann"  # type: ignore[union-attr]
    assert [span.text for span in found["Hoffmann"].evidence] == ["Hoffmann", "Hoffmann"]


def test_a_country_goes_by_its_code_and_an_agreement_by_its_slug() -> None:
    found = names("Mexico wants to keep the CUSMA as it is.")
    country = found["Mexico"].names
    assert isinstance(country, Mention)
    assert (country.name, country.kind) == ("MX", EntityKind.COUNTRY)
    assert found["CUSMA"].names == AgreementId("usmca")


def test_an_organisation_knows_the_country_in_its_name() -> None:
    body = names("The Bank of Canada raised rates.")["Bank of Canada"].names
    assert isinstance(body, Mention)
    assert (body.kind, body.country) == (EntityKind.ORGANIZATION, "CA")


def test_no_name_no_fact() -> None:
    assert names("the rain fell on the fields all day") == {}
    assert names("") == {}


def test_a_body_whose_name_ends_with_a_country_is_no_country() -> None:
    found = names("Yesterday the lobby Cement Norge Canada said no. Rain fell in Canada.")
    kinds = {written: naming.names.kind for written, naming in found.items() if isinstance(naming.names, Mention)}
    assert kinds.get("Cement Norge Canada") is EntityKind.ORGANIZATION
    assert kinds["Canada"] is EntityKind.COUNTRY
