"""The commands that learn and measure: what they print, and what they say of what they cannot do."""

import json
import shutil
from pathlib import Path

import pytest

from api.cli.program import run
from loaders.neural.model import CONFIDENCE, SHIPPED
from tests.loaders.training.corpus import corpus


@pytest.fixture
def annotated(tmp_path: Path) -> Path:
    """A corpus of our own in the JSON Lines format."""
    path = tmp_path / "corpus.jsonl"
    lines = (
        {
            "doc": one.id,
            "text": one.text,
            "attributions": [{"source": a.source, "cue": a.cue, "content": a.content} for a in one.attributions],
        }
        for one in corpus(8)
    )
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return path


def test_rules_are_trained_and_measured(annotated: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model = str(tmp_path / "model")
    assert run(["train", str(annotated), "--out", model, "--reader", "rules"]) == 0
    assert "expected calibration error" in capsys.readouterr().out
    assert run(["evaluate", model, str(annotated)]) == 0
    assert "direct, mixed" in capsys.readouterr().out
    assert run(["evaluate", "rules", str(annotated), "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures.keys() == {"all", "direct+mixed", "indirect", "calibration_error", "reliability"}
    assert figures["all"]["f1"] > 0.7


def test_a_model_is_calibrated_without_torch(annotated: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model = tmp_path / "model"
    shutil.copytree(SHIPPED, model)
    shipped = (SHIPPED / CONFIDENCE).read_bytes()
    assert run(["calibrate", str(model), str(annotated)]) == 0
    assert "expected calibration error" in capsys.readouterr().out
    written = (model / CONFIDENCE).read_bytes()
    assert written != shipped
    assert run(["calibrate", str(model), str(annotated)]) == 0
    assert (model / CONFIDENCE).read_bytes() == written
    capsys.readouterr()
    assert run(["evaluate", str(model), str(annotated), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["all"]["f1"] > 0.7
    assert run(["calibrate", str(tmp_path), str(annotated)]) != 0
    assert "holds no model" in capsys.readouterr().err


def test_commands_name_what_they_cannot_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["train", str(tmp_path), "--out", str(tmp_path / "m"), "--reader", "oracle"]) == 1
    assert "no reader 'oracle'" in capsys.readouterr().err
    assert run(["train", str(tmp_path), "--out", str(tmp_path / "m"), "--reader", "rules", "--held-out", str(tmp_path)]) != 0
    assert "for the neural reader" in capsys.readouterr().err
    assert run(["train", str(tmp_path), "--out", str(tmp_path / "m"), "--reader", "rules"]) != 0
    assert "no annotated text" in capsys.readouterr().err
