"""The words by which news attributes: which report words, which thoughts, which attitudes, and which deny or doubt."""

import tomllib
from importlib.resources import files

from kg.facts import Act, Polarity

_TABLE = tomllib.loads((files("loaders.rules") / "cues.toml").read_text(encoding="utf-8"))


def _words(name: str) -> frozenset[str]:
    return frozenset(_TABLE[name].split())


STATEMENTS = _words("statements")
THOUGHTS = _words("thoughts")
ATTITUDES = _words("attitudes")
SAYING = STATEMENTS - _words("ambiguous")
"""Statement lemmas that, as a verb with a personal subject, mark that subject as a speaker."""
_DENIALS = _words("denials")
_DOUBTS = _words("doubts")
_THOUGHT_NOUNS = _words("thought_nouns")
_ATTITUDE_NOUNS = _words("attitude_nouns")
_THOUGHT_ADJECTIVES = _words("thought_adjectives")


def act(lemma: str, pos: str, construction: str) -> Act:
    """What kind of attribution a cue makes; an unknown verb states where it takes a clause and shows an attitude otherwise."""
    if pos in ("NOUN", "PROPN"):
        return Act.THOUGHT if lemma in _THOUGHT_NOUNS else Act.ATTITUDE if lemma in _ATTITUDE_NOUNS else Act.STATEMENT
    if pos == "ADJ":
        return Act.THOUGHT if lemma in _THOUGHT_ADJECTIVES else Act.ATTITUDE
    if lemma in STATEMENTS:
        return Act.STATEMENT
    if lemma in THOUGHTS:
        return Act.THOUGHT
    if lemma in ATTITUDES:
        return Act.ATTITUDE
    return Act.STATEMENT if construction.startswith(("clause", "quotation", "according", "parenthetical")) else Act.ATTITUDE


def polarity(lemma: str) -> Polarity:
    """Whether a cue asserts, denies or questions what follows it."""
    if lemma in _DENIALS:
        return Polarity.DENIED
    return Polarity.QUESTIONED if lemma in _DOUBTS else Polarity.ASSERTED
