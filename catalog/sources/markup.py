"""HTML inside a text -> the text: tags go, entities become signs, blocks become lines."""

import re
from html import unescape
from html.parser import HTMLParser

_BLOCKS = {
    "address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "figure", "footer", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre",
    "section", "table", "td", "th", "tr", "ul",
}  # fmt: skip
_INLINE = {
    "a", "abbr", "b", "code", "em", "font", "i", "img", "mark", "s", "small", "span", "strong", "sub", "sup",
    "u",
}  # fmt: skip
_HIDDEN = {"script", "style", "template", "noscript"}
_TAG = re.compile(rf"</?(?:{'|'.join(sorted(_BLOCKS | _INLINE | _HIDDEN))})(?=[\s/>])[^<>]*>", re.IGNORECASE)
_CUT_TAG = re.compile(r"<[/a-z][^<>]{0,300}$", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_BLANK_LINES = re.compile(r"[^\S\n]*\n\s*")
_TIMES_ESCAPED = 3


def plain_text(text: str) -> str:
    """Return `text` without its HTML; a text that holds none comes back as it is."""
    for _ in range(_TIMES_ESCAPED):
        if not _ENTITY.search(text):
            break
        # "&lt;br&gt;" is a tag that was escaped on its way, "&amp;nbsp;" a blank that was escaped twice.
        text = _ENTITY.sub(lambda found: unescape(found.group()), text)
    if not _TAG.search(text):
        return text
    return _BLANK_LINES.sub("\n", _without_tags(_CUT_TAG.sub("", text))).strip()


def _without_tags(text: str) -> str:
    reader = _Text()
    try:
        reader.feed(text)
        reader.close()
    except AssertionError:  # what the parser says of a broken declaration
        return _TAG.sub("\n", text)
    return "".join(reader.pieces)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in _HIDDEN
        self._break_at(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._break_at(tag)

    def handle_endtag(self, tag: str) -> None:
        self._hidden = max(0, self._hidden - (tag in _HIDDEN))
        self._break_at(tag)

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(data)

    def _break_at(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.pieces.append("\n")
