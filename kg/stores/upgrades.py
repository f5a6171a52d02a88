"""Stores of an older form brought to the form of this program, step by step, while the old one is kept.

Before anything changes, a copy of hard links goes to before-N/, N being the new form; it is a backup like any other, which
`onrecord restore` makes a store of, also for an older program. Until the new form is published, onrecord.json tells that it is
under way: whoever opens the store next begins again from the copy.
"""

import logging
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError, StoreLockedError
from kg.ids import Namer
from kg.model import Iri, Quad
from kg.stores.engine import Engine
from kg.stores.explained import ENGINE_ERRORS, explain
from kg.stores.layout import SCHEMA, Description, Layout, describe, described, take
from ontology.terms import KG
from ontology.terms import SCHEMA as SCHEMA_ORG

LOG = logging.getLogger("onrecord.stores")

_KEPT = "before-"

Opened = Callable[[Layout], ox.Store]
"""Opens the live database for the one process that writes."""


def _every_document_pending(store: Engine) -> None:
    """From form 1 to 2: the derived graph did not tell which documents it knows, so that it is to be built anew."""
    namer = Namer(base=store.base)
    found = store.select(f"SELECT DISTINCT ?document WHERE {{ ?document a <{SCHEMA_ORG.NewsArticle}> }} ORDER BY ?document")
    about, predicate, graph = Iri(namer.derived_graph), Iri(KG.pending), Iri(namer.pending_graph)
    quads = [
        Quad(subject=about, predicate=predicate, object=document, graph=graph)
        for document in found.column("document")
        if document is not None
    ]
    store.replace_graphs({about: (), graph: quads})


STEPS: Mapping[int, Callable[[Engine], None]] = {1: _every_document_pending}
"""What makes of each form the next one."""


@contextmanager
def upgraded(layout: Layout, opened: Opened) -> Iterator[None]:
    """Within, the live database has the form of this program, and is to be published; this is put on record at the end.

    StoreLockedError where another process writes or does the same, StoreError where the disk does not let it.
    """
    found = described(layout)
    if found is None or (found.schema == SCHEMA and found.upgrading is None):
        yield
        return
    handle = take(layout.root, exclusive=True)
    if handle is None:
        raise StoreLockedError(f"another process brings the store at {layout.root} to a new form: wait until it ends")
    try:
        _upgrade(layout, found, opened)
        yield
        _settle(layout, found.base)
    except ENGINE_ERRORS as error:
        raise StoreError(f"the store at {layout.root} cannot be brought to form {SCHEMA} now: {explain(error)}") from error
    finally:
        os.close(handle)


def _upgrade(layout: Layout, found: Description, opened: Opened) -> None:
    before, kept = found.upgrading or found.schema, Layout(layout.root / f"{_KEPT}{SCHEMA}")
    if found.upgrading is None:
        _keep(layout, found, kept, opened)
        describe(layout, found.base, upgrading=before)
    else:
        _begin_again(layout, kept)
    store = Engine(opened(layout), found.base, place=str(layout.root))
    for number in range(before, SCHEMA):
        STEPS[number](store)
    store.close()
    layout.unpublished.write_bytes(b"")  # nobody knows which graphs have changed


def _settle(layout: Layout, base: str) -> None:
    describe(layout, base)
    kept = layout.root / f"{_KEPT}{SCHEMA}"
    LOG.warning(
        "the store at %s has been brought to form %d; as it was before it is kept at %s, which may be removed",
        *(layout.root, SCHEMA, kept),
    )


def _keep(layout: Layout, found: Description, kept: Layout, opened: Opened) -> None:
    """Put a copy of hard links of the live database into a folder, whole or not at all; copies of earlier forms go."""
    live = opened(layout)
    part = Layout(layout.root / f"{kept.root.name}.part")
    for leftover in (part.root, *layout.root.glob(f"{_KEPT}*")):
        shutil.rmtree(leftover, ignore_errors=True)
    part.root.mkdir()
    live.flush()
    live.backup(str(part.live))
    describe(part, found.base, schema=found.schema)
    part.root.replace(kept.root)


def _begin_again(layout: Layout, kept: Layout) -> None:
    """Make the live database what the copy holds."""
    part = layout.root / "live.part"
    for leftover in (part, layout.live):
        shutil.rmtree(leftover, ignore_errors=True)
    shutil.copytree(kept.live, part, ignore=shutil.ignore_patterns("LOCK", "LOG*"), copy_function=_copied)
    part.replace(layout.live)


def _copied(source: str, target: str) -> str:
    """What the engine never changes is linked, the rest copied."""
    if Path(source).suffix == ".sst":
        os.link(source, target)
    else:
        shutil.copy2(source, target)
    return target
