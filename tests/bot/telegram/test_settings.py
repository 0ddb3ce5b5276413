"""Settings from the environment, and refusals that name the cure and not the value."""

from pathlib import Path

import pytest

from bot.settings import Settings, read_settings
from catalog.errors import RungError


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"RUNG_{name.upper()}", raising=False)


def test_settings_are_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNG_ADMINS", "7, 8,")
    monkeypatch.setenv("RUNG_CATALOG", "a.jsonl, b.csv")
    monkeypatch.setenv("RUNG_BOT_TOKEN", "12345:hidden")
    monkeypatch.setenv("RUNG_WEBHOOK_SECRET", "hidden-as-well")
    settings = read_settings(data=Path("x"), contact=None)
    assert settings.admins == {7, 8}
    assert settings.catalog == (Path("a.jsonl"), Path("b.csv"))
    assert settings.data == Path("x")
    assert settings.bot_token is not None and settings.bot_token.get_secret_value() == "12345:hidden"
    assert "hidden" not in repr(settings) and "hidden" not in str(settings)


def test_without_settings_nobody_is_an_administrator() -> None:
    settings = read_settings()
    assert settings.admins == frozenset() and settings.catalog == () and settings.bot_token is None


@pytest.mark.parametrize(
    ("name", "value", "cure"),
    [
        ("RUNG_ADMINS", "@ida", "RUNG_ADMINS must be numbers with commas between them"),
        ("RUNG_WEBHOOK_PORT", "https", "RUNG_WEBHOOK_PORT must be a number from 1 to 65535"),
        ("RUNG_LOG_LEVEL", "loud", "RUNG_LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR"),
    ],
)
def test_a_wrong_setting_is_named_with_its_cure_and_without_its_value(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, cure: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(RungError) as refused:
        read_settings()
    assert cure in str(refused.value) and value not in str(refused.value)
