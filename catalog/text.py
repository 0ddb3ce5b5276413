"""The one cleaning that every text passes on its way in, whoever wrote it."""

import re
import unicodedata

_KEPT_CONTROLS = {"\n", "\t"}
# Cc: NUL and other controls; Cf: zero-width and direction marks; Cs: lone surrogates; Co, Cn: no text.
_DROPPED_CATEGORIES = {"Cc", "Cf", "Cs", "Co", "Cn"}
_BLANKS = re.compile(r"[^\S\n]+")


def clean_text(text: str, limit: int | None = None) -> str:
    """Return `text` as NFKC without NUL, surrogates or format characters, blanks folded, ends stripped.

    Line breaks stay. `limit` cuts to that many characters. An emoji's joiner is a format
    character too: what is read here is words, so a family emoji may fall into its members.
    """
    kept = "".join(
        character
        for character in unicodedata.normalize("NFKC", text.replace("\r\n", "\n").replace("\r", "\n"))
        if character in _KEPT_CONTROLS or unicodedata.category(character) not in _DROPPED_CATEGORIES
    )
    folded = _BLANKS.sub(" ", kept).strip()
    return folded if limit is None else folded[:limit].rstrip()
