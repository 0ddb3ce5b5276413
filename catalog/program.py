"""The values of a catalogue: a programme, its duration and price, and the receipt of every field."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

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

# Written as plain decimal text ("49.00"), never as a float: no rounding between file and screen.
Amount = Annotated[
    Decimal,
    Field(ge=0, allow_inf_nan=False),
    PlainSerializer(lambda amount: format(amount, "f"), return_type=str, when_used="json"),
]
NonNegative = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class Value(BaseModel):
    """An immutable value; `None` is "not stated", never 0 or empty text."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Receipt(Value):
    """Where a field was read: the file, its row (the header is row 1), its column, the words there."""

    source: str
    row: int | None = None
    column: str | None = None
    words: str
    as_of: str | None = None
    how: str | None = None
    """The formula or the assumption that led from the words to the value, where there is one."""


class Duration(Value):
    """Engaged hours in total, calendar span in weeks, weekly effort in hours: three clocks, never mixed."""

    hours_min: NonNegative | None = None
    hours_max: NonNegative | None = None
    weeks_min: NonNegative | None = None
    weeks_max: NonNegative | None = None
    hours_per_week_min: NonNegative | None = None
    hours_per_week_max: NonNegative | None = None
    derived: bool = False
    """True when the hours are weeks times weekly effort (or days times hours a day)."""


class Price(Value):
    """What is paid; `amount` and `amount_max` are for `per`, the certificate's price stands apart."""

    kind: PriceKind = "unknown"
    amount: Amount | None = None
    amount_max: Amount | None = None
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None
    per: Period | None = None
    certificate_amount: Amount | None = None


class Credits(Value):
    """Credits with their scheme (ECTS, CEU, CPD ...)."""

    amount: Amount
    scheme: str | None = None


class Figure(Value):
    """A measured outcome of former learners: a share (0 to 1) or a wage, with who stands behind it."""

    amount: Amount
    currency: str | None = None
    per: Literal["hour", "week", "month", "quarter", "year"] | None = None
    horizon: str | None = None
    sample: int | None = None
    year: int | None = None


class Program(Value):
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
    receipts: dict[str, tuple[Receipt, ...]] = Field(default_factory=dict)
    warnings: tuple[str, ...] = ()
