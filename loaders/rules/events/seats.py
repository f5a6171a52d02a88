"""Buildings where governments sit, whose names stand before an event's word as its place: "Oval Office meeting"."""

from loaders.rules.grammar import Grammar


def is_seat(grammar: Grammar, token: int) -> bool:
    """Whether the word ends the name of a building where governments sit: "Oval Office meeting"."""
    return " ".join(grammar.text[max(token - 1, 0) : token + 1]) in _SEATS or grammar.text[token] in _SEATS


_SEATS = frozenset(
    ("White House", "Oval Office", "Kremlin", "Downing Street", "Blue House", "Capitol Hill", "Élysée", "Mar-a-Lago",
     "Camp David", "Chequers", "Berlaymont", "Zhongnanhai")
)  # fmt: skip
