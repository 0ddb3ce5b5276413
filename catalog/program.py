"""The values of a catalogue: a programme, its duration and price, and the receipt of every field."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta, Struct

Level = Literal["beginner", "intermediate", "advanced", "any", "unknown"]
Credential = Literal[
    "badge",
    "certificate",
    "professional_certificate",
    "nanodegree",
    "specialization",
    "micromasters",
    "course",
    "degree",
    "other",
]
Pace = Literal["self-paced", "scheduled"]
Proof = Literal["attendance", "completion", "assessed", "supervised_exam", "licence"]
Status = Literal["open", "full", "closed"]
PriceKind = Literal["free", "free_to_learn", "paid", "subscription", "unknown"]
Period = Literal["total", "month", "year", "week"]

# How a receipt says that a value is not of the programme's own row; see `catalog.provider_sheet`.
GENERAL_TERMS = "the provider's general terms, not this course's own"

# Amounts are Decimal and written as decimal text ("49.00"), never floats: no rounding from file to screen.
NonNegative = Annotated[float, Meta(ge=0)]
CurrencyCode = Annotated[str, Meta(pattern=r"^[A-Z]{3}$")]


class Value(Struct, frozen=True, forbid_unknown_fields=True):
    """An immutable value; `None` is "not stated", never 0 or empty text.

    JSON by `msgspec.json`: decoding checks every type and bound and names the path of what is wrong.
    """


class Receipt(Value, frozen=True):
    """Where a field was read: the file, its row (the header is row 1), its column, the words there."""

    source: str
    words: str
    row: int | None = None
    column: str | None = None
    as_of: str | None = None
    how: str | None = None
    """The formula or the assumption that led from the words to the value, where there is one."""


class Duration(Value, frozen=True):
    """Engaged hours in total, calendar span in weeks, weekly effort in hours: three clocks, never mixed."""

    hours_min: NonNegative | None = None
    hours_max: NonNegative | None = None
    weeks_min: NonNegative | None = None
    weeks_max: NonNegative | None = None
    hours_per_week_min: NonNegative | None = None
    hours_per_week_max: NonNegative | None = None
    derived: bool = False
    """True when the hours are weeks times weekly effort (or days times hours a day)."""


class Price(Value, frozen=True):
    """What is paid; `amount` and `amount_max` are for `per`, the certificate's price stands apart."""

    kind: PriceKind = "unknown"
    amount: Decimal | None = None
    amount_max: Decimal | None = None
    currency: CurrencyCode | None = None
    per: Period | None = None
    certificate_amount: Decimal | None = None
    open_ended: bool = False
    """True where only the lowest price is stated ("from 50 EUR"): what is paid may be more."""


class Credits(Value, frozen=True):
    """Credits with their scheme (ECTS, CEU, CPD ...)."""

    amount: Decimal
    scheme: str | None = None


class Figure(Value, frozen=True):
    """A measured outcome of former learners: a share (0 to 1) or a wage, with who stands behind it."""

    amount: Decimal
    currency: str | None = None
    per: Literal["hour", "week", "month", "quarter", "year"] | None = None
    horizon: str | None = None
    sample: int | None = None
    year: int | None = None


class Program(Value, frozen=True):
    """One programme of the catalogue, as it was understood, with a receipt for each field that was read."""

    id: str
    title: str
    provider: str | None = None
    institution: str | None = None
    awarding_body: str | None = None
    url: str | None = None
    credential: Credential | None = None
    description: str | None = None
    outcomes: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    prerequisites: str | None = None
    assessment: str | None = None
    proof: Proof | None = None
    counts_towards: str | None = None
    credits: Credits | None = None
    valid_years: NonNegative | None = None
    duration: Duration = Duration()
    price: Price = Price()
    free_access_weeks: NonNegative | None = None
    funding: str | None = None
    level: Level = "unknown"
    level_framework: str | None = None
    language: tuple[str, ...] = ()
    """BCP-47 codes, as stated by the source."""
    text_language: str | None = None
    """Where none is stated: the language that its own text is written in, which need not be the course's."""
    subtitles: tuple[str, ...] = ()
    mode: str | None = None
    place: str | None = None
    pace: Pace | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    status: Status | None = None
    completion: Figure | None = None
    employment: Figure | None = None
    wages: Figure | None = None
    as_of: str | None = None
    """When the source was true: YYYY, YYYY-MM or YYYY-MM-DD."""
    source: str | None = None
    receipts: dict[str, tuple[Receipt, ...]] = {}
    warnings: tuple[str, ...] = ()
