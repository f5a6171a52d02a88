"""Draws how often claims of each confidence are right: the reliability diagram of both readers, as SVG.

    python -m benchmarks.reliability ../shared --out docs/images/reliability.svg

A dot is a tenth of the scale of confidence, as large as it has claims; on the diagonal, "0.9" means nine of ten.
"""

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.attribution import as_prediction, extract, judged, load_scorer, reliability

Row = tuple[float, float, int]
"""Mean confidence, share that is right, number of claims."""
_COLOURS = ("#2b6cb0", "#c05621")
_EDGE, _SIZE = 56, 360
_WIDTH, _HEIGHT = _EDGE + _SIZE + 24, _SIZE + 84


def diagram(tables: Mapping[str, tuple[Sequence[Row], float]]) -> str:
    """The SVG of the rows and the calibration error of each reader."""
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" font-size="13">',
        f"<title>Share of claims that are right, by confidence: {', '.join(tables)}</title>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>',
        *_axes(),
    ]
    for number, (reader, (rows, error)) in enumerate(tables.items()):
        lines.extend(_curve(rows, _COLOURS[number % len(_COLOURS)]))
        lines.extend(_legend(number, f"{reader}: calibration error {error:.3f}"))
    return "\n".join((*lines, "</svg>")) + "\n"


def _axes() -> Iterator[str]:
    for tenth in range(0, 11, 2):
        share = tenth / 10
        yield f'<path d="M{_x(share)} {_y(0)}V{_y(1)}M{_x(0)} {_y(share)}H{_x(1)}" stroke="#e2e8f0"/>'
        yield f'<text x="{_x(share)}" y="{_y(0) + 18}" text-anchor="middle">{share:.1f}</text>'
        yield f'<text x="{_x(0) - 8}" y="{_y(share) + 4}" text-anchor="end">{share:.1f}</text>'
    yield f'<path d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}" stroke="#718096" stroke-dasharray="4 4"/>'
    yield f'<text x="{_x(0.5)}" y="{_y(0) + 36}" text-anchor="middle">confidence</text>'
    yield f'<text transform="translate(16 {_y(0.5)}) rotate(-90)" text-anchor="middle">share that is right</text>'


def _curve(rows: Sequence[Row], colour: str) -> Iterator[str]:
    points = " ".join(f"{_x(mean)},{_y(right)}" for mean, right, _ in rows)
    yield f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="1.5"/>'
    for mean, right, number in rows:
        radius = round(2 + number**0.5 / 3, 1)
        yield f'<circle cx="{_x(mean)}" cy="{_y(right)}" r="{radius}" fill="{colour}" fill-opacity="0.6">'
        yield f"<title>{number} claims of confidence {mean:.2f}: {right:.2f} right</title></circle>"


def _legend(number: int, words: str) -> Iterator[str]:
    y = _y(1) + 16 + 20 * number
    yield f'<circle cx="{_x(0.03)}" cy="{y - 4}" r="5" fill="{_COLOURS[number % len(_COLOURS)]}"/>'
    yield f'<text x="{_x(0.06)}" y="{y}">{words}</text>'


def _x(share: float) -> float:
    return round(_EDGE + _SIZE * share, 1)


def _y(share: float) -> float:
    return round(16 + _SIZE * (1 - share), 1)


def measure(shared: Path, split: str, readers: Iterable[str]) -> dict[str, tuple[list[Row], float]]:
    """Each reader's rows and calibration error on a split of the corpus."""
    gold = shared / "corpora/polnear" / split
    scorer = load_scorer(shared)
    known = scorer.load_gold([gold], "first")
    texts = [path for path in sorted((gold / "text").glob("*.txt")) if path.stem in known]
    return {
        reader: reliability(judged(scorer, gold, [as_prediction(record) for record in extract(texts, reader)]))
        for reader in readers
    }


def main() -> None:
    """Measure both readers, write the picture."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="the development library, with corpora/ and bench/")
    parser.add_argument("--split", default="dev")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    arguments.out.write_text(diagram(measure(arguments.shared, arguments.split, ("neural", "rules"))), encoding="utf-8")


if __name__ == "__main__":
    main()
