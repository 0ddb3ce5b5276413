"""parse_mode HTML, MarkdownV2 and Markdown: what is read, and byte offsets in what is refused."""

import pytest
from aiogram.types import MessageEntity
from aiogram.utils.text_decorations import html_decoration, markdown_decoration

from bot.trial.refusal import Refusal
from bot.trial.text import Formatted, formatted


def refusal(text: str, parse_mode: str) -> str:
    with pytest.raises(Refusal) as caught:
        formatted(text, None, parse_mode)
    return caught.value.description.removeprefix("Bad Request: can't parse entities: ")


def spans(found: Formatted) -> list[tuple[str, int, int]]:
    return [(entity["type"], entity["offset"], entity["length"]) for entity in found.entities]


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("b", "bold"), ("STRONG", "bold"), ("i", "italic"), ("em", "italic"), ("u", "underline"),
        ("ins", "underline"), ("s", "strikethrough"), ("strike", "strikethrough"), ("del", "strikethrough"),
        ("tg-spoiler", "spoiler"), ("code", "code"), ("pre", "pre"), ("blockquote", "blockquote"),
    ],
)  # fmt: skip
def test_each_html_tag_has_its_meaning(tag: str, kind: str) -> None:
    assert spans(formatted(f"😀 <{tag}>é😀</{tag}>.", None, "HTML")) == [(kind, 3, 3)]


@pytest.mark.parametrize(
    ("marked", "text", "meant"),
    [
        ("R&D &amp; &lt;b&gt; &quot;", 'R&D & <b> "', []),
        ("a &nbsp; b &#233; &#x1F600;", "a &nbsp; b é 😀", []),
        ("?a=1&lt=2", "?a=1<=2", []),
        ("&#x1F600; <b>a</b>", "😀 a", [("bold", 3, 1)]),
        ("&#x001F600; &#x01F600;", "&#x001F600; 😀", [("hashtag", 1, 9)]),
        ("&#1114111; &#0;", "&#1114111; &#0;", []),
        ("<b>a</>", "a", [("bold", 0, 1)]),
        ("<b></b>a", "a", []),
        ("<b class='x' y=1 z>a</b >", "a", [("bold", 0, 1)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 1), ("bold", 1, 1), ("italic", 1, 1)]),
        ('<span class="tg-spoiler">a</span>', "a", [("spoiler", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
        ('<a href="https://a.com">x</a>', "x", [("text_link", 0, 1)]),
        ("<a>https://a.com</a>", "https://a.com", [("text_link", 0, 13)]),
        ('<a href="localhost">x</a>', "x", []),
        ('<a href="tg://user?id=5">x</a>', "x", [("text_mention", 0, 1)]),
        ('<tg-emoji emoji-id="5">👍</tg-emoji>', "👍", [("custom_emoji", 0, 2)]),
        ('<tg-time unix="1700000000" format="wDT">now</tg-time>', "now", [("date_time", 0, 3)]),
        ('<tg-time unix="0">now</tg-time>', "now", []),
    ],
)
def test_html_is_read_as_the_server_reads_it(
    marked: str, text: str, meant: list[tuple[str, int, int]]
) -> None:
    found = formatted(marked, None, "HTML")
    assert (found.text, spans(found)) == (text, meant)


@pytest.mark.parametrize("order", ['<pre><code class="language-sql">x</code></pre>',
                                   '<code class="language-sql"><pre>x</pre></code>'])  # fmt: skip
def test_code_with_a_language_that_fills_a_block_is_one_block(order: str) -> None:
    assert formatted(order, None, "HTML").entities == (
        {"offset": 0, "length": 1, "type": "pre", "language": "sql"},
    )


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("ab <p>x</p>", 'Unsupported start tag "p" at byte offset 3'),
        ("é😀<br/>", 'Unsupported start tag "br/" at byte offset 6'),
        ("abdo <", "Unclosed start tag at byte offset 5"),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b />x</b>", 'Empty attribute name in the tag "b" at byte offset 0'),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href=a_b>x</a>", "Unexpected end of name token at byte offset 8"),
        ('<a href="https://a.com/"b">x</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<tg-emoji emoji-id="x">a</tg-emoji>', "Invalid custom emoji identifier specified"),
        ('<tg-time unix="5" format="Q">a</tg-time>', "Invalid date format used"),
        ("a\0", "Text must not contain null bytes"),
        (
            "&#xD83D;",
            (
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            ),
        ),
    ],
)
def test_wrong_html_is_refused_with_its_place_in_bytes(marked: str, words: str) -> None:
    assert refusal(marked, "HTML") == words


@pytest.mark.parametrize(
    ("marked", "text", "meant"),
    [
        ("*a* _b_ __c__ ~d~ ||e||", "a b c d e", ["bold", "italic", "underline", "strikethrough", "spoiler"]),
        ("`a` ```b```", "a b", ["code", "pre"]),
        ("😀 *😀*", "😀 😀", ["bold"]),
        ("_a __b___ c", "a b c", ["italic", "italic", "underline"]),
        ("1\\. a\\-b\\!", "1. a-b!", []),
        ("[a\\.b](https://a.com/\\))", "a.b", ["text_link"]),
        ("[x](not)", "x", []),
        (">a\n>b\nc", "a\nb\nc", ["blockquote"]),
        (">a\n>b||", "a\nb", ["expandable_blockquote"]),
        (">a\n>b||\r\nc", "a\nb\nc", ["expandable_blockquote"]),
        (">a\n\r>b", "a\nb", ["blockquote", "blockquote"]),
        ("```sql\r\nx```", "x", ["pre"]),
        ("![👍](tg://emoji?id=5)", "👍", ["custom_emoji"]),
        ("![now](tg://time?unix=1700000000&format=r)", "now", ["date_time"]),
        ("`a.b-c!`", "a.b-c!", ["code"]),
    ],
)
def test_markdown_v2_is_read_as_the_server_reads_it(marked: str, text: str, meant: list[str]) -> None:
    found = formatted(marked, None, "MarkdownV2")
    assert (found.text, [entity["type"] for entity in found.entities]) == (text, meant)


@pytest.mark.parametrize("char", list("]()>#+-=|{}.!"))
def test_a_reserved_character_needs_its_backslash(char: str) -> None:
    words = f"Character '{char}' is reserved and must be escaped with the preceding '\\'"
    assert refusal(f"a{char}b", "MarkdownV2") == words
    assert formatted(f"a\\{char}b", None, "MarkdownV2").text == f"a{char}b"


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("é*a", "Can't find end of Bold entity at byte offset 2"),
        ("*bold _italic*", "Can't find end of Bold entity at byte offset 13"),
        ("`a", "Can't find end of Code entity at byte offset 0"),
        ("```a", "Can't find end of Pre entity at byte offset 0"),
        ("```a b", "Can't find end of PreCode entity at byte offset 0"),
        ("||a", "Can't find end of Spoiler entity at byte offset 0"),
        ("[a](https://a.com", "Can't find end of a URL at byte offset 4"),
        ("![a]", "The entity must contain a tg://emoji or tg://time URL"),
        ("![a](https://a.com)", "Invalid tg://emoji or tg://time URL specified"),
        (">*a\nb*", "Can't find end of Bold entity at byte offset 1"),
    ],
)
def test_wrong_markdown_v2_is_refused_with_its_place_in_bytes(marked: str, words: str) -> None:
    assert refusal(marked, "MarkdownV2") == words


@pytest.mark.parametrize(
    ("marked", "text", "meant"),
    [
        ("*a* _b_ `c`", "a b c", [("bold", 0, 1), ("italic", 2, 1), ("code", 4, 1)]),
        ("a.b-c! ~d~", "a.b-c! ~d~", []),
        ("\\_a\\*", "_a*", []),
        ("*a_b*", "a_b", [("bold", 0, 3)]),
        ("```sql\nx```", "x", [("pre", 0, 1)]),
        ("[a](https://a.com)b", "ab", [("text_link", 0, 1)]),
        ("[a.com]", "a.com", [("text_link", 0, 5)]),
    ],
)
def test_old_markdown_is_read_as_the_server_reads_it(
    marked: str, text: str, meant: list[tuple[str, int, int]]
) -> None:
    found = formatted(marked, None, "markdown")
    assert (found.text, spans(found)) == (text, meant)


@pytest.mark.parametrize(("marked", "offset"), [("a *b", 2), ("snake_case", 5), ("é[a", 2), ("```a``", 0)])
def test_open_old_markdown_is_refused_with_its_place_in_bytes(marked: str, offset: int) -> None:
    assert refusal(marked, "Markdown") == f"Can't find end of the entity starting at byte offset {offset}"


@pytest.mark.parametrize(
    ("decoration", "parse_mode"), [(html_decoration, "HTML"), (markdown_decoration, "MarkdownV2")]
)
def test_what_aiogram_writes_out_of_entities_is_read_back_to_them(
    decoration: object, parse_mode: str
) -> None:
    stated = [
        {"offset": 0, "length": 3, "type": "bold"},
        {"offset": 3, "length": 4, "type": "italic"},
        {"offset": 8, "length": 4, "type": "text_link", "url": "https://example.com/?a=1&b=2"},
        {"offset": 13, "length": 2, "type": "code"},
    ]
    first = formatted("😀_ <b>& link `x end.", stated, None)
    entities = [MessageEntity(**one) for one in first.entities]
    written = decoration.unparse(first.text, entities)  # type: ignore[attr-defined]
    assert formatted(written, None, parse_mode) == first
