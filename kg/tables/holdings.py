"""Posts as one graph tells them, with what time lines need: whose, which, for whom, since when, and where it stands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from kg.model import Iri
from kg.tables.source import About, iris, text_of
from ontology.terms import DCTERMS, KG, ORG, SCHEMA

HOLDING_SCHEMA = """
CREATE TABLE holding (
  graph INTEGER NOT NULL, fact TEXT NOT NULL, document INTEGER NOT NULL, member INTEGER NOT NULL, role INTEGER NOT NULL,
  organization INTEGER NOT NULL, country INTEGER NOT NULL, status INTEGER NOT NULL, since TEXT NOT NULL, until TEXT NOT NULL,
  first TEXT NOT NULL, last TEXT NOT NULL,
  PRIMARY KEY (graph, fact, document, member, role, organization, country, status, since, until)
) WITHOUT ROWID;
CREATE INDEX holding_member ON holding (member);
CREATE INDEX holding_role ON holding (role);
CREATE INDEX holding_organization ON holding (organization);
CREATE INDEX holding_country ON holding (country);
"""
"""IRIs are rows of `name` that have no label; but of a fact, and of its first and last passage in alphabetical order, only the
fragment is noted ("#post-120-49081c") where it is one of the document's."""

SAID = (SCHEMA.startDate, SCHEMA.endDate, KG.evidence)
"""What is looked at of posts, beside what summaries tell of them."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class HoldingEntry:
    """A post of somebody; IRIs and partial ISO dates, "" where none is told. `first` and `last` are passages."""

    fact: str
    document: str
    member: str
    role: str
    organization: str
    country: str
    status: str
    since: str
    until: str
    first: str
    last: str

    @property
    def nodes(self) -> tuple[str, ...]:
        """What the columns of numbers name, in their order."""
        return (self.document, self.member, self.role, self.organization, self.country, self.status)


def holdings(posts: Mapping[Iri, About]) -> Iterator[HoldingEntry]:
    """Each way to read the posts of a graph; one without a holder, a role, a status or evidence tells nothing."""
    for fact, about in posts.items():
        passages = iris(about, KG.evidence)
        if not passages:
            continue
        columns: tuple[Sequence[str], ...] = (
            *(iris(about, said) for said in (DCTERMS.source, ORG.member, ORG.role)),
            *(iris(about, said) or ("",) for said in (ORG.organization, KG.country)),
            iris(about, KG.status),
            *(_texts(about, said) for said in (SCHEMA.startDate, SCHEMA.endDate)),
        )
        for document, member, role, organization, country, status, since, until in product(*columns):
            yield HoldingEntry(
                fact=_local(fact, document),
                document=document,
                member=member,
                role=role,
                organization=organization,
                country=country,
                status=status,
                since=since,
                until=until,
                first=_local(passages[0], document),
                last=_local(passages[-1], document),
            )


def _texts(about: About, said: str) -> list[str]:
    return sorted({text_of(value) for value in about.get(said, ())}) or [""]


def _local(iri: str, document: str) -> str:
    return iri.removeprefix(document) if iri.startswith(f"{document}#") else iri
