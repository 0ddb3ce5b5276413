"""Keyboards under a message: taken, returned, or refused in the server's words."""

from typing import Any

import pytest
from aiogram.types import InlineKeyboardMarkup
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.trial.keyboards import callback_answer, reply_markup
from bot.trial.refusal import Refusal

_NAMES = [
    "inline_keyboard", "keyboard", "text", "url", "callback_data", "web_app", "copy_text", "style", "pay",
    "force_reply", "remove_keyboard", "selective", "login_url", "switch_inline_query_chosen_chat", "disabled",
]  # fmt: skip
_WORDS = st.text(max_size=5) | st.sampled_from(["https://a.com", "\ud83d"])
_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | _WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_NAMES), inner, max_size=3),
    max_leaves=12,
)


def inline(*row: dict[str, Any]) -> dict[str, Any]:
    return {"inline_keyboard": [list(row)]}


def button(**own: Any) -> dict[str, Any]:
    return {"text": "Go", **own}


def refusal(raw: object, *, editing: bool = False) -> str:
    with pytest.raises(Refusal) as caught:
        reply_markup(raw, editing=editing)
    return caught.value.description.removeprefix("Bad Request: ")


@pytest.mark.parametrize(
    "raw", [None, {}, {"inline_keyboard": []}, {"inline_keyboard": [[]]}, {"keyboard": []}]
)
def test_no_buttons_are_no_keyboard(raw: object) -> None:
    assert reply_markup(raw) is None


@pytest.mark.parametrize(
    "own",
    [
        {"callback_data": "x"},
        {"callback_data": "x", "style": "danger"},
        {"url": "https://example.com/a?b=1"},
        {"url": "tg://resolve?domain=rung_bot"},
        {"web_app": {"url": "https://example.com/"}},
        {"copy_text": {"text": "x" * 256}},
        {"switch_inline_query": ""},
        {"switch_inline_query_current_chat": "nurse"},
        {"switch_inline_query_chosen_chat": {"query": "nurse", "allow_group_chats": True}},
        {"disabled": {}, "style": "primary"},
        {"callback_data": "x", "icon_custom_emoji_id": "5"},
    ],
)
def test_each_action_comes_back_as_it_was_sent(own: dict[str, Any]) -> None:
    markup = inline(button(**own))
    assert reply_markup(markup) == markup


def test_fields_that_do_not_exist_are_left_out() -> None:
    assert reply_markup(inline(button(callback_data="x", colour="red"))) == inline(button(callback_data="x"))


def test_a_label_is_cleaned() -> None:
    assert reply_markup(inline({"text": "a\tb\u202e", "callback_data": "x"})) == inline(
        {"text": "a b", "callback_data": "x"}
    )


@pytest.mark.parametrize("data", ["x" * 64, "ж" * 32, "😀" * 16])
def test_data_holds_64_bytes(data: str) -> None:
    assert reply_markup(inline(button(callback_data=data))) is not None
    assert refusal(inline(button(callback_data=data + "x"))) == "BUTTON_DATA_INVALID"


@pytest.mark.parametrize(
    ("own", "words"),
    [
        ({}, "Text buttons are unallowed in the inline keyboard"),
        ({"callback_data": ""}, "Text buttons are unallowed in the inline keyboard"),
        ({"text": None}, 'Can\'t find field "text"'),
        ({"text": []}, 'Field "text" must be of type String'),
        ({"callback_data": []}, 'Field "callback_data" must be of type String'),
        ({"callback_data": "x\ud83d"}, "Strings must be encoded in UTF-8"),
        (
            {"callback_data": "x", "url": "https://a.com"},
            "Exactly one action must be stated, not url and callback_data",
        ),
        ({"copy_text": "x"}, 'Field "copy_text" must be of type Object'),
        ({"pay": "yes"}, 'Field "pay" must be of type Boolean'),
    ],
)
def test_a_button_that_cannot_be_read_refuses_the_message(own: dict[str, Any], words: str) -> None:
    assert refusal(inline(button(**own))) == f"can't parse inline keyboard button: {words}"


@pytest.mark.parametrize(
    ("own", "words"),
    [
        (
            {"web_app": {"url": "http://a.com"}},
            "inline keyboard button Web App URL 'http://a.com' is invalid: Only HTTPS links are allowed",
        ),
        ({"callback_data": "x", "style": "red"}, "invalid button style specified"),
        ({"callback_data": "x", "text": " \t"}, "inline keyboard button text must be non-empty"),
        ({"copy_text": {"text": ""}}, "BUTTON_COPY_TEXT_INVALID"),
        ({"copy_text": {"text": "x" * 257}}, "BUTTON_COPY_TEXT_INVALID"),
        ({"pay": True}, "BUTTON_TYPE_INVALID"),
        ({"callback_game": {}}, "BUTTON_TYPE_INVALID"),
        ({"login_url": {"url": "https://a.com"}}, "BOT_DOMAIN_INVALID"),
    ],
)  # fmt: skip
def test_a_button_with_a_wrong_value_refuses_the_message(own: dict[str, Any], words: str) -> None:
    assert refusal(inline(button(callback_data="ok"), button(**own))) == words


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("not-a-url", "Wrong HTTP URL"),
        ("http://localhost", "Wrong HTTP URL"),
        ("ftp://a.com", "Unsupported URL protocol"),
        ("https://", "URL host is empty"),
        ("https://./", "Host is invalid"),
        ("https://a b.com", "Wrong URL host"),
        ("https://a%2.com", "Wrong percent-encoded symbol in URL host"),
        ("https://a.com:99999", "Wrong port number specified in the URL"),
        ("https://a.com:0", "Wrong port number specified in the URL"),
        ("https://[1::2::3]/", "Wrong IPv6 address specified in the URL"),
        ("tg://https://a.com", "Wrong tg URL"),
        ("tg://a.b", "Unallowed characters in URL host"),
    ],
)
def test_one_wrong_link_refuses_the_message(link: str, words: str) -> None:
    assert refusal(inline(button(url=link))) == f"inline keyboard button URL '{link}' is invalid: {words}"


@pytest.mark.parametrize(
    ("link", "written"),
    [
        ("Example.com", "http://example.com/"),
        ("HTTPS://me@Example.COM:8443?q=A b", "https://me@example.com:8443/?q=A%20b"),
        ("https://курсы.укр/а", "https://курсы.укр/а"),
        ("http://[2001:DB8::1]/", "http://[2001:db8::1]/"),
        ("tg:resolve?domain=rung_bot", "tg://resolve?domain=rung_bot"),
        ("ton://transfer/x", "ton://transfer/x"),
    ],
)
def test_a_link_comes_back_as_the_server_writes_it(link: str, written: str) -> None:
    assert reply_markup(inline(button(url=link))) == inline(button(url=written))


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("[]", "object expected as reply markup"),
        ({"inline_keyboard": "bad"}, 'field "inline_keyboard" must be of type Array'),
        (
            {"inline_keyboard": [{"text": "a"}]},
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
        ),
        ({"keyboard": "bad"}, 'field "keyboard" must be of type Array'),
        ({"keyboard": ["bad"]}, 'field "keyboard" must be an Array of Arrays'),
        ({"keyboard": [[{}]]}, "can't parse keyboard button: Can't find field \"text\""),
        ({"keyboard": [[{"text": ""}]]}, "keyboard button text must be non-empty"),
        ({"keyboard": [["A"]], "selective": "yes"}, 'field "selective" must be of type Boolean'),
        ({"keyboard": [["A"]], "resize_keyboard": 1}, 'field "resize_keyboard" must be of type Boolean'),
        ({"remove_keyboard": "yes"}, 'field "remove_keyboard" must be of type Boolean'),
        ({"force_reply": "yes"}, 'field "force_reply" must be of type Boolean'),
        (
            {"keyboard": [[{"text": "A", "web_app": {"url": "http://a.com"}}]]},
            "keyboard button Web App URL 'http://a.com' is invalid: Only HTTPS links are allowed",
        ),
    ],
)
def test_a_keyboard_of_the_wrong_shape_is_refused(raw: object, words: str) -> None:
    assert refusal(raw) == words


@pytest.mark.parametrize(
    "raw",
    [
        {"inline_keyboard": [[button(callback_data="x")] * 9]},
        {"inline_keyboard": [[button(callback_data="x")]] * 101},
        {"inline_keyboard": [[button(callback_data="x" * 64, text="y" * 40)]] * 90},
    ],
)
def test_a_keyboard_that_is_too_large_is_refused(raw: object) -> None:
    assert refusal(raw) == "reply markup is too long"


def test_8_buttons_a_row_and_100_in_all_are_taken() -> None:
    rows = [[button(callback_data="x")] * 8] * 12 + [[button(callback_data="x")] * 4]
    assert reply_markup({"inline_keyboard": rows}) == {"inline_keyboard": rows}


@pytest.mark.parametrize(
    "raw",
    [
        {"keyboard": [[{"text": "A"}, {"text": "B", "request_contact": True}]], "resize_keyboard": True},
        {"remove_keyboard": True, "selective": True},
        {"force_reply": True, "input_field_placeholder": "Your goal"},
    ],
)
def test_other_keyboards_are_taken_with_a_message_and_not_in_an_edit(raw: dict[str, Any]) -> None:
    assert reply_markup(raw) == raw
    assert refusal(raw, editing=True) == "inline keyboard expected"


def test_a_string_is_a_button_of_a_reply_keyboard() -> None:
    assert reply_markup({"keyboard": [["A"]]}) == {"keyboard": [[{"text": "A"}]]}


def test_an_inline_keyboard_is_taken_in_an_edit() -> None:
    assert reply_markup(inline(button(callback_data="x")), editing=True) == inline(button(callback_data="x"))


@pytest.mark.parametrize(
    ("text", "kept"), [(None, None), ("", None), ("Saved", "Saved"), ("😀" * 100, "😀" * 100)]
)
def test_a_tap_is_answered_with_up_to_200_units(text: str | None, kept: str | None) -> None:
    assert callback_answer(text) == kept


def test_a_longer_answer_is_refused() -> None:
    with pytest.raises(Refusal, match="MESSAGE_TOO_LONG"):
        callback_answer("😀" * 100 + "x")


@settings(max_examples=150, deadline=None)
@given(_ANYTHING)
def test_any_value_is_a_keyboard_that_aiogram_reads_or_refused(raw: object) -> None:
    try:
        markup = reply_markup(raw)
    except Refusal:
        return
    if markup and "inline_keyboard" in markup:
        assert InlineKeyboardMarkup.model_validate(markup).inline_keyboard
