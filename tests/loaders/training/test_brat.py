"""Brat standoff: split and repeated parts, several annotators, and files that do not fit their text."""

from pathlib import Path

import pytest

from kg.errors import InputError, MissingInputError
from loaders.training.brat import Attribution, read_brat

TEXT = "“Ships wait,” Ana Ruiz said, “for a week.” It was reported."
ANNOTATION = """T1\tSource 14 22\tAna Ruiz
T2\tCue 23 27\tsaid
T3\tContent 1 11;30 41\tShips wait for a week.
T4\tCue 46 58\twas reported
T5\tContent 43 45\tIt
T6\tSource 0 1\tnever used
E1\tAttribution:T2 Cue:T2 Source:T1 Content:T3
E2\tAttribution:T4 Cue:T4 Content:T5
E3\tAttribution:T4 Cue:T4
#1\tNote T1\ta remark
"""


def write(folder: Path, annotations: dict[str, str], text: str = TEXT) -> Path:
    for name in ("text", "attributions"):
        (folder / name).mkdir(exist_ok=True)
    (folder / "text/a.txt").write_bytes(text.encode())
    for name, content in annotations.items():
        (folder / f"attributions/{name}.ann").write_bytes(content.encode())
    return folder


def test_parts_are_read_with_their_pieces_and_what_has_no_content_is_left_out(tmp_path: Path) -> None:
    (one,) = read_brat(write(tmp_path, {"a_one": ANNOTATION}))
    assert (one.id, one.text) == ("a", TEXT)
    assert one.attributions == (
        Attribution(source=((14, 22),), cue=((23, 27),), content=((1, 11), (30, 41))),
        Attribution(source=(), cue=((46, 58),), content=((43, 45),)),
    )


def test_numbered_parts_belong_together(tmp_path: Path) -> None:
    lines = ANNOTATION.replace("1 11;30 41", "1 11") + "T7\tContent 30 41\tx\nE4\tCue:T2 Content:T7 Content2:T3\n"
    (one,) = read_brat(write(tmp_path, {"a_one": lines}))
    assert one.attributions[-1].content == ((1, 11), (30, 41))


def test_the_first_annotator_by_name_counts_or_every_one(tmp_path: Path) -> None:
    folder = write(tmp_path, {"a_zoe": "", "a_bob": ANNOTATION, "b_bob": ANNOTATION})
    assert [len(one.attributions) for one in read_brat(folder)] == [2]
    assert [len(one.attributions) for one in read_brat(folder, every=True)] == [2, 0]


def test_a_text_without_annotation_is_no_annotated_text(tmp_path: Path) -> None:
    assert list(read_brat(write(tmp_path, {}))) == []


def test_a_folder_without_texts_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match=r"attributions/\*\.ann"):
        list(read_brat(tmp_path))


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        ("T1\tCue 5 400\tx", "line 1: '5 400' lies outside"),
        ("T1\tCue 7 7\tx", "line 1: '7 7' lies outside"),
        ("\nT1\tCue 9 3\tx", "line 2: '9 3' lies outside"),
        ("T1\tCue five six\tx", "line 1: 'five six' are no offsets"),
        ("T1\tCue 5\tx", "line 1: '5' are no offsets"),
        ("E1\tCue:T9", "line 1: Cue is 'T9'"),
    ],
)
def test_what_does_not_fit_the_text_is_named_with_its_line(tmp_path: Path, lines: str, complaint: str) -> None:
    with pytest.raises(InputError, match=complaint):
        list(read_brat(write(tmp_path, {"a_one": lines})))
