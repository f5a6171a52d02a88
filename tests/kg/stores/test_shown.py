"""What others see in the place of a store: changed from the first moment, in step with it, and of no harm to it."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from kg.ids import Namer
from kg.lexicon import lexicon
from kg.model import Iri, Literal, Quad
from kg.rdf import document_quads, nquads, passages_only
from kg.resolve import resolve
from kg.stores import open_store
from kg.stores.disk import Writer, open_writer
from kg.stores.shown import FOLDER, Shown, remove_shown
from kg.stores.snapshots import Reader, open_reader
from kg.stores.triples import StoredTriples
from kg.tables import memory_tables
from ontology.terms import SCHEMA
from tests.kg.facts_for_tests import example_document, example_facts
from tests.kg.tables.contents import contents

_MORE = "\nNobody spoke of plums.\n"
_GRAPH = Iri(Namer().graph(example_document().iri))
_OTHER = Iri("https://onrecord.example/graph/other")


def _document(more: str = _MORE) -> tuple[Quad, ...]:
    example = example_document()
    document, facts = replace(example, text=example.text + more), example_facts()
    return document_quads(document, facts, resolve(document, facts, Namer(), lexicon()), Namer(), lexicon())


def _texts(text: str) -> tuple[Quad, ...]:
    """A graph that is a document with nothing read from it."""
    iri = Iri("https://onrecord.example/document/other")
    return (Quad(subject=iri, predicate=Iri(SCHEMA.text), object=Literal(value=text), graph=_OTHER),)


@contextmanager
def _shown(writer: Writer) -> Iterator[Shown]:
    made = Shown(writer, passages_only, rules="1")
    try:
        yield made
    finally:
        made.close()


@contextmanager
def _read(shown: Shown) -> Iterator[Reader]:
    with open_reader(shown.root, None) as reader:
        assert isinstance(reader, Reader)
        yield reader


def _dump(store: Writer | Reader) -> str:
    return nquads(store.quads())


def _expected(writer: Writer) -> str:
    graphs: list[Sequence[Quad]] = [passages_only(tuple(writer.quads(name))) for name in writer.graph_names()]
    return nquads(quad for quads in graphs for quad in quads)


def _files(root: Path) -> dict[str, str]:
    """The content of what is told apart from the database: snapshots and side tables."""
    files = (path for part in ("snapshots", "tables") for path in (root / part).rglob("*") if path.is_file())
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(files)}


def test_the_copy_is_changed_from_the_first_moment_and_the_original_is_not(tmp_path: Path) -> None:
    with open_writer(tmp_path / "store", None) as writer:
        writer.replace_graphs({_GRAPH: _document()})
        writer.publish()
        before, files = _dump(writer), _files(writer.root)
        with _shown(writer) as shown, _read(shown) as reader:
            assert _dump(reader) == _expected(writer) != before
            assert not reader.ask('ASK { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } FILTER(CONTAINS(STR(?o), "plums")) }')
        assert _dump(writer) == before
        assert _files(writer.root) == files


def test_the_copy_follows_whatever_is_published_and_nothing_else(tmp_path: Path) -> None:
    with open_writer(tmp_path / "store", None) as writer, _shown(writer) as shown:
        for change in (
            {_GRAPH: _document()},
            {_OTHER: _texts("Late plums.")},
            {_GRAPH: _document("\nAnd of pears.\n")},
            {_OTHER: ()},
        ):
            first = shown.published
            writer.replace_graphs(change)
            assert shown.published == first
            writer.publish()
            with _read(shown) as reader:
                assert _dump(reader) == _expected(writer)
        writer.rebuild_tables()
        with _read(shown) as reader:
            assert _dump(reader) == _expected(writer)


def test_its_side_tables_are_those_of_its_own_graphs(tmp_path: Path) -> None:
    with open_writer(tmp_path / "store", None) as writer:
        writer.replace_graphs({_GRAPH: _document()})
        writer.publish()
        with _shown(writer) as shown:
            for _ in range(2):
                with _read(shown) as reader:
                    assert contents(reader.tables()) == contents(memory_tables(StoredTriples(reader._store)))
                    assert not reader.tables_state().trouble
                writer.replace_graphs({_GRAPH: _document("\nAnd of pears.\n"), _OTHER: _texts("x")})
                writer.publish()


def _begun(root: Path) -> tuple[str | None, str]:
    """The snapshot that a copy begins with, and what is in it."""
    with open_writer(root, None) as writer, _shown(writer) as shown, _read(shown) as reader:
        assert _dump(reader) == _expected(writer)
        return shown.published, _dump(reader)


def test_the_copy_is_kept_for_the_next_time_unless_something_else_was_written(tmp_path: Path) -> None:
    root = tmp_path / "store"
    with open_writer(root, None) as writer:
        writer.replace_graphs({_GRAPH: _document()})
    first, again = _begun(root), _begun(root)
    assert first == again
    with open_writer(root, None) as writer:
        writer.replace_graphs({_OTHER: _texts("Late plums.")})
    later = _begun(root)
    assert later != first
    assert "plums" not in later[1]


def test_other_rules_make_another_copy(tmp_path: Path) -> None:
    root = tmp_path / "store"
    with open_writer(root, None) as writer:
        writer.replace_graphs({_GRAPH: _document()})
        writer.publish()
        Shown(writer, lambda quads: quads, rules="all").close()
        with _shown(writer) as shown, _read(shown) as reader:
            assert _dump(reader) == _expected(writer)


def test_a_copy_that_is_damaged_or_half_made_is_made_anew(tmp_path: Path) -> None:
    root = tmp_path / "store"
    with open_writer(root, None) as writer:
        writer.replace_graphs({_GRAPH: _document()})
    _begun(root)
    for path in (root / FOLDER / "live").glob("*.sst"):
        path.unlink()
    for name in ("live/CURRENT", "of"):
        (root / FOLDER / name).unlink(missing_ok=True)
        _begun(root)


def test_what_is_not_wanted_any_longer_goes(tmp_path: Path) -> None:
    root = tmp_path / "store"
    with open_writer(root, None) as writer:
        writer.replace_graphs({_GRAPH: _document()})
    _begun(root)
    remove_shown(root)
    remove_shown(root)
    with open_store(root, write=False) as reader:
        assert reader.ask('ASK { ?s ?p ?o FILTER(CONTAINS(STR(?o), "plums")) }')
