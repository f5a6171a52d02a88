"""Fixtures that every part of the suite shares."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's root folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The library of corpora and gold annotations beside the project; tests that need it skip where it is missing."""
    path = ROOT.parent / "shared"
    if not (path / "seeds").is_dir():
        pytest.skip("needs the development library ../shared (seeds, gold, corpora), which is not part of the product")
    return path
