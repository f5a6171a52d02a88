"""A small annotated corpus of our own: who said what in a port, a council and a stadium, written by rule."""

from loaders.training.brat import Annotated, Attribution, Offsets

_SPEAKERS = ("Mayor Ada Brook", "Tom Reed, the engineer", "The harbour board", "Coach Lena Sund", "She", "Analysts")
_CUES = ("said", "argued", "warned", "announced", "believes", "claimed")
_CONTENTS = (
    "the bridge would reopen in May",
    "the new fee had driven ships away",
    "the team needed two more players",
    "the budget was too small for three schools",
    "the old warehouse should be sold",
)
_FILLERS = (
    "The ferry left at nine.",
    "Rain fell on the market all morning.",
    "Two trucks blocked the main road near the port.",
    "The council meets in a red brick house.",
)


def annotated(number: int) -> Annotated:
    """One text with three attributions (before, behind and in quotation marks) between plain sentences."""
    writer = _Writer()
    for place in range(3):
        turn = number * 3 + place
        speaker, cue = _SPEAKERS[turn % len(_SPEAKERS)], _CUES[(turn * 5 + number) % len(_CUES)]
        content = _CONTENTS[(turn * 2 + number) % len(_CONTENTS)]
        writer.plain(_FILLERS[(turn + number) % len(_FILLERS)] + " ")
        writer.attribution(place, speaker, cue, content)
    return Annotated(id=f"text-{number:02}", text=writer.text, attributions=tuple(writer.attributions))


def corpus(size: int) -> tuple[Annotated, ...]:
    """So many texts, no two the same."""
    return tuple(annotated(number) for number in range(size))


class _Writer:
    """Puts a text together and notes where its parts stand."""

    def __init__(self) -> None:
        self.text = ""
        self.attributions: list[Attribution] = []

    def plain(self, words: str) -> Offsets:
        start = len(self.text)
        self.text += words
        return ((start, len(self.text)),)

    def attribution(self, place: int, speaker: str, cue: str, content: str) -> None:
        if place == 0:
            source, said = self.plain(speaker), (self.plain(" "), self.plain(cue))[1]
            self.plain(" that ")
            held = self.plain(content)
            self.plain(".\n")
        elif place == 1:
            held = self.plain(content[0].upper() + content[1:])
            self.plain(", ")
            source, said = self.plain(speaker), (self.plain(" "), self.plain(cue))[1]
            self.plain(".\n")
        else:
            self.plain("“")
            held = self.plain(content[0].upper() + content[1:] + " and nobody will stop it,")
            self.plain("” ")
            source, said = self.plain(speaker), (self.plain(" "), self.plain(cue))[1]
            self.plain(".\n")
        self.attributions.append(Attribution(source=source, cue=said, content=held))
