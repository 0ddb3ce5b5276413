"""Whatever stands in a cell, a reading returns; and it never makes 0 or free out of nothing."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.program import Duration, Price
from catalog.reading import Context
from catalog.reading.duration import read_duration
from catalog.reading.price import read_price
from catalog.reading.value import KINDS, context_from_json, read_value

HOSTILE = [
    *("x" * 10_000, "9" * 10_000, "1 " * 5_000, "(" * 10_000, "<" * 10_000, "&#" * 5_000, "$" * 10_000),
    *("\x00", "12\x00 hours", "\ud800", "\ud800 5 hours", "\u200b\u200b", "???", "٣ ساعات", "９ hours"),
    *(str(2**63), f"{2**63} hours", "inf hours", "NaN", "1e400 hours", "P99999999999Y", "PT1e5H", "P1.5.5D"),
    *("1.2.3.4 hours", "1,2,3", "--5", "€€€", "5%%", "½", "½½½½ hours", "1/0 weeks", "𝟙𝟚 hours", "²³ hours"),
]
PIECES = [
    "hours",
    "week",
    "per",
    "/",
    "-",
    "5",
    "1.5",
    "to",
    "from",
    "$",
    "€",
    "free",
    "certificate",
    "(",
    ",",
]
NOISE = st.text(max_size=40) | st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join)
CONTEXTS = st.builds(
    Context,
    column=st.none() | st.sampled_from(["price", "effort", "min_effort", "Hours", "Free?", "\x00"]),
    country=st.none() | st.sampled_from(["US", "DE", "XX", "", "\ud800", "é"]),
    unit_hint=st.none() | st.sampled_from(["hours", "weeks", "hours per week", "???"]),
    companion=st.dictionaries(
        st.text(max_size=8), st.none() | st.booleans() | st.text(max_size=12), max_size=2
    ),
)


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_never_raises(kind: str, text: str) -> None:
    """10,000 characters, NUL, surrogates, huge numbers, NaN, digits of other scripts."""
    assert isinstance(read_value(kind, text, Context(column="price")), dict)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(KINDS)), NOISE, CONTEXTS)
def test_no_text_in_no_context_raises(kind: str, text: str, context: Context) -> None:
    """A reading is total."""
    assert isinstance(read_value(kind, text, context), dict)


@settings(max_examples=150, deadline=None)
@given(NOISE, CONTEXTS)
def test_ends_of_a_duration_are_in_order_and_never_nothing(text: str, context: Context) -> None:
    """The least is not above the most, and 0 is never made out of what is unknown."""
    duration = read_duration(text, context).value
    pairs = [
        (duration.hours_min, duration.hours_max),
        (duration.weeks_min, duration.weeks_max),
        (duration.hours_per_week_min, duration.hours_per_week_max),
    ]
    for low, high in pairs:
        assert low is None or high is None or low <= high
    assert duration.derived is False or duration.hours_min is not None or duration.hours_max is not None


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz ", max_size=30), st.sampled_from(["US", "DE", None]))
def test_letters_without_a_word_for_free_are_never_free_and_hold_no_amount(
    text: str, country: str | None
) -> None:
    """Unknown is never 0 and never free."""
    price = read_price(text, Context("price", country=country)).value
    assert price.amount is None
    assert price.kind not in ("free", "free_to_learn") or "fre" in text or "grati" in text


def test_silence_stays_silent() -> None:
    """An empty cell states nothing at all."""
    assert read_duration("", Context("duration", unit_hint="hours")).value == Duration()
    assert read_price("", Context("price", country="US")).value == Price()


def test_unknown_keys_of_a_context_are_ignored() -> None:
    """A gold file may say more than a reading needs."""
    context = context_from_json({"column": "price", "note": "x", "companion": {"a": 1}, "country": None})
    assert context == Context(column="price", companion={"a": 1})


def test_a_reading_costs_no_import_before_it_is_needed() -> None:
    """babel and isodate are loaded by the readings that need them."""
    heavy = "{'babel', 'isodate', 'pydantic'}"
    code = f"import sys, catalog.reading.value; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("text", ["1e9", "1E9", "2.5e3", "1e+2", "-3", "−3", "Duration: -3", "(-3)"])
def test_an_exponent_or_a_minus_states_no_figure(text: str) -> None:
    """Neither the number, nor a part of it: "1e9 hours" is not nine hours."""
    assert read_duration(f"{text} hours").value == Duration()
    assert read_duration(f"{text} weeks").value == Duration()
    assert read_price(f"{text} EUR").value.amount is None
    assert read_price(f"EUR {text}").value.amount is None


@pytest.mark.parametrize("text", ["3-5 weeks", "3 -5 weeks", "3–5 weeks", "3 - 5 weeks"])
def test_a_dash_between_two_numbers_is_a_range(text: str) -> None:
    duration = read_duration(text).value
    assert (duration.weeks_min, duration.weeks_max) == (3, 5)
