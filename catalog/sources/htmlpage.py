"""A web page -> the courses that its structured data (JSON-LD) describes."""

import json
import re
from html.parser import HTMLParser

from catalog.errors import CatalogError
from catalog.sources import Source
from catalog.sources.jsonfile import MOST_DEPTH, read_value
from catalog.sources.jsonlines import clean_value
from catalog.sources.textfile import Text

LARGEST = 20_000_000

_WRAPPING = re.compile(
    r"\A(?:\s|\ufeff|//|/\*|\*/|<!--|<!\[CDATA\[)+|(?:\s|;|//|/\*|\*/|-->|\]\]>)+\Z"
)  # fmt: skip
_LAST_COMMA = re.compile(r",(\s*[}\]])")


def read_page(text: Text, name: str) -> Source:
    """Return the courses of the page's JSON-LD blocks; a block that is broken is told, not fatal."""
    from dataclasses import replace

    if text.size > LARGEST:
        raise CatalogError(f"{name} is a web page of more than 20 MB; save the list as CSV or JSON.")
    blocks = _blocks(text.whole())
    values = [_value(block) for block in blocks]
    read = [value for value in values if value is not None]
    lost = len(values) - len(read)
    try:
        source = read_value(read, name)
    except CatalogError as error:
        why = f"; {lost} of its {len(values)} JSON-LD blocks are broken" if lost else ""
        raise CatalogError(
            f"{name} is a web page that describes no course in JSON-LD{why}; save the list as CSV or JSON."
        ) from error
    warning = f"{lost} of the {len(values)} JSON-LD blocks of the page are broken and were left out."
    return replace(source, warnings=(warning,)) if lost else source


def is_page(text: str) -> bool:
    """Tell a web page, or a piece of one, from other markup."""
    head = text.lstrip("\ufeff \t\r\n")[:1000].casefold()
    starts = head.startswith(("<!doctype html", "<html", "<script", "<head", "<body"))
    return starts or (head.startswith("<") and "<html" in head)


def _blocks(text: str) -> list[str]:
    reader = _Scripts()
    try:
        reader.feed(text)
        reader.close()
    except AssertionError:  # what the parser says of a broken declaration; what it found before holds
        pass
    return [block for block in reader.blocks if block.strip()]


def _value(block: str) -> object:
    bare = _WRAPPING.sub("", block)
    for candidate in (bare, _LAST_COMMA.sub(r"\1", bare)):
        try:
            return clean_value(json.loads(candidate, strict=False), most=MOST_DEPTH)
        except (ValueError, RecursionError):
            continue
    return None


class _Scripts(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = dict(attrs).get("type") or ""
        self._inside = tag == "script" and "ld+json" in kind.casefold()
        if self._inside:
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.blocks[-1] += data
