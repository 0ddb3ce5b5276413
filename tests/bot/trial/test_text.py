"""Texts and the entities a bot states: cleaned, moved, cut, or refused in the server's words."""

from typing import Any

import pytest
from aiogram.types import MessageEntity
from aiogram.utils.formatting import Bold, Text, TextLink
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.trial.refusal import Refusal
from bot.trial.text import CAPTION_LIMIT, Formatted, auto_entities, clean, formatted, utf16_length

_PIECES = [
    *"ab *_[]()~`>|\\!#<>/&;=\"' \n\r\tiu\0-.", "😀", "é", "\u200e", "\u202e", "\u0333", "\u2800", "\ud83d",
    "<b>", "</b>", "<i>", "</i>", '<a href="', "https://a.com", "**", "||", "```", "&lt;", "&#x1F600;",
    "&#xd83d;", "<pre>", "</pre>", '<code class="language-x">', "</code>", "<blockquote expandable>",
    "</blockquote>", "tg://user?id=5", "tg://time?unix=5&format=r", '<tg-emoji emoji-id="5">', "</tg-emoji>",
    "![", "](", "/start", "@abcd",
]  # fmt: skip
_TYPES = [
    "bold", "italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code",
    "pre", "text_link", "text_mention", "custom_emoji", "date_time", "url", "wrong",
]  # fmt: skip
_TEXTS = st.lists(st.sampled_from(_PIECES), max_size=25).map("".join)
_ENTITIES = st.fixed_dictionaries(
    {"type": st.sampled_from(_TYPES), "offset": st.integers(-2, 30), "length": st.integers(-1, 30)},
    optional={
        "url": st.sampled_from(["https://a.com", "x", "tg://user?id=5", ""]),
        "user": st.just({"id": 5}),
        "custom_emoji_id": st.just("5"),
        "unix_time": st.integers(-1, 9),
        "language": st.text(max_size=3),
    },
)
_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_TYPES), inner, max_size=3),
    max_leaves=6,
)
_MODES = st.sampled_from([None, "HTML", "Markdown", "MarkdownV2"])


def entity(kind: str, offset: int, length: int, **own: Any) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **own}


def refusal(raw: str | None, entities: object = None, parse_mode: str | None = None, **options: Any) -> str:
    with pytest.raises(Refusal) as caught:
        formatted(raw, entities, parse_mode, **options)
    assert caught.value.code == 400
    return caught.value.description.removeprefix("Bad Request: ")


def spans(found: Formatted) -> list[tuple[str, int, int]]:
    return [(entity["type"], entity["offset"], entity["length"]) for entity in found.entities]


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("A ", "A"),
        (" \n A\n ", "A"),
        ("a\r\nb", "a\nb"),
        ("a\tb\x07c", "a b c"),
        ("\u202bשלום\u202c", "שלום"),
        ("a\u2028b\u2029c", "abc"),
        ("Z\u0333a\u033fl\u030ag", "Zalg"),
        ("a\u200e\u200f\u200eb", "a\u200c\u200c\u200eb"),
        ("e\u0301", "e\u0301"),
    ],
)
def test_a_text_is_kept_as_the_server_cleans_it(raw: str, kept: str) -> None:
    assert formatted(raw, None, None).text == kept


@pytest.mark.parametrize("raw", [None, ""])
def test_a_missing_text_is_refused(raw: str | None) -> None:
    assert refusal(raw) == "message text is empty"


@pytest.mark.parametrize("raw", [" ", "\n \r", "\u200b\u200c", "\u2800", "\u00a0", "\u3000\ufeff"])
def test_a_text_that_looks_empty_is_refused(raw: str) -> None:
    assert refusal(raw) == "text must be non-empty"


@pytest.mark.parametrize("raw", [None, "", " \n"])
def test_a_caption_may_be_empty(raw: str | None) -> None:
    assert formatted(raw, None, None, limit=CAPTION_LIMIT, may_be_empty=True) == Formatted("", ())


@pytest.mark.parametrize(("char", "most"), [("x", 4096), ("ж", 4096), ("😀", 2048)])
def test_a_message_holds_4096_utf16_units(char: str, most: int) -> None:
    assert formatted(char * most, None, None).text == char * most
    assert refusal(char * (most + 1)) == "message is too long"


def test_a_caption_holds_1024_utf16_units() -> None:
    assert formatted("😀" * 512, None, None, limit=CAPTION_LIMIT).text == "😀" * 512
    assert refusal("😀" * 513, limit=CAPTION_LIMIT) == "message caption is too long"


def test_the_limit_counts_the_text_after_its_marks_and_blanks_are_gone() -> None:
    assert formatted(f"<b>{'x' * 4096}</b>   ", None, "HTML").text == "x" * 4096


def test_more_than_32768_bytes_are_refused_before_they_are_read() -> None:
    assert refusal("<" * 32_769, None, "HTML") == "text is too long"


def test_half_a_surrogate_pair_is_refused() -> None:
    assert refusal("a\ud83d") == "strings must be encoded in UTF-8"


def test_an_entity_moves_with_what_is_cleaned_away_before_it() -> None:
    found = formatted(" \r\u202ab😀c ", [entity("bold", 6, 1)], None)
    assert (found.text, spans(found)) == ("b😀c", [("bold", 3, 1)])


def test_an_entity_ends_where_the_trimmed_text_ends() -> None:
    assert spans(formatted("abc  ", [entity("bold", 1, 4)], None)) == [("bold", 1, 2)]


def test_an_entity_on_trailing_blanks_is_dropped() -> None:
    assert spans(formatted("abc  ", [entity("bold", 3, 2)], None)) == []


def test_blanks_that_an_entity_covers_at_the_beginning_stay() -> None:
    found = formatted("  abc", [entity("bold", 1, 3)], None)
    assert (found.text, spans(found)) == (" abc", [("bold", 0, 3)])


def test_a_zero_length_entity_is_dropped() -> None:
    assert spans(formatted("abc", [entity("bold", 1, 0)], None)) == []


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        (entity("bold", -1, 1), "receive an entity with incorrect offset -1"),
        (entity("bold", 1_000_001, 1), "receive an entity with incorrect offset 1000001"),
        (entity("bold", 0, -1), "receive an entity with incorrect length -1"),
        (entity("bold", 100, 1), "entity begins after the end of the text at UTF-16 offset 100"),
        (
            entity("bold", 3, 9),
            "entity beginning at UTF-16 offset 3 ends after the end of the text at UTF-16 offset 12",
        ),
        (entity("bold", 2, 1), "entity begins in a middle of a UTF-16 symbol at byte offset 5"),
        (
            entity("bold", 0, 2),
            "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 5",
        ),
        (entity("wrong", 0, 1), "can't parse MessageEntity: Unsupported type specified"),
        ({"type": "bold", "offset": 0}, 'can\'t parse MessageEntity: Can\'t find field "length"'),
        ({"offset": "x"}, 'can\'t parse MessageEntity: Field "offset" must be a valid Number'),
        ({"offset": 1.5}, 'can\'t parse MessageEntity: Field "offset" must be a valid Number'),
        ({"offset": []}, 'can\'t parse MessageEntity: Field "offset" must be of type Number'),
        ("bold", "can't parse MessageEntity: Expected an Object"),
        (entity("text_link", 0, 1), 'can\'t parse MessageEntity: Can\'t find field "url"'),
        (entity("text_link", 0, 1, url=""), "entity URL '' is invalid: URL host is empty"),
        (entity("text_link", 0, 1, url="not-a-url"), "entity URL 'not-a-url' is invalid: Wrong HTTP URL"),
        (
            entity("text_link", 0, 1, url="ftp://a.com"),
            "entity URL 'ftp://a.com' is invalid: Unsupported URL protocol",
        ),
        (entity("text_mention", 0, 1), 'can\'t parse MessageEntity: Can\'t find field "user"'),
        (entity("text_mention", 0, 1, user={"id": 0}), "user not found"),
        (
            entity("custom_emoji", 0, 1, custom_emoji_id="9999999999999999999"),
            'can\'t parse MessageEntity: Field "custom_emoji_id" must be a valid Number',
        ),
        (entity("custom_emoji", 0, 1, custom_emoji_id="0"), "invalid custom emoji identifier specified"),
        (entity("date_time", 0, 1, unix_time=0), "invalid date specified"),
    ],
)  # fmt: skip
def test_a_wrong_entity_refuses_the_whole_text(stated: object, words: str) -> None:
    assert refusal("a😀b", [stated]) == words


def test_of_several_entities_that_end_too_late_the_innermost_is_named() -> None:
    assert refusal("abc", [entity("blockquote", 0, 9), entity("bold", 2, 4)]) == (
        "entity beginning at UTF-16 offset 2 ends after the end of the text at UTF-16 offset 6"
    )


def test_entities_that_are_no_array_are_refused() -> None:
    assert refusal("abc", {"type": "bold"}) == "can't parse entities JSON object"


def test_digits_in_a_string_are_a_number() -> None:
    assert spans(formatted("abc", [{"type": "bold", "offset": "1", "length": "2"}], None)) == [("bold", 1, 2)]


def test_a_parse_mode_makes_the_stated_entities_unread() -> None:
    assert spans(formatted("<i>a</i>", [entity("wrong", -5, 1)], "html")) == [("italic", 0, 1)]


def test_an_unknown_parse_mode_is_refused() -> None:
    assert refusal("a", None, "BBCode") == "unsupported parse_mode"


@pytest.mark.parametrize(
    "kind", ["mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"]
)
def test_what_the_server_finds_itself_is_not_taken_from_a_bot(kind: str) -> None:
    assert formatted("abc", [entity(kind, 0, 3)], None).entities == ()


def test_a_link_comes_back_as_the_server_writes_it() -> None:
    found = formatted("site", [entity("text_link", 0, 4, url="HTTPS://Example.COM?Q=1")], None)
    assert found.entities == (entity("text_link", 0, 4, url="https://example.com/?Q=1"),)


def test_a_link_to_a_user_is_a_mention() -> None:
    found = formatted("Ana", [entity("text_link", 0, 3, url="tg://user?id=7")], None)
    assert (found.entities[0]["type"], found.entities[0]["user"]["id"]) == ("text_mention", 7)


@pytest.mark.parametrize(
    ("stated", "kept"),
    [
        ([("bold", 0, 4), ("bold", 4, 2)], [("bold", 0, 6)]),
        ([("bold", 0, 4), ("bold", 2, 4)], [("bold", 0, 6)]),
        ([("bold", 0, 4), ("italic", 2, 4)], [("bold", 0, 2), ("italic", 2, 4), ("bold", 2, 2)]),
        ([("bold", 0, 6), ("italic", 2, 2)], [("bold", 0, 2), ("bold", 2, 4), ("italic", 2, 2)]),
        ([("code", 0, 4), ("bold", 0, 4)], [("code", 0, 4)]),
        ([("code", 2, 2), ("bold", 0, 6)], [("bold", 0, 2), ("code", 2, 2), ("bold", 4, 2)]),
        ([("blockquote", 0, 4), ("expandable_blockquote", 1, 2)], [("blockquote", 0, 4)]),
        ([("blockquote", 0, 4), ("blockquote", 4, 2)], [("blockquote", 0, 4), ("blockquote", 4, 2)]),
        ([("blockquote", 0, 4), ("code", 2, 4)], [("blockquote", 0, 4)]),
        ([("blockquote", 0, 6), ("bold", 0, 6)], [("blockquote", 0, 6), ("bold", 0, 6)]),
        ([("italic", 0, 6), ("bold", 0, 6)], [("bold", 0, 6), ("italic", 0, 6)]),
        ([("code", 0, 3), ("pre", 2, 4)], [("code", 0, 3)]),
    ],
)
def test_crossing_entities_are_joined_cut_or_dropped(
    stated: list[tuple[str, int, int]], kept: list[tuple[str, int, int]]
) -> None:
    assert spans(formatted("abcdef", [entity(*one) for one in stated], None)) == kept


def test_code_inside_a_link_is_dropped() -> None:
    stated = [entity("text_link", 0, 6, url="https://a.com"), entity("code", 2, 2)]
    assert spans(formatted("abcdef", stated, None)) == [("text_link", 0, 6)]


def test_of_two_equal_blocks_the_one_with_a_language_stands() -> None:
    stated = [entity("pre", 0, 3), entity("pre", 0, 3, language="sql")]
    assert formatted("abc", stated, None).entities == (entity("pre", 0, 3, language="sql"),)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start", [("bot_command", 0, 6)]),
        ("/goal@rung_bot nurse", [("bot_command", 0, 14)]),
        ("😀😀 /goal@rung_bot nurse", [("bot_command", 5, 14)]),
        ("a/start", []),
        ("/a/b", []),
        ("and/or", []),
        ("@abcd", [("mention", 0, 5)]),
        ("@abc", []),
        ("#tag", [("hashtag", 0, 4)]),
        ("#123", []),
        ("C# and F#", []),
        ("costs $USD", [("cashtag", 6, 4)]),
        ("me@example.org", [("email", 0, 14)]),
        ("see https://example.com/a?b=1.", [("url", 4, 25)]),
        ("example.com", [("url", 0, 11)]),
        ("(example.com/a)", [("url", 1, 13)]),
        ("3.5 hours", []),
    ],
)
def test_what_stands_in_plain_text_is_recognised(text: str, found: list[tuple[str, int, int]]) -> None:
    assert [(one["type"], one["offset"], one["length"]) for one in auto_entities(text)] == found


def test_a_bot_s_text_gets_what_is_recognised_too() -> None:
    assert spans(formatted("see example.com", None, None)) == [("url", 4, 11)]


@pytest.mark.parametrize("kind", ["code", "pre"])
def test_nothing_is_recognised_inside_code(kind: str) -> None:
    assert spans(formatted("example.com", [entity(kind, 0, 11)], None)) == [(kind, 0, 11)]


def test_a_style_is_cut_around_what_is_recognised() -> None:
    assert spans(formatted("a @abcd", [entity("bold", 0, 7)], None)) == [
        ("bold", 0, 2),
        ("mention", 2, 5),
        ("bold", 2, 5),
    ]


def test_a_short_string_is_cleaned_and_not_trimmed() -> None:
    assert clean(" a\tb\r\u2028 ") == " a b "


def test_units_are_counted_as_utf16() -> None:
    assert utf16_length("aж😀") == len("aж😀".encode("utf-16-le")) // 2


def test_texts_that_aiogram_builds_are_taken_as_they_are() -> None:
    built = Text(
        "😀 ", Bold("R&D <b"), " ", TextLink("page", url='https://example.com/?a=1&lt=2"')
    ).as_kwargs()
    found = formatted(built["text"], [one.model_dump(exclude_none=True) for one in built["entities"]], None)
    shown = [MessageEntity(**one).extract_from(found.text) for one in found.entities]
    assert (found.text, shown) == (built["text"], ["R&D <b", "page"])
    assert found.entities[1]["url"] == 'https://example.com/?a=1&lt=2"'


@settings(max_examples=250, deadline=None)
@given(_TEXTS, st.none() | st.lists(_ENTITIES, max_size=5) | _ANYTHING, _MODES, st.booleans())
def test_any_text_is_kept_whole_or_refused(
    raw: str, entities: object, parse_mode: str | None, may_be_empty: bool
) -> None:
    """Entities lie inside the text, split no surrogate pair, and a text that came back is taken as it is."""
    try:
        found = formatted(raw, entities, parse_mode, may_be_empty=may_be_empty)
    except Refusal:
        return
    units = found.text.encode("utf-16-le")
    for one in found.entities:
        assert one["offset"] >= 0 < one["length"]
        assert (one["offset"] + one["length"]) * 2 <= len(units)
        assert units[one["offset"] * 2 : (one["offset"] + one["length"]) * 2].decode("utf-16-le")
    assert formatted(found.text, list(found.entities), None, may_be_empty=True) == found


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40), st.none() | st.lists(_ENTITIES, max_size=4))
def test_any_unicode_is_kept_whole_or_refused(raw: str, entities: object) -> None:
    try:
        found = formatted(raw, entities, None, may_be_empty=True)
    except Refusal:
        return
    assert utf16_length(found.text) <= utf16_length(raw)
    assert formatted(found.text, list(found.entities), None, may_be_empty=True) == found
