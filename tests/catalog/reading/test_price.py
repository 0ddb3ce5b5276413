"""Prices: what is free, what is free to learn, what is paid and per what, in which currency."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.program import Price
from catalog.reading import Context
from catalog.reading.price import read_price

Row = tuple[str | None, str | None, str | None, str | None]

# Text, country -> amount, amount_max, currency, per.
PAID: list[tuple[str, str | None, Row]] = [
    ("$12,896.00", "US", ("12896.00", None, "USD", "total")),
    ("20,000 EUR", None, ("20000", None, "EUR", "total")),
    ("1.355,90€", "DE", ("1355.90", None, "EUR", "total")),
    ("CHF 1'049,95", None, ("1049.95", None, "CHF", "total")),
    ("CHF 2’400.–", None, ("2400", None, "CHF", "total")),
    ("49€90", None, ("49.9", None, "EUR", "total")),
    ("49,– €", None, ("49", None, "EUR", "total")),
    ("1 099,00 zł", "PL", ("1099.00", None, "PLN", "total")),
    ("7 990 kr", "SE", ("7990", None, "SEK", "total")),
    ("7 990 kr", "DK", ("7990", None, "DKK", "total")),
    ("12\u202f900 kr", None, ("12900", None, None, "total")),
    ("R1 299.00", "ZA", ("1299.00", None, "ZAR", "total")),
    ("R$ 1.500,00", "BR", ("1500.00", None, "BRL", "total")),
    ("₹1,20,000", None, ("120000", None, "INR", "total")),
    ("25.500 KWD", None, ("25.500", None, "KWD", "total")),
    ("A$180", None, ("180", None, "AUD", "total")),
    ("$500", "CA", ("500", None, "CAD", "total")),
    ("15 тыс. руб.", None, ("15000", None, "RUB", "total")),
    ("3000元", None, ("3000", None, "CNY", "total")),
    ("1 500 HT", "FR", ("1500", None, "EUR", "total")),
    ("£9,600 - £17,000", None, ("9600", "17000", "GBP", "total")),
    ("From 26 to 50 €", None, ("26", "50", "EUR", "total")),
    ("от 1000 до 2000 ₽", None, ("1000", "2000", "RUB", "total")),
    ("ab 2.99 €", "DE", ("2.99", None, "EUR", "total")),
    ("up to 500 EUR", None, (None, "500", "EUR", "total")),
    ("3 courses from $147", None, ("147", None, "USD", "total")),
    ("Was $199, now $49", None, ("49", None, "USD", "total")),
    ("199 € statt 249 €", None, ("199", None, "EUR", "total")),
    ("12x de R$ 49,90", None, ("598.80", None, "BRL", "total")),
    ("$564 for courses, £499.00 assessment fee", "US", ("564", None, "USD", "total")),
    ("Audit: first 2 sections free. Full access $9", None, ("9", None, "USD", "total")),
    ("GBP6,000 per stage", "GB", ("6000", None, "GBP", None)),
]
SUBSCRIPTIONS: list[tuple[str, str | None, Row]] = [
    ("$50.00/month", "US", ("50.00", None, "USD", "month")),
    ("39 € pro Monat", None, ("39", None, "EUR", "month")),
    ("R$ 49,90 por mês", None, ("49.90", None, "BRL", "month")),
    ("990 ₽/мес.", None, ("990", None, "RUB", "month")),
    ("Monthly: $49", None, ("49", None, "USD", "month")),
    ("199 €/an", None, ("199", None, "EUR", "year")),
    ("7-day free trial, then $39/month", None, ("39", None, "USD", "month")),
]
FREE = ["Free", "Kostenlos", "Gratuit", "Бесплатно", "免费", "無料", "0", "0.00", "0,00 €", "$0"]
UNKNOWN = [
    *("", "NA", "N/A", "None", "nan", "undefined", "-99999", "-1", "TBD", "Sur demande", "Level R 12"),
    *("<p>Lehrgangsgebühr auf Anfrage</p>", "<p>Zu 100 % förderfähig.<br/> Lehrbücher inbegriffen.</p>"),
    *("Free trial", "First month free", "kostenlos mit Bildungsgutschein", "TRUE", "99999", "inf", "NaN"),
]
FREE_TO_LEARN: list[tuple[str, str | None, str | None]] = [
    ("FREE-Add a Verified Certificate for $49 USD", "49", "USD"),
    ("free to audit, verified certificate $536.40", "536.40", "USD"),
    ("Gratis. Certificado: 30 €", "30", "EUR"),
    ("Бесплатно, сертификат 1 500 ₽", "1500", "RUB"),
    ("Free Online Course (Audit)", None, None),
    ("Gratuit (certificat payant)", None, None),
]


def row(price: Price) -> Row:
    low, high = (None if amount is None else str(amount) for amount in (price.amount, price.amount_max))
    return low, high, price.currency, price.per


@pytest.mark.parametrize(("text", "country", "wanted"), PAID)
def test_an_amount_is_read_with_its_marks_range_and_currency(
    text: str, country: str | None, wanted: Row
) -> None:
    """Thousands, decimals, ranges, discounts and instalments of many places come out as one price."""
    price = read_price(text, Context(column="price", country=country)).value
    assert (price.kind, row(price)) == ("paid", wanted)


@pytest.mark.parametrize(("text", "country", "wanted"), SUBSCRIPTIONS)
def test_a_price_for_a_period_is_a_subscription(text: str, country: str | None, wanted: Row) -> None:
    """A monthly price is never a total."""
    price = read_price(text, Context(column="price", country=country)).value
    assert (price.kind, row(price)) == ("subscription", wanted)


@pytest.mark.parametrize("text", FREE)
def test_free_is_free_in_every_language_and_as_a_bare_zero(text: str) -> None:
    """One rule for the word and the zero."""
    assert read_price(text, Context(column="price")).value.kind == "free"


@pytest.mark.parametrize("text", UNKNOWN)
def test_what_states_no_price_is_unknown_and_never_free(text: str) -> None:
    """Sentinels, trials, funding and "on request" are no price."""
    assert read_price(text, Context(column="price")).value == Price()


@pytest.mark.parametrize(("text", "certificate", "currency"), FREE_TO_LEARN)
def test_a_paid_certificate_makes_a_free_course_free_to_learn(
    text: str, certificate: str | None, currency: str | None
) -> None:
    """The certificate's price stands apart from the course's."""
    wanted = Price(
        kind="free_to_learn",
        currency=currency,
        certificate_amount=Decimal(certificate) if certificate else None,
    )
    assert read_price(text, Context(column="price")).value == wanted


ROWS: list[tuple[str, Context, str]] = [
    ("0", Context("price", companion={"is_paid": "False"}), "free"),
    ("0", Context("price", companion={"is_paid": "True"}), "unknown"),
    ("0.0", Context("kostenWert", country="DE", companion={"foerderung": True}), "unknown"),
    ("0.0", Context("kostenWert", companion={"kostenBemerkung": "auf Anfrage"}), "unknown"),
    ("0.0000", Context("mlo:cost", country="GB"), "unknown"),
    ("0", Context("price", credential="nanodegree"), "unknown"),
    ("0", Context("price", companion={"price_Certificate": "49.0"}), "free_to_learn"),
    ("0", Context("price", companion={"title": "Профессия Python-разработчик"}), "unknown"),
    ("Certificate: $49", Context("price", companion={"title": "Free Energy Physics"}), "paid"),
    ("YES", Context("Free?"), "free"),
    ("NO", Context("Free?"), "paid"),
    ("False", Context("is_paid"), "free"),
    ("true", Context("isAccessibleForFree"), "free"),
    ("$79.99", Context("subscription price"), "subscription"),
    (
        "Certificado somente com assinatura",
        Context("certificado", companion={"t": "Curso Grátis"}),
        "free_to_learn",
    ),
]


@pytest.mark.parametrize(("text", "context", "kind"), ROWS)
def test_the_row_decides_what_a_zero_or_a_yes_means(text: str, context: Context, kind: str) -> None:
    """A doubtful zero is unknown, a column's question is answered."""
    assert read_price(text, context).value.kind == kind


def test_a_doubtful_zero_says_why() -> None:
    """The warning names the reason for the doubt."""
    assert "paid" in (read_price("0", Context("price", companion={"is_paid": "True"})).warning or "")


CURRENCIES: list[tuple[Mapping[str, object], str, str | None]] = [
    ({"Currency": "CHF"}, "Tuition_Cost(non-USD)", "CHF"),
    ({"Currency": "CHF", "Tuition_Cost(non-USD)": "10000.0"}, "Price", "USD"),
    ({}, "price_usd", "USD"),
    ({}, "price", None),
]


@pytest.mark.parametrize(("companion", "column", "currency"), CURRENCIES)
def test_the_currency_of_a_bare_number_comes_from_the_row_or_not_at_all(
    companion: Mapping[str, object], column: str, currency: str | None
) -> None:
    """A cell or the column's name tells it; where nothing tells it, it is None."""
    assert read_price("11500.0", Context(column, companion=companion)).value.currency == currency


def test_one_mark_before_three_digits_is_read_by_the_country_and_flagged_without() -> None:
    """3.350 is 3.35 in Britain and 3350 in Germany; without a country the reader doubts."""
    assert read_price("3.350", Context("price", country="GB")).value.amount == Decimal("3.350")
    assert read_price("3.350", Context("price", country="DE")).value.amount == 3350
    assert read_price("3.350", Context("price")).warning


def test_an_assumed_currency_is_said() -> None:
    """ "$" without a country is taken as US dollars, and the reading says so."""
    assert "US dollars" in (read_price("$49", Context("price")).how or "")


def written(amount: int, cents: int, form: str) -> str:
    thousands, decimal, pattern = {
        "US": (",", ".", "${}"),
        "DE": (".", ",", "{} €"),
        "FR": ("\u202f", ",", "{} €"),
        "CH": ("’", ".", "CHF {}"),
        "BR": (".", ",", "R$ {}"),
        "RU": (" ", ",", "{} руб."),
    }[form]
    return pattern.format(f"{amount:,}".replace(",", thousands) + f"{decimal}{cents:02}")


@settings(max_examples=120)
@given(st.integers(1, 9_999_999), st.integers(0, 99), st.sampled_from(["US", "DE", "FR", "CH", "BR", "RU"]))
def test_a_price_written_in_a_locale_reads_back(amount: int, cents: int, country: str) -> None:
    """Whatever its marks, the amount comes out to the cent."""
    price = read_price(written(amount, cents, country), Context("price", country=country)).value
    assert price.amount == Decimal(f"{amount}.{cents:02}")


@pytest.mark.parametrize(
    ("column", "words", "kind", "per"),
    [
        ("billing period", "monthly", "subscription", "month"),
        ("price per", "month", "subscription", "month"),
        ("Zahlungsweise", "jährlich", "subscription", "year"),
        ("billing", "one-time", "paid", "total"),
        ("pricing model", "Subscription", "subscription", None),
    ],
)
def test_another_column_says_how_often_it_is_paid(
    column: str, words: str, kind: str, per: str | None
) -> None:
    """39 a month that is read as 39 once makes the dearest course the cheapest."""
    reading = read_price("39", Context(column="price", companion={"currency": "EUR", column: words}))
    assert (reading.value.kind, reading.value.per) == (kind, per)
    assert (column in (reading.how or "")) == (per not in (None, "total"))


@pytest.mark.parametrize(
    "text",
    ["from 50 USD", "ab 50 €", "desde 50 €", "от 50 ₽", "à partir de 50 €", "50+ €", "$50+", "50 EUR and up"],
)
def test_a_lowest_price_is_no_whole_price(text: str) -> None:
    """What is paid may be more, and nobody says how much."""
    assert read_price(text).value.open_ended
    assert not read_price("50 €").value.open_ended


@pytest.mark.parametrize(
    "text",
    ["free?", "Free (?)", "maybe free", "free tbc", "kostenlos?", "evtl. kostenlos", "gratis??",
     "forse gratis", "peut-être gratuit", "is it free?", "talvez grátis", "возможно, бесплатно",
     "quizás gratis"],
)  # fmt: skip
def test_what_a_text_itself_doubts_is_not_free(text: str) -> None:
    """Somebody filled the column in and did not know. Seen to fail: "free?" was free."""
    reading = read_price(text)
    assert reading.value == Price() and reading.warning


@pytest.mark.parametrize(
    "text", ["Free!", "Free? Yes", "Is there a fee? No, it is free", "free, at any time"]
)
def test_a_question_that_is_answered_is_no_doubt(text: str) -> None:
    assert read_price(text).value.kind == "free"
