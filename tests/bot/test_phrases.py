"""Figures as words: exactly so in English, and by the locale of any other language that is spoken."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from bot import phrases
from bot.words import speaking
from tests.bot.catalogues import POLISH, shipped

TODAY = dt.date(2026, 11, 25)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (phrases.money(Decimal(200), "USD"), "200 US dollars"),
        (phrases.money(Decimal(1), "USD"), "1 US dollar"),
        (phrases.money(Decimal("49.50"), "EUR"), "49.50 euros"),
        (phrases.money(Decimal(1299), "INR"), "1,299 Indian rupees"),
        (phrases.money(Decimal("49.5"), None), "49.50 (currency not stated)"),
        (phrases.money_range(Decimal(26), Decimal(50), "EUR"), "26 to 50 euros"),
        (phrases.money_range(Decimal(26), None, "EUR"), "26 euros"),
        (phrases.hours(18, 18), "18 hours"),
        (phrases.hours(4, 6), "4 to 6 hours"),
        (phrases.hours(1.5, 1.5), "1.5 hours"),
        (phrases.hours(0.75, 0.75), "45 minutes"),
        (phrases.hours(None, 2), "up to 2 hours"),
        (phrases.hours(6, None), "at least 6 hours"),
        (phrases.hours(None, None), "not stated"),
        (phrases.hours(173.33, 173.33), "173 hours"),
        (phrases.weeks(1, 1), "1 week"),
        (phrases.weeks(None, 0.4), "up to 3 days"),
        (phrases.whole_weeks(3.2, 5.1), "4 to 6 weeks"),
        (phrases.whole_weeks(0.2, 0.9), "1 week or less"),
        (phrases.day(dt.date(2026, 1, 6), TODAY), "6 January"),
        (phrases.day(dt.date(2027, 1, 6), TODAY), "6 January 2027"),
        (phrases.as_of("2023"), "2023"),
        (phrases.as_of("2023-03"), "March 2023"),
        (phrases.as_of("2023-03-09"), "9 March 2023"),
        (phrases.listed(["a"]), "a"),
        (phrases.listed(["a", "b"]), "a and b"),
        (phrases.listed(["a", "b", "c"]), "a, b and c"),
        (phrases.listed(["a", "b", "c", "d"], 2), "a, b and 2 more"),
        (phrases.language("pt-BR"), "Portuguese (Brazil)"),
        (phrases.language("zzz"), "zzz"),
    ],
)
def test_english_is_short_and_has_the_day_before_the_month(said: str, words: str) -> None:
    assert said == words


def test_another_language_has_its_own_signs_forms_and_names(tmp_path: Path) -> None:
    """Polish: a comma before decimals, three plurals and a fourth for fractions, months in the genitive."""
    with shipped({"pl": POLISH}, tmp_path), speaking("pl"):
        assert phrases.money(Decimal("49.50"), "USD") == "49,50 dolara amerykańskiego"
        assert phrases.money(Decimal(49), None) == "49 (nie podano waluty)"
        assert phrases.count(2, "week") == "2 tygodnie"
        assert phrases.count(1.5, "week") == "1,5 tygodnia"
        assert phrases.weeks(2, 5) == "2–5 tygodni"
        assert phrases.day(dt.date(2026, 1, 6), TODAY) == "6 stycznia"
        assert phrases.as_of("2023-03") == "marzec 2023"
        assert phrases.listed(["a", "b", "c"]) == "a, b i c"
        assert phrases.language("en") == "angielski"


def test_what_was_said_in_one_language_is_not_kept_for_another(tmp_path: Path) -> None:
    """Figures are remembered, by language."""
    date = dt.date(2026, 1, 6)
    for _ in range(2):
        assert (phrases.number(1.5), phrases.day(date, TODAY)) == ("1.5", "6 January")
    with shipped({"pl": POLISH}, tmp_path), speaking("pl"):
        assert (phrases.number(1.5), phrases.day(date, TODAY)) == ("1,5", "6 stycznia")


def test_braces_in_a_list_are_words() -> None:
    assert phrases.listed(["{0}", "{x}", "{"]) == "{0}, {x} and {"
