"""aiogram with each of its 600 forms built at its first use: to build all of them took most of a start.

Why, and what would break it: docs/decisions/0021.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from pydantic import BaseModel


@contextmanager
def built_at_first_use() -> Iterator[None]:
    """Let the models that are imported meanwhile be built late; each is built by itself when it is used."""
    build = BaseModel.__dict__["model_rebuild"]
    BaseModel.model_rebuild = classmethod(_name_what_it_mentions)  # type: ignore[method-assign, assignment]
    BaseModel.model_config["defer_build"] = True
    try:
        yield
    finally:
        BaseModel.model_rebuild = build  # type: ignore[method-assign]
        del BaseModel.model_config["defer_build"]


def _name_what_it_mentions(
    form: type[BaseModel], /, *, _types_namespace: Mapping[str, Any] | None = None, **_: object
) -> None:
    """Put the forms that a form mentions into its module, which is where pydantic looks for them later."""
    known, named = vars(sys.modules[form.__module__]), _types_namespace or {}
    kinds = [kind for line in form.__mro__ for kind in vars(line).get("__annotations__", {}).values()]
    for name in re.findall(r"\w+", " ".join(map(str, kinds))):
        if name in named:
            known.setdefault(name, named[name])


with built_at_first_use():
    import aiogram  # noqa: F401
