"""A bot that confirms updates before it has handled them: the control, which must lose what a kill finds."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.settings import read_settings
from bot.telegram.app import running
from bot.telegram.database import Database
from bot.telegram.limits import UNLIMITED


def serve(api: Annotated[str, typer.Option()], data: Annotated[Path, typer.Option()]) -> None:
    """Run with an inbox in memory: what it holds was confirmed, and dies with the process."""
    asyncio.run(_serve(api, data))


async def _serve(api: str, data: Path) -> None:
    async with running(read_settings(data=data), api, Database(":memory:"), limits=UNLIMITED) as poller:
        await poller.run()


if __name__ == "__main__":
    typer.run(serve)
