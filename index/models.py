"""What is known of a model by its name or its own description: prompts, languages, how much it reads."""

import re
from pathlib import Path
from typing import Literal

from catalog.program import Value

DEFAULT_MODEL = "all-MiniLM-L6-v2"
MULTILINGUAL_MODEL = "multilingual-e5-small"
_README = "README.md"
# The E5 family was trained with these words, and its settings do not hold them.
_E5 = re.compile(r"(^|/)(multilingual-)?e5-(small|base|large)(-v2)?$")
# The packages they come in describe them in no file.
_LANGUAGES = {DEFAULT_MODEL: ("en",), "sentence-transformers/all-MiniLM-L6-v2": ("en",)}

PassageLength = Literal["long", "short"]


class Traits(Value, frozen=True):
    """What an encoder wants: the words before a text, and the passages that it ranks best."""

    languages: tuple[str, ...] = ()
    """The languages that it knows; none named is every one."""
    query_prompt: str = ""
    passage_prompt: str = ""
    passages: PassageLength = "long"


def traits_of(name: str, source: Path | None = None) -> Traits:
    """Return what is known of the model `name`, of which `source` is the folder, if it has one."""
    languages = _LANGUAGES.get(name) or _stated_languages(source)
    if _E5.search(name):
        return Traits(languages, "query: ", "passage: ", "short")
    return Traits(languages)


def _stated_languages(source: Path | None) -> tuple[str, ...]:
    """Return the languages that the model's own page names, where it names few enough to be a limit."""
    if source is None or not (source / _README).is_file():
        return ()
    from huggingface_hub import metadata_load

    try:
        stated = (metadata_load(source / _README) or {}).get("language")
    except Exception:  # a page that is not written as pages are is a page that states nothing
        return ()
    named = [stated] if isinstance(stated, str) else stated
    if not isinstance(named, list) or "multilingual" in named:
        return ()
    return tuple(str(code).casefold() for code in named)
