"""`rung serve` without limits: these tests say more in a second than people do, and wait for each answer."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.settings import read_settings
from bot.telegram import log
from bot.telegram.app import serve
from bot.telegram.limits import UNLIMITED
from catalog.errors import refusing

app = typer.Typer()


@app.command()
def run(api: Annotated[str, typer.Option()], data: Annotated[Path, typer.Option()]) -> None:
    """Serve as `rung serve` does."""
    settings = read_settings(data=data)
    log.set_up(settings.log_level)
    asyncio.run(serve(settings, api, UNLIMITED))


if __name__ == "__main__":
    refusing(app)
