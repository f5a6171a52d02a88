"""The commands that learn a reader from annotated news, and that measure one."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.options import JsonOption
from api.cli.printing import print_json, say
from kg.errors import SettingsError

CorporaArgument = Annotated[
    list[Path],
    typer.Argument(
        metavar="CORPUS...", help="Folders of brat standoff (text/, attributions/) or files of JSON Lines.", show_default=False
    ),
]


def train(  # noqa: PLR0913  # each is an option of the command
    corpora: CorporaArgument,
    out: Annotated[Path, typer.Option("--out", metavar="MODEL", help="Folder that the model is written to.")],
    reader: Annotated[
        str, typer.Option(metavar="NAME", help='What learns: neural (needs the extra "train"), or rules.')
    ] = "neural",
    held_out: Annotated[
        list[Path] | None,
        typer.Option(metavar="CORPUS", help="Neural: texts to calibrate on instead of every tenth; may be given again."),
    ] = None,
    *,
    seed: Annotated[int, typer.Option(metavar="NUMBER", help="Decides every draw.")] = 1,
    epochs: Annotated[float, typer.Option(metavar="NUMBER", min=0.01, help="Neural: how often each text is seen.")] = 3.0,
    varied: Annotated[
        float,
        typer.Option(metavar="SHARE", min=0, max=1, help="Neural: texts shown with other quotation marks or letter case."),
    ] = 0.25,
) -> None:
    """Learn a reader from annotated news; the same texts and seed give the same model."""
    # Imported here because training brings scipy and torch, which nothing else needs.
    from loaders.training.corpus import read_corpora  # noqa: PLC0415

    if reader == "rules":
        from loaders.training.rules.train import train as learn_rules  # noqa: PLC0415

        if held_out:
            raise SettingsError("--held-out is for the neural reader: the rules hold out every third of the texts in turn")
        marks = learn_rules(read_corpora(corpora), out, seed=seed, tell=say)
    elif reader == "neural":
        from loaders.training.neural.fit import Recipe  # noqa: PLC0415
        from loaders.training.neural.train import train as learn  # noqa: PLC0415

        recipe = Recipe(seed=seed, epochs=epochs, varied=varied)
        marks = learn(read_corpora(corpora, every=True), read_corpora(held_out or ()), out, recipe, say)
    else:
        raise SettingsError(f"there is no reader {reader!r}: choose neural or rules")
    say(f"Wrote {out}. On the texts held out, each judged by what never saw it:")
    typer.echo(marks.table())


def calibrate(
    model: Annotated[Path, typer.Argument(metavar="MODEL", help="A folder that 'onrecord train' wrote for the neural reader.")],
    corpora: CorporaArgument,
) -> None:
    """Fit anew how sure a neural model may be, after the rules beside it changed; on texts that it did not learn from."""
    # Imported here because the network's runtime takes a moment that no question needs.
    from loaders.training.corpus import read_corpora  # noqa: PLC0415
    from loaders.training.neural.calibrate import refit  # noqa: PLC0415

    marks = refit(model, read_corpora(corpora))
    say(f"Wrote the confidence in {model}. Each text judged by what never saw it:")
    typer.echo(marks.table())


def evaluate(
    model: Annotated[
        str, typer.Argument(metavar="MODEL", help="'rules' or 'neural' as installed, or a folder that 'onrecord train' wrote.")
    ],
    corpora: CorporaArgument,
    *,
    json: JsonOption = False,
) -> None:
    """Measure a reader on annotated news: right means that content and source are each at least half shared."""
    # Imported here because the network's runtime takes a moment that no question needs.
    from loaders.training.corpus import read_corpora  # noqa: PLC0415
    from loaders.training.evaluate import evaluate as measure  # noqa: PLC0415

    marks = measure(model, read_corpora(corpora))
    if json:
        print_json(marks.figures())
    else:
        typer.echo(marks.table())
