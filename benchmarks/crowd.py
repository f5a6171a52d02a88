"""A crowd of invented people seen in documents under several names, to measure how long it takes to tell who is who.

    python -m benchmarks.crowd --people 10000          seconds, pairs compared, precision and recall of the merges

Names are made of syllables, some far more often than others; each person has a country and posts and is seen in one to
six documents: by the full name, with initials, by the surname and the post, without country, or misspelt.
"""

import argparse
import time
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import accumulate, combinations
from random import Random

from benchmarks.world import COUNTRIES, TITLES
from kg.consolidate.identities import identify
from kg.consolidate.pairing import pairs
from kg.consolidate.posts import Post
from kg.consolidate.profiles import Sighting
from kg.consolidate.seen import Seen
from kg.consolidate.splitting import cast
from kg.ids import Namer

_ONSETS = ("b", "br", "d", "f", "g", "h", "k", "kl", "l", "m", "n", "p", "r", "s", "st", "t", "v", "w", "z", "ch", "sh")
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ei", "ou")
_CODAS = ("", "", "n", "r", "l", "s", "m", "nd", "k", "tt")
_FAMILIES, _GIVEN = 30_000, 2_500
_LEVEL = 0.8
"""How unequal the shares of names are: the commonest of 30,000 surnames is borne by about seven in a thousand."""


def _word(random: Random, syllables: int) -> str:
    return "".join(
        random.choice(_ONSETS) + random.choice(_VOWELS) + random.choice(_CODAS) for _ in range(syllables)
    ).capitalize()


def _shares(size: int) -> list[float]:
    return list(accumulate((rank + 20) ** -_LEVEL for rank in range(size)))


def _misspelt(random: Random, word: str) -> str:
    at = random.randrange(1, len(word))
    return word[:at] + random.choice("aeiou") + word[at + 1 :] if word[at] in "aeiou" else word[:at] + word[at] + word[at:]


def crowd(people: int, seed: int = 1) -> Iterator[tuple[int, Sighting]]:
    """Sightings with the number of the person who is really meant."""
    random, namer = Random(seed), Namer()
    families = [_word(random, 2 + n % 2) for n in range(_FAMILIES)]
    given = [_word(random, 2) for _ in range(_GIVEN)]
    family_shares, given_shares = _shares(_FAMILIES), _shares(_GIVEN)
    for number in range(people):
        first = given[bisect(given_shares, random.random() * given_shares[-1])]
        last = families[bisect(family_shares, random.random() * family_shares[-1])]
        country, title = random.choice(COUNTRIES), random.choice(TITLES)
        began = random.randrange(2005, 2024)
        for nth in range(random.choice((1, 1, 2, 2, 3, 6))):
            how = random.choice(("full", "full", "full", "initial", "surname", "bare", "misspelt")) if nth else "full"
            name = {"initial": f"{first[0]}. {last}", "surname": last, "misspelt": f"{first} {_misspelt(random, last)}"}.get(
                how, f"{first} {last}"
            )
            known = "" if how == "bare" else str(country)
            yield (
                number,
                Sighting(
                    agent=namer.person(name, known.casefold() or None),
                    document=namer.document(url=f"https://crowd.example/{number}-{nth}", text=""),
                    label=name,
                    country=known,
                    year=began + random.randrange(3),
                    posts=(Post(title=title, country=known),) if known else (),
                    written=(name,),
                ),
            )


def main() -> None:
    """Print how long it takes, and what is right of the merges."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=10_000)
    arguments = parser.parse_args()
    made = list(crowd(arguments.people))
    everybody = Seen(people=tuple(sighting for _, sighting in made), organizations=(), written=())
    compared = sum(1 for _ in pairs(cast(everybody.profiles, everybody.told, Namer()).profiles))
    start = time.process_time()
    found = identify(everybody, Namer())
    took = time.process_time() - start
    real: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for number, sighting in made:
        real[found.canonical(sighting.agent, sighting.document)][number] += 1
    print(f"{arguments.people:,} people, {len(made):,} sightings: {took:.1f} s of processor time, {compared:,} pairs compared")
    print("of pairs of sightings that are joined, really one person: "
          f"{_share(real):.3f} ({sum(v == 'doubtful' for v, _ in found.matches):,} left to a reader)")  # fmt: skip


def _share(groups: Mapping[str, Mapping[int, int]]) -> float:
    right = wrong = 0
    for numbers in groups.values():
        right += sum(count * (count - 1) // 2 for count in numbers.values())
        wrong += sum(a * b for a, b in combinations(numbers.values(), 2))
    return right / max(1, right + wrong)


if __name__ == "__main__":
    main()
