"""Changes a store without end, to be killed: ``python -m tests.kg.tables.churning STORE SEED`` prints a line once it writes."""

import random
import sys
from pathlib import Path

from benchmarks.generate import graphs
from kg.stores.disk import open_writer


def churn(place: str, seed: str) -> None:
    """Put and remove documents, some at a time, and publish now and then."""
    made, chance = dict(graphs(30, seed=3)), random.Random(seed)
    names = tuple(made)
    with open_writer(Path(place), None) as writer:
        sys.stdout.write("writing\n")
        sys.stdout.flush()
        while True:
            some = chance.sample(names[1:], chance.randint(1, 3))
            writer.replace_graphs({name: made[name] if chance.random() < 0.7 else () for name in some})
            if chance.random() < 0.02:
                writer.replace_graphs({names[0]: made[names[0]] if chance.random() < 0.7 else ()})
            if chance.random() < 0.4:
                writer.publish()
            if chance.random() < 0.02:
                writer.rebuild_tables()


if __name__ == "__main__":
    churn(*sys.argv[1:])
