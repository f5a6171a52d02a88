"""A scene as SVG: the same places, shapes and lines as in the browser, in one file without a script, a style or a link."""

import math

from markupsafe import escape

from kg.draw.picture import MANY, SHAPES, short, text, wrapped
from kg.draw.scene import Node, Scene, words
from kg.network import LINK_KINDS, NODE_KINDS, Line

_COLOURS = {
    "person": "#2f6db3",
    "organization": "#7a4fa5",
    "group": "#62738a",
    "country": "#c1551b",
    "sector": "#1c845b",
    "agreement": "#8f6c00",
    "measure": "#b2325b",
}
_LINES = (("#7d93ad", ""), ("#9b86b5", "8 4"), ("#b2325b", ""), ("#7fa893", "2 4"), ("#a9a9a3", "1 3"))
"""Colour and dashes of each kind of link, in the order of LINK_KINDS."""
_MARGIN, _HEAD = 60, 64
_PATH_SIZE = 10.0
"""What the paths of SHAPES reach to each side."""


def svg(scene: Scene, title: str) -> str:
    """The picture with its title and a legend of what is in it; the same scene and title give the same text."""
    there = {node.number: node for node in scene.nodes}
    left, top, width, height = _frame(scene)
    height += 26 * len(_legend(scene))
    size = f'viewBox="{left} {top} {width} {height}" width="{width}" height="{height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" font-family="system-ui, sans-serif">',
        f"<title>{_clean(title)}</title>",
        f"<desc>{_clean(summary(scene))}</desc>",
        f'<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="#ffffff"/>',
        f'<text x="{left + 20}" y="{top + 34}" font-size="20" fill="#1d1c1a">{_clean(short(title, 100))}</text>',
        *(_line(line, there[line.source], there[line.target]) for line in scene.lines),
        *(_node(node, small=len(scene.nodes) > MANY) for node in scene.nodes),
        *_keys(scene, left + 30, top + height - 26 * len(_legend(scene))),
        "</svg>",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def summary(scene: Scene) -> str:
    """How much a scene shows."""
    nodes, lines, facts = len(scene.nodes), len(scene.lines), sum(line.count for line in scene.lines)
    return f"{nodes:,} {'node' if nodes == 1 else 'nodes'}, {lines:,} {'line' if lines == 1 else 'lines'} of {facts:,} links"


def _clean(written: object) -> str:
    """A text that XML can carry."""
    return str(escape(text(written).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")))


def _frame(scene: Scene) -> tuple[int, int, int, int]:
    xs, ys = [node.x for node in scene.nodes] or [0], [node.y for node in scene.nodes] or [0]
    left, top = min(xs) - 2 * _MARGIN, min(ys) - _MARGIN - _HEAD
    return left, top, max(xs) - left + 2 * _MARGIN, max(ys) - top + 2 * _MARGIN


def _line(line: Line, source: Node, target: Node) -> str:
    """A curve from rim to rim with an arrow, so that lines to and fro lie apart."""
    colour, dashes = _LINES[line.kind]
    name = f"{source.label} – {words(line)} – {target.label}"
    width = f"{1 + min(line.count, 16) ** 0.5 * 0.7:.1f}"
    look = f'fill="none" stroke="{colour}" stroke-opacity="0.8" stroke-width="{width}"'
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    far = math.hypot(target.x - source.x, target.y - source.y)
    if far < 1:
        path = f"M{source.x} {source.y - source.radius}a18 18 0 1 1 1 0"
        return f'<path {look}{dashed} d="{path}"><title>{_clean(short(name, 300))}</title></path>'
    along = ((target.x - source.x) / far, (target.y - source.y) / far)
    bend = (-along[1] * far * 0.06, along[0] * far * 0.06)
    middle = ((source.x + target.x) / 2 + bend[0], (source.y + target.y) / 2 + bend[1])
    tip = (target.x - along[0] * (target.radius + 2), target.y - along[1] * (target.radius + 2))
    wing = [(tip[0] - 9 * along[0] + side * 4 * along[1], tip[1] - 9 * along[1] - side * 4 * along[0]) for side in (1, -1)]
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in (tip, *wing))
    path = f"M{source.x} {source.y}Q{middle[0]:.1f} {middle[1]:.1f} {tip[0]:.1f} {tip[1]:.1f}"
    drawn = f'<path {look}{dashed} d="{path}"><title>{_clean(short(name, 300))}</title></path>'
    return f'{drawn}<polygon points="{points}" fill="{colour}"/>'


def _node(node: Node, *, small: bool) -> str:
    scale = node.radius / _PATH_SIZE
    shape = f'<path transform="scale({scale:.2f})" d="{SHAPES[node.kind][1]}" fill="{_COLOURS[node.kind]}" stroke="#ffffff"/>'
    said = f"<title>{_clean(short(node.label, 200))} ({node.kind})</title>"
    return f'<g transform="translate({node.x} {node.y})">{said}{shape}{"" if small else _label(node)}</g>'


def _label(node: Node) -> str:
    size = 10 + node.radius // 2
    rows = "".join(
        f'<tspan x="0" y="{node.radius + 4 + size * (number + 1):.0f}">{_clean(row)}</tspan>'
        for number, row in enumerate(wrapped(node.label).split("\n"))
    )
    halo = 'stroke="#ffffff" stroke-width="3" paint-order="stroke"'
    return f'<text font-size="{size}" text-anchor="middle" fill="#1d1c1a" {halo}>{rows}</text>'


def _legend(scene: Scene) -> list[tuple[str, str]]:
    kinds, links = {node.kind for node in scene.nodes}, {line.kind for line in scene.lines}
    nodes = [(kind.name, kind.plural) for kind in NODE_KINDS if kind.name in kinds]
    return nodes + [(str(number), label) for number, (_, label) in enumerate(LINK_KINDS) if number in links]


def _keys(scene: Scene, x: int, y: int) -> list[str]:
    found = []
    for row, (name, label) in enumerate(_legend(scene)):
        if name in SHAPES:
            mark = f'<path d="{SHAPES[name][1]}" fill="{_COLOURS[name]}"/>'
        else:
            colour, dashes = _LINES[int(name)]
            mark = f'<path d="M-12 0H12" stroke="{colour}" stroke-width="3"' + (
                f' stroke-dasharray="{dashes}"/>' if dashes else "/>"
            )
        at = f'transform="translate({x} {y + 26 * row})"'
        found.append(f'<g {at}>{mark}<text x="22" y="5" font-size="14" fill="#1d1c1a">{label}</text></g>')
    return found
