"""What no screen may show."""

import pytest

from bot.trial.lint import screen_faults


def faults(
    text: str = "Which job?", label: str = "Show results", data: str = "v1:list:3", **options: bool
) -> str:
    rows = [[{"text": label, "callback_data": data}]]
    return "; ".join(screen_faults(text, (), rows, **options))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Which job?\n- one\n2. two", "Show the 3 with a cost"),
        ("Telegram errors today: 2.", "Errors"),
        ("A course about exceptions: Exception handling.", "None of these"),
        ("It was free → now 20 US dollars 🙂", "Cost: up to 100 €"),
        ("25 € a month\n#3 of 5", "1. Dementia basics"),
        ("x" * 1_500, "x" * 30),
    ],
)
def test_a_good_screen_has_no_fault(text: str, label: str) -> None:
    assert faults(text, label) == ""


@pytest.mark.parametrize("label", ["", "→", "1", "🙂", "...", "25 €"])
def test_a_label_needs_letters(label: str) -> None:
    assert faults(label=label) == f"the label {label!r} has no letters"


def test_a_label_has_at_most_30_characters() -> None:
    assert "has 31 characters" in faults(label="x" * 31)


def test_data_has_at_most_64_bytes() -> None:
    assert faults(data="ж" * 32) == ""
    assert "carries 65 bytes" in faults(data="ж" * 32 + "x")


def test_a_screen_for_people_has_at_most_1500_characters() -> None:
    assert "has 1501 characters" in faults("x" * 1_501)
    assert faults("x" * 1_501, user_screen=False) == ""


def test_no_message_is_longer_than_telegram_takes() -> None:
    assert "4098 UTF-16 units" in faults("😀x" * 1_366, user_screen=False)


@pytest.mark.parametrize("line", ["🙂 Hello", "  ✅ Done", "→ next", "⚠️ Careful", "1️⃣ First", "★ Best"])
def test_no_line_starts_with_an_emoji(line: str) -> None:
    assert f"the line {line!r} starts with an emoji" in faults(f"Fine.\n{line}")


@pytest.mark.parametrize(
    "raw",
    ["Traceback (most recent call last)", "KeyError", "ValueError: x", "Error: x", "HTTPException",
     "<class 'int'>", "Price: None", "Exception: x"],
)  # fmt: skip
def test_no_raw_error_is_shown(raw: str) -> None:
    assert "shows the raw word" in faults(f"It broke. {raw}")
    assert "shows the raw word" in faults(label=raw[:30])


def test_an_entity_ends_inside_the_text() -> None:
    entity = {"type": "bold", "offset": 0, "length": 3}
    assert screen_faults("a😀", [entity], []) == []
    assert screen_faults("😀", [entity], [])[-1] == "the bold at 0 ends after the text"
