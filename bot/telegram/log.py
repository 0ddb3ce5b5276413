"""How the bot logs: one line an event, with no message text and no token in it, ever."""

import logging
import re
import sys
from collections.abc import MutableMapping
from traceback import extract_tb
from typing import Any

import structlog

_TOKEN = re.compile(r"\d+:[\w-]{30,}")
MASK = "<token>"


def masked(text: str) -> str:
    """Return the text with every bot token replaced."""
    return _TOKEN.sub(MASK, text)


def set_up(level: str) -> None:
    """Log to standard error, our own events and those of the libraries alike."""
    processors: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.PositionalArgumentsFormatter(),
        _without_tracebacks,
    ]
    structlog.configure(
        processors=[*processors, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        _Masking(
            foreign_pre_chain=processors,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=level, force=True)
    # What these say of every update and of their own loading says nothing that ours do not.
    for library in ("aiogram", "faiss"):
        logging.getLogger(library).setLevel(max(logging.WARNING, logging.getLevelName(level)))


class _Masking(structlog.stdlib.ProcessorFormatter):
    """The last thing that sees a line: whatever made it, no token leaves."""

    def format(self, record: logging.LogRecord) -> str:
        return masked(super().format(record))


def _without_tracebacks(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Replace an exception by its kind and its place: its words may hold what a person wrote."""
    trouble = event.pop("exc_info", None)
    if trouble is True:
        trouble = sys.exc_info()[1]
    elif isinstance(trouble, tuple):
        trouble = trouble[1]
    if isinstance(trouble, BaseException):
        event.update(described(trouble))
    return event


def described(trouble: BaseException) -> dict[str, str]:
    """Return an exception as its kind and the place in the code that raised it."""
    frames = extract_tb(trouble.__traceback__)
    place = f"{frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}" if frames else "unknown"
    return {"trouble": type(trouble).__name__, "at": place}
