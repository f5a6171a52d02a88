"""The commands that learn the neural reader from annotated news, and that measure it."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.options import JsonOption
from api.cli.printing import print_json, say

CorporaArgument = Annotated[
    list[Path],
    typer.Argument(
        metavar="CORPUS...", help="Folders of brat standoff (text/, attributions/) or files of JSON Lines.", show_default=False
    ),
]


def train(
    corpora: CorporaArgument,
    out: Annotated[Path, typer.Option("--out", metavar="MODEL", help="Folder that the model is written to.")],
    held_out: Annotated[
        list[Path] | None,
        typer.Option(metavar="CORPUS", help="Texts to calibrate on instead of every tenth; may be given again."),
    ] = None,
    *,
    seed: Annotated[int, typer.Option(metavar="NUMBER", help="Decides every draw.")] = 1,
    epochs: Annotated[float, typer.Option(metavar="NUMBER", min=0.01, help="How often each text is seen.")] = 3.0,
    varied: Annotated[
        float, typer.Option(metavar="SHARE", min=0, max=1, help="Texts shown with other quotation marks or letter case.")
    ] = 0.25,
) -> None:
    """Learn the neural reader from annotated news; needs the extra "train"."""
    # Imported here because training brings torch, which nothing else needs.
    from loaders.training.neural.corpus import read_corpora  # noqa: PLC0415
    from loaders.training.neural.fit import Recipe  # noqa: PLC0415
    from loaders.training.neural.train import train as learn  # noqa: PLC0415

    recipe = Recipe(seed=seed, epochs=epochs, varied=varied)
    marks = learn(read_corpora(corpora, every=True), read_corpora(held_out or ()), out, recipe, say)
    say(f"Wrote {out}. On the texts held out, each calibrated without itself:")
    typer.echo(marks.table())


def evaluate(
    model: Annotated[Path, typer.Argument(metavar="MODEL", help="Folder of a model that 'onrecord train' wrote.")],
    corpora: CorporaArgument,
    *,
    json: JsonOption = False,
) -> None:
    """Measure a model on annotated news: right means that content and source are each at least half shared."""
    # Imported here because the network's runtime takes a moment that no question needs.
    from loaders.training.neural.corpus import read_corpora  # noqa: PLC0415
    from loaders.training.neural.evaluate import evaluate as measure  # noqa: PLC0415

    marks = measure(model, read_corpora(corpora))
    if json:
        print_json(marks.figures())
    else:
        typer.echo(marks.table())
