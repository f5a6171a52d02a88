"""Fixtures that every part of the suite shares."""

from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent

# The same examples on every run, so that a change is judged by itself; the long tests (`make stress`) try many more.
settings.register_profile("steady", derandomize=True)
settings.load_profile("steady")


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
