"""Writes docs/reference/ from the program itself: commands, questions, settings, the facts JSON, the vocabulary.

python scripts/generate_reference.py            write the files
python scripts/generate_reference.py --check    fail if a file differs from what the program says
"""

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import click
import typer
from rdflib import Graph, URIRef
from rdflib.namespace import RDFS, SKOS

import ontology
from api.cli import exits
from api.cli.program import app
from api.settings import PREFIX, Settings
from kg import facts_json
from kg.export import FORMATS
from kg.lexicon import lexicon
from kg.queries import named_queries
from ontology.terms import KG

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "reference"
_OWN_TERMS = (
    "Own terms, in the namespace `https://onrecord.example/ontology#`; everything else reuses schema.org, ORG, PROV-O, Web"
    " Annotation, SKOS and Dublin Core, see `ontology/ontology.ttl`."
)
_NOTE = "<!-- Written by scripts/generate_reference.py; change the program, not this page. -->\n"


def commands() -> str:
    """Every command with its help, as the program prints it."""
    group = typer.main.get_command(app)
    parts = [
        "# Commands",
        _NOTE,
        exits.EXPLAINED.replace(" · ", "\n- ").replace("Exit codes: ", "Exit codes of every command:\n\n- "),
    ]
    context = click.Context(group, info_name="onrecord")  # type: ignore[arg-type]  # typer brings its own click
    for name in group.list_commands(context):  # type: ignore[attr-defined]  # it is a group
        command = group.get_command(context, name)  # type: ignore[attr-defined]
        text = command.get_help(command.context_class(command, info_name=f"onrecord {name}", terminal_width=100))
        parts.append(f"## onrecord {name}\n```text\n{text.split(exits.EXPLAINED[:11])[0].rstrip()}\n```")
    return "\n\n".join(parts)


def questions() -> str:
    """Every named question with its parameters."""
    parts = [
        "# Questions with a name",
        _NOTE,
        "Ask them with `onrecord query NAME --param key=value`; each parameter may be left out. Every one also takes `limit`.",
    ]
    for query in named_queries():
        rows = [f"| `{p.name}` | {p.type} | {p.description} |" for p in query.parameters]
        table = "\n".join(("| parameter | type | meaning |", "|---|---|---|", *rows)) if rows else "No parameters."
        parts.append(f"## {query.name}\n{query.title}. {query.description}\n\n{table}")
    return "\n\n".join(parts)


def settings() -> str:
    """Every setting with its environment variable and default."""
    rows = []
    for name, field in Settings.model_fields.items():
        default = "a folder of yours, by the platform's convention" if field.default_factory else f"`{field.default}`"
        rows.append(f"| `{PREFIX}{name.upper()}` | {default} | {field.description or ''} |")
    head = "An option on the command line comes first, then the environment, then the default."
    return "\n\n".join(("# Settings", _NOTE, head, "\n".join(("| variable | default | meaning |", "|---|---|---|", *rows))))


def facts_format() -> str:
    """The facts JSON and its schema."""
    text = (
        "`onrecord extract PATH… --format jsonl` prints one JSON object per document, in the order of the documents. Spans are"
        " `[start, end)` in Unicode code points of the document's text as decoded. `null` is not stated, never a guess. Readers"
        " ignore fields they do not know."
    )
    schema = json.dumps(facts_json.schema(), indent=1, ensure_ascii=False)
    return "\n\n".join(("# The facts JSON Lines, onrecord-facts/1", _NOTE, text, f"```json\n{schema}\n```"))


def vocabulary() -> str:
    """Own classes and properties, code lists, sectors, agreements and export formats."""
    graph = Graph().parse(data="\n".join(ontology.turtle()), format="turtle")
    terms = [
        _row(f"`kg:{term.removeprefix(KG.base)}`", *(str(graph.value(URIRef(term), p)) for p in (RDFS.label, RDFS.comment)))
        for term in KG.terms()
    ]
    words = lexicon()
    sectors = [f"| `{sector}` | {words.sector_label(sector)} | {_codes(graph, sector)} |" for sector in words.sectors()]
    agreements = [
        f"| `{one}` | {words.agreement_label(one)} | {', '.join(sorted(words.agreement_names(one)))} |"
        for one in words.agreements()
    ]
    return "\n\n".join(
        (
            "# Vocabulary",
            _NOTE,
            _OWN_TERMS,
            _table(("term", "label", "meaning"), terms),
            "## Sectors",
            _table(("slug", "label", "Harmonized System and ISIC"), sectors),
            "## Agreements",
            _table(("slug", "label", "names in the news"), agreements),
            "## Export formats",
            ", ".join(f"`{name}`" for name in FORMATS),
        )
    )


def _codes(graph: Graph, sector: str) -> str:
    iri = URIRef(f"https://onrecord.example/sector/{sector}")
    found = {
        str(match).removeprefix("https://onrecord.example/")
        for predicate in (SKOS.exactMatch, SKOS.closeMatch, SKOS.narrowMatch)
        for match in graph.objects(iri, predicate)
    }
    return " ".join(sorted(found))


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


def _table(head: tuple[str, ...], rows: Iterable[str]) -> str:
    return "\n".join(("| " + " | ".join(head) + " |", "|" + "---|" * len(head), *rows))


PAGES: tuple[tuple[str, Callable[[], str]], ...] = (
    ("commands.md", commands),
    ("facts-json.md", facts_format),
    ("questions.md", questions),
    ("settings.md", settings),
    ("vocabulary.md", vocabulary),
)


def main() -> int:
    """Write the pages, or with --check name those that differ."""
    differ = []
    for name, page in PAGES:
        path, text = FOLDER / name, page().rstrip() + "\n"
        if "--check" in sys.argv[1:]:
            if not path.is_file() or path.read_text("utf-8") != text:
                differ.append(name)
        else:
            path.write_text(text, encoding="utf-8")
    if differ:
        print(
            f"docs/reference is behind the program: {', '.join(differ)}. Run: python scripts/generate_reference.py",
            file=sys.stderr,
        )
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
