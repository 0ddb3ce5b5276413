"""All settings of the bot, read from the environment; secrets are never printed."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from catalog.errors import RungError

_Listed = NoDecode  # "7,8" in the environment, not JSON


class Settings(BaseSettings):
    """What an operator sets, each as RUNG_NAME."""

    model_config = SettingsConfigDict(env_prefix="RUNG_", extra="ignore", frozen=True)

    bot_token: SecretStr | None = None
    admins: Annotated[frozenset[int], _Listed] = frozenset()
    """Numeric Telegram ids; /whoami shows one's own."""
    data: Path = Path("rung-data")
    catalog: Annotated[tuple[Path, ...], _Listed] = ()
    """The files that /reindex reads."""
    contact: str | None = None
    webhook_url: str = ""
    """The public address that Telegram sends updates to; empty is to ask for them (long polling)."""
    webhook_secret: SecretStr | None = None
    webhook_port: int = Field(default=8080, ge=1, le=65535)
    """Of this computer: where the web server in front of the bot hands updates on."""
    log_level: str = Field(default="INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$")

    @field_validator("admins", "catalog", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return [piece.strip() for piece in value.split(",") if piece.strip()]
        return value


def read_settings(**given: object) -> Settings:
    """Read the settings; what is wrong is named with its cure, and its value is not repeated."""
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        names = sorted({f"RUNG_{str(one['loc'][0]).upper()}" for one in error.errors()})
        cures = {
            "RUNG_ADMINS": "numbers with commas between them, as /whoami shows them",
            "RUNG_WEBHOOK_PORT": "a number from 1 to 65535",
            "RUNG_LOG_LEVEL": "DEBUG, INFO, WARNING or ERROR",
        }
        wanted = "; ".join(f"{name} must be {cures.get(name, 'readable')}" for name in names)
        raise RungError(f"{wanted}.") from None
