"""Files that strangers made, read in a process of its own: it may be slow, large or killed, the bot not."""

import asyncio
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from bot.words import say
from catalog.errors import CatalogError
from catalog.looking import Looked

LONGEST_S = 300


async def read_files(paths: Sequence[Path]) -> list[Looked]:
    """Return what became of each file, read as one catalogue; raises CatalogError with one sentence."""
    pipe = asyncio.subprocess.PIPE
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "catalog.looking", *map(str, paths),
        stdout=pipe, stderr=pipe, start_new_session=True,
    )  # fmt: skip
    try:
        output, said = await asyncio.wait_for(child.communicate(), LONGEST_S)
    except TimeoutError:
        raise CatalogError(say("Reading took too long. Split the file.")) from None
    finally:
        if child.returncode is None:
            with suppress(ProcessLookupError):
                child.kill()
            await child.wait()
    if child.returncode == 0:
        with suppress(msgspec.DecodeError):
            return msgspec.json.decode(output, type=list[Looked])
    lines = said.decode("utf-8", "replace").strip().splitlines()
    if child.returncode == 1 and lines and not any(line.startswith("Traceback") for line in lines):
        raise CatalogError(lines[-1])
    raise CatalogError(say("This file needs more memory than there is. Split it, or save it as CSV."))
