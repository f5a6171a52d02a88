"""Settings: the option first, then the environment, then the default; what cannot be used is named."""

import pytest

from api.settings import load_settings
from kg.errors import SettingsError


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("STORE", "BASE", "MODEL", "HOST", "PORT"):
        monkeypatch.delenv(f"ONRECORD_{name}", raising=False)


def test_defaults_bind_to_this_machine_only() -> None:
    settings = load_settings()
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.store_path.is_absolute()
    assert settings.store_path.name == "store"


def test_the_environment_beats_the_default_and_an_option_beats_both(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_PORT", "9001")
    assert load_settings().port == 9001
    assert load_settings(port=None).port == 9001
    assert load_settings(port=9002).port == 9002


def test_an_empty_variable_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_STORE", "")
    assert load_settings().store == load_settings(store=None).store != ""


@pytest.mark.parametrize(
    ("name", "value"), [("port", 70_000), ("port", "many"), ("query_seconds", 0), ("store", ""), ("query_workers", 0)]
)
def test_what_cannot_be_used_is_named_with_its_variable(name: str, value: object) -> None:
    with pytest.raises(SettingsError, match=f"ONRECORD_{name.upper()}"):
        load_settings(**{name: value})


def test_memory_store_is_told_from_a_folder() -> None:
    assert load_settings(store="memory:").in_memory
    assert not load_settings(store="/somewhere").in_memory
