"""Long documents in parts: nothing lost, no passage torn, every link leads to the part that holds its words."""

import re
from collections.abc import Iterator
from gzip import compress
from html import unescape
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.pages import parts, shown
from api.pages.highlight import cut
from api.pages.parts import SURELY_FIRST, part_at
from api.settings import Settings
from kg.facts import Claim, Form, SectorId
from kg.ids import Namer
from kg.model import Document, EntityKind, Mention
from tests.api.running import serving, store_document
from tests.api.test_pages import HTML, _Page

SENTENCE = (
    "Ada Quill said the price of steel in month {:05} would rise, and nobody at the table of the guild spoke up against it.\n"
)
HEAVIEST = 250_000


def walked(text: str, passages: list[tuple[int, int]]) -> list[parts.Part]:
    found = [part_at(text, passages, 0)]
    while (behind := found[-1].behind) is not None:
        found.append(part_at(text, passages, behind))
    return found


@given(st.lists(st.tuples(st.integers(0, 599), st.integers(1, 90)), max_size=12), st.integers(0, 600))
def test_parts_make_up_the_text_and_tear_no_passage(starts: list[tuple[int, int]], length: int) -> None:
    text = ("word and word\n" * 50)[:length]
    passages = [(start, start + more) for start, more in starts if start + more <= length]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(parts, "LONGEST", 100)
        patched.setattr(parts, "SURELY_FIRST", 50)
        found = walked(text, passages)
        assert "".join(text[part.start : part.end] for part in found) == text
        assert [part.number for part in found] == list(range(1, found[0].of + 1))
        for place in passages:
            assert sum(part.holds(place) for part in found) == 1
            assert part_at(text, passages, place[0]).holds(place)


def test_a_short_text_is_one_part() -> None:
    assert part_at("", [], 0) == parts.Part(0, 0)
    assert part_at("short", [(0, 5)], 99) == parts.Part(0, 5)


def test_a_part_of_a_text_names_passages_by_the_places_of_the_whole() -> None:
    pieces = cut("cdef", [(3, 5), (0, 4)], [(4, 6)], start=2)
    assert [piece.value for piece in pieces if piece.kind == "open"] == ["char=3,5", "char=4,6"]
    assert "".join(piece.value for piece in pieces if piece.kind == "text") == "cdef"


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        ("", ""),
        ("#char=120,260", "#char=120,260"),
        (f"#char={SURELY_FIRST - 1},{SURELY_FIRST}", f"#char={SURELY_FIRST - 1},{SURELY_FIRST}"),
        ("#char=70000,70010", "?at=70000#char=70000,70010"),
        ("#utterance-70000-ab12cd", "?at=70000#utterance-70000-ab12cd"),
        ("#measure-report-1317-5ff92b", "#measure-report-1317-5ff92b"),
    ],
)
def test_links_far_into_a_document_ask_for_their_part(fragment: str, expected: str) -> None:
    base = Namer().base
    assert shown.path_of(f"{base}document/abc{fragment}", base) == f"/document/abc{expected}"


@pytest.fixture(scope="module")
def long_document(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[httpx.Client, Document]]:
    """A server over a document of 260,000 characters in which everybody speaks."""
    path: Path = tmp_path_factory.mktemp("long") / "store"
    text = "".join(SENTENCE.format(number) for number in range(2_200))
    document = Document(
        iri=Namer().document(url=None, text=text), id="long", path="long.txt", text=text, sha256="0" * 64, language="en",
        title="A long record",
    )  # fmt: skip
    facts = []
    for start in range(0, len(text), 10 * len(SENTENCE.format(0))):
        content = document.span(start + len("Ada Quill said "), text.index(",", start))
        speaker = Mention(span=document.span(start, start + len("Ada Quill")), name="Ada Quill", kind=EntityKind.PERSON)
        cue = document.span(start + len("Ada Quill "), start + len("Ada Quill said"))
        facts.append(
            Claim(
                speaker=speaker,
                cue=(cue,),
                content=(content,),
                form=Form.INDIRECT,
                sectors=(SectorId("steel"),),
                evidence=(content,),
                confidence=0.9,
                rule="test",
            )
        )
    store_document(path, document, tuple(facts))
    with serving(Settings(store=str(path))) as address, httpx.Client(base_url=address, headers=HTML, timeout=60) as made:
        yield made, document


def test_each_part_of_a_long_document_is_light_and_holds_what_links_point_at(
    long_document: tuple[httpx.Client, Document],
) -> None:
    client, document = long_document
    path = "/" + document.iri.removeprefix(Namer().base)
    address, texts, counted = path, [], 0
    while address:
        reply = client.get(address).text
        assert len(compress(reply.encode())) < HEAVIEST
        page = _Page(reply)
        assert all(link.removeprefix("#") in page.ids for link in page.links if link.startswith("#"))
        shown_text = re.search(r'<div class="source-text"[^>]*>(.*?)</div>', reply, re.S)
        assert shown_text is not None
        texts.append(unescape(re.sub(r"<[^>]+>", "", shown_text[1])))
        counted += reply.count('<li id="utterance-')
        following = re.search(r'href="(\?at=\d+)" rel="next"', reply)
        address = path + following[1] if following else ""
    assert len(texts) == 3
    assert "".join(texts) == document.text
    assert counted == 220
    last = client.get("/claims.json", params={"limit": 1, "sort": "oldest", "offset": 219}).json()["rows"][0]["document"][
        "passage"
    ]
    target = shown.path_of(last, Namer().base)
    assert target is not None
    place, _, fragment = target.partition("#")
    assert f'id="{fragment}"' in client.get(place).text
