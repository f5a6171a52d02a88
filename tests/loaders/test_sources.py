"""Where documents come from: order, what is left out, and that one bad path costs no other."""

import io
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from kg.errors import MissingInputError, UnreadableError
from loaders import sources
from loaders.sources import Failed, Raw, Skipped, gather

Item = Raw | Skipped | Failed


def collect(*paths: Path | str, stdin: bytes = b"") -> Sequence[Item]:
    return tuple(gather(paths, io.BytesIO(stdin)))


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_a_folder_is_walked_by_name_and_what_is_no_document_is_counted(tmp_path: Path) -> None:
    write(
        tmp_path,
        b_dot_txt="b",
        a_dot_md="a",
        a_dot_md_dot_meta_dot_yaml="title: A",
        sub__c_dot_html="c",
        sub__d_dot_jsonl="{}",
        picture_dot_png="x",
        LICENSE="x",
        _dot_hidden_dot_txt="x",
        _dot_git__e_dot_txt="x",
    )
    found = collect(tmp_path)
    assert [(Path(item.path).name, item.media_type) for item in found if isinstance(item, Raw)] == [
        ("a.md", "text/markdown"),
        ("b.txt", "text/plain"),
        ("c.html", "text/html"),
        ("d.jsonl", "application/x-ndjson"),
    ]
    left_out = {Path(item.path).name for item in found if isinstance(item, Skipped)}
    assert left_out == {".git", ".hidden.txt", "LICENSE", "a.md.meta.yaml", "picture.png"}
    assert not [item for item in found if isinstance(item, Failed)]


def test_a_file_is_read_with_its_stem_and_sidecar(tmp_path: Path) -> None:
    write(tmp_path, talks_dot_txt="text", talks_dot_meta_dot_yaml="title: T")
    (raw,) = [item for item in collect(tmp_path) if isinstance(item, Raw)]
    assert (raw.id, raw.content, raw.sidecar) == ("talks", b"text", b"title: T")


def test_a_sidecar_of_the_whole_name_comes_first(tmp_path: Path) -> None:
    write(tmp_path, talks_dot_txt="text", talks_dot_meta_dot_yaml="title: stem", talks_dot_txt_dot_meta_dot_yaml="title: whole")
    (raw,) = [item for item in collect(tmp_path / "talks.txt") if isinstance(item, Raw)]
    assert raw.sidecar == b"title: whole"


def test_standard_input_is_a_document(tmp_path: Path) -> None:
    (raw,) = collect("-", stdin=b"The minister said no.")
    assert isinstance(raw, Raw)
    assert (raw.path, raw.id, raw.media_type, raw.content) == ("-", "stdin", "text/plain", b"The minister said no.")


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"<!DOCTYPE html><p>x", "text/html"),
        (b"\xef\xbb\xbf  <html>", "text/html"),
        (b'{"text": "x"}\n', "application/x-ndjson"),
        (b"---\ntitle: x\n---\nx", "text/markdown"),
        (b'{"text": "x"}', "application/x-ndjson"),
        (b'{\n  "text": "x"\n}\n', "application/json"),
        (b'[{"text": "x"}]', "application/json"),
        (b"{ a brace", "text/plain"),
        (b"[Music] The minister said no.", "text/plain"),
        (b"", "text/plain"),
    ],
)
def test_content_without_a_telling_name_says_what_it_is(tmp_path: Path, content: bytes, media_type: str) -> None:
    (tmp_path / "article").write_bytes(content)
    for item in (*collect("-", stdin=content), *collect(tmp_path / "article")):
        assert isinstance(item, Raw)
        assert item.media_type == media_type


def test_a_missing_path_is_reported_and_costs_no_other(tmp_path: Path) -> None:
    write(tmp_path, a_dot_txt="a")
    missing, found = collect(tmp_path / "nope.txt", tmp_path / "a.txt")
    assert isinstance(missing, Failed)
    assert isinstance(missing.error, MissingInputError)
    assert missing.reason == f"{tmp_path / 'nope.txt'}: no such file or folder; check the path"
    assert isinstance(found, Raw)


def test_a_folder_without_documents_is_reported(tmp_path: Path) -> None:
    write(tmp_path, picture_dot_png="x")
    skipped, failed = collect(tmp_path)
    assert isinstance(skipped, Skipped)
    assert isinstance(failed, Failed)
    assert isinstance(failed.error, MissingInputError)
    assert "1 other files left out" in failed.reason
    assert ".txt" in failed.reason


def test_a_file_that_is_reached_twice_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, a_dot_txt="a", b_dot_txt="b")
    found = collect(tmp_path / "b.txt", tmp_path, tmp_path, tmp_path / "a.txt")
    assert [item.id for item in found if isinstance(item, Raw)] == ["b", "a"]
    assert not [item for item in found if isinstance(item, Failed)]


def test_loops_of_links_end(tmp_path: Path) -> None:
    write(tmp_path, sub__a_dot_txt="a")
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "sub" / "self.txt").symlink_to(tmp_path / "sub" / "self.txt")
    (tmp_path / "sub" / "gone.txt").symlink_to(tmp_path / "gone.txt")
    found = collect(tmp_path)
    assert [item.id for item in found if isinstance(item, Raw)] == ["a"]
    assert len([item for item in found if isinstance(item, Skipped)]) == 3


def test_a_file_that_may_not_be_read_is_reported(tmp_path: Path) -> None:
    write(tmp_path, a_dot_txt="a", b_dot_txt="b")
    (tmp_path / "a.txt").chmod(0)
    if os.access(tmp_path / "a.txt", os.R_OK):
        pytest.skip("this user may read every file")
    failed, found = collect(tmp_path)
    assert isinstance(failed, Failed)
    assert "Permission denied" in failed.reason
    assert isinstance(found, Raw)


def test_too_large_a_file_is_refused_before_it_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_BYTES", 2**20)
    (tmp_path / "a.txt").write_bytes(b"x" * (2**20 + 1))
    write(tmp_path, b_dot_txt="b")
    for failed in (*collect(tmp_path / "a.txt"), *collect("-", stdin=b"x" * (2**20 + 1))):
        assert isinstance(failed, Failed)
        assert isinstance(failed.error, UnreadableError)
        assert "larger than 1 MB" in failed.reason


def test_names_that_are_no_text_can_be_shown(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        with open(path, "wb") as file:  # noqa: PTH123  # pathlib knows no names in bytes
            file.write(b"text")
    except OSError:
        pytest.skip("this file system refuses such names")
    (raw,) = [item for item in collect(tmp_path) if isinstance(item, Raw)]
    assert raw.path.encode("utf-8").endswith("caf\ufffd.txt".encode())


def test_paths_that_cannot_be_are_reported(tmp_path: Path) -> None:
    for path in ("a\x00b", "x" * 5000, f"{tmp_path}/{'x' * 300}"):
        (failed,) = collect(path)
        assert isinstance(failed, Failed)


def test_a_name_that_leaves_no_room_for_a_sidecar_is_read(tmp_path: Path) -> None:
    write(tmp_path, **{"x" * 250 + "_dot_txt": "text"})
    (raw,) = collect(tmp_path)
    assert isinstance(raw, Raw)
    assert raw.sidecar is None
