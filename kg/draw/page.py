"""The HTML file around a picture: everything inline, every script allowed by its hash, every text escaped."""

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

import networkx as nx
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kg.draw.picture import SHAPES, picture, short, text
from kg.errors import OnrecordError
from kg.network import LINK_KINDS, NODE_KINDS

_TEMPLATES = Environment(loader=PackageLoader("kg", "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=False)


def page(graph: "nx.MultiDiGraph[str]", title: str, places: Mapping[str, tuple[int, int]] | None = None) -> str:
    """The HTML file of a network as `kg.network.network` makes it; it loads nothing and shows all links as a table too.

    Nodes lie in the places given, or are laid out. The same graph and title give the same text. Write it as UTF-8.
    """
    engine, script, style = _engine(), _inline("network.js"), _inline("network.css")
    drawn = picture(graph, places)
    kinds = {kind.name: kind.label for kind in NODE_KINDS}
    data = {
        "nodes": drawn.nodes,
        "edges": drawn.edges,
        "options": drawn.options,
        "names": [text(label) for _, label in graph.nodes(data="label")],
        "kinds": kinds,
        "alternative": f"{_summary(graph)} The table below the picture lists every link.",
    }
    return _TEMPLATES.get_template("network.html").render(
        title=text(title),
        summary=_summary(graph),
        caption=_caption(graph),
        policy=_policy((engine, script), style),
        engine=engine,
        script=script,
        style=style,
        data=_json(data),
        legend=_legend(graph),
        lines=_lines(graph),
        names=sorted({short(label, 120) for _, label in graph.nodes(data="label")}),
        rows=_rows(graph),
    )


@cache
def _engine() -> Markup:
    """vis-network as pyvis carries it, without the reference to its source map."""
    carried = files("pyvis").joinpath("templates", "lib", "vis-9.1.2", "vis-network.min.js").read_text("utf-8")
    lines = carried.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return _safe("vis-network.min.js", "\n".join(line for line in lines if not line.startswith("//# sourceMappingURL=")))


@cache
def _inline(name: str) -> Markup:
    return _safe(name, files("kg").joinpath("templates", name).read_text("utf-8"))


def _safe(name: str, code: str) -> Markup:
    """Code that may stand inside a script or style element as it is."""
    if any(end in code.casefold() for end in ("</script", "</style", "<!--")):
        raise OnrecordError(f"{name} cannot be put inside an HTML file, as it holds an end tag: install pyvis 0.3.2 again")
    return Markup(code)  # noqa: S704 - code of this package and of pyvis, checked above; never data


def _policy(scripts: tuple[str, ...], style: str) -> str:
    allowed = " ".join(_hash(script) for script in scripts)
    return f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; base-uri 'none'; form-action 'none'"


def _hash(code: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


def _json(data: object) -> Markup:
    """JSON that may stand inside a script element: pure ASCII, and nothing in it opens or closes a tag."""
    plain = json.dumps(data, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return Markup(plain.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704 - escaped here


def _legend(graph: "nx.MultiDiGraph[str]") -> list[dict[str, object]]:
    counts = Counter(str(kind) for _, kind in graph.nodes(data="kind"))
    return [
        {"name": kind.name, "label": kind.plural, "count": counts[kind.name], "path": SHAPES[kind.name][1]}
        for kind in NODE_KINDS
        if counts[kind.name]
    ]


def _lines(graph: "nx.MultiDiGraph[str]") -> list[dict[str, object]]:
    counts = Counter(str(link["kind"]) for _, _, link in graph.edges(data=True))
    return [{"name": name, "label": label, "count": counts[name]} for name, label in LINK_KINDS if counts[name]]


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _summary(graph: "nx.MultiDiGraph[str]") -> str:
    more = int(graph.graph.get("more_nodes", 0))
    shown = f"{_count(len(graph), 'node', 'nodes')} and {_count(graph.number_of_edges(), 'link', 'links')}"
    return f"{shown}; {more:,} more {'node is' if more == 1 else 'nodes are'} not shown." if more else f"{shown}."


def _caption(graph: "nx.MultiDiGraph[str]") -> str:
    parts = [_count(graph.number_of_edges(), "link", "links") + " in this table"]
    if more := int(graph.graph.get("more_links", 0)):
        parts.append(f"{_count(more, 'link', 'links')} of the graph left out")
    if unlinked := int(graph.graph.get("unlinked", 0)):
        parts.append(f"{_count(unlinked, 'fact', 'facts')} with one participant only, which make no link")
    return "; ".join(parts) + "."


def _rows(graph: "nx.MultiDiGraph[str]") -> list[dict[str, object]]:
    numbers = {node: number for number, node in enumerate(graph)}
    labels = {node: text(label) for node, label in graph.nodes(data="label")}
    rows: list[dict[str, object]] = [
        {
            "source": numbers[source],
            "target": numbers[target],
            "subject": labels[source],
            "object": labels[target],
            "relation": text(link["label"]),
            "date": text(link["date"]),
            "document": text(_document(link)),
            "url": _web(str(link["url"])),
            "evidence": text(link["evidence"]),
            "confidence": f"{float(link['confidence']):.2f}" if link["fact"] else "",
        }
        for source, target, link in graph.edges(data=True)
    ]
    return sorted(rows, key=lambda row: (str(row["subject"]).casefold(), str(row["object"]).casefold(), str(row["relation"])))


def _document(link: dict[str, object]) -> str:
    named = " – ".join(part for part in (str(link["title"]), str(link["publisher"])) if part)
    return named or "/".join(str(link["document"]).split("/")[-2:])


def _web(url: str) -> str:
    """The address if it is one of the web; a document may claim any other, and a link must not run it."""
    try:
        return url if urlsplit(url).scheme in ("http", "https") else ""
    except ValueError:
        return ""
