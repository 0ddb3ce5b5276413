"""Plans to export: three courses of three kinds, each figure with a receipt, and hostile ones by chance."""

import datetime as dt
from decimal import Decimal

from bot.goal.goal import Budget, Goal
from bot.plan import Plan, plan_of
from catalog.program import Duration, Price, Receipt
from catalog.rates import shipped_rates
from tests.bot.screens.hostile import Maker
from tests.bot.screens.hostile import suggested as judged
from tests.bot.suggested import TODAY, suggested

RATES = shipped_rates()
GOAL = Goal(
    "goal",
    target="data analyst",
    hours_per_week=5,
    budget=Budget(Decimal(200), "USD"),
    skills_wanted=("SQL",),
)


def receipt(column: str, words: str, as_of: str = "2026-10") -> tuple[Receipt, ...]:
    """A receipt of row 12 of a file."""
    return (Receipt("uni.csv", words, 12, column, as_of),)


SQL = suggested(
    GOAL,
    "uni/sql",
    "SQL from the start",
    provider="Open Uni",
    url="https://example.org/sql",
    duration=Duration(hours_min=18, hours_max=18),
    price=Price("paid", Decimal("49.90"), currency="USD", per="total"),
    skills=("SQL", "databases"),
    credential="certificate",
    level="beginner",
    language=("en",),
    pace="self-paced",
    as_of="2026-10",
    receipts={
        "duration": receipt("length", "18 hours"),
        "price": receipt("price", "$49.90"),
        "skills": receipt("topics", "SQL") + receipt("topics", "databases"),
        "level": receipt("level", "Beginner"),
    },
)
CARE = suggested(
    GOAL,
    "uni/care",
    "Statistics in person",
    provider="Open Uni",
    duration=Duration(weeks_min=3, weeks_max=3, hours_per_week_min=4, hours_per_week_max=6),
    price=Price("free"),
    outcomes=("explain a mean",),
    pace="scheduled",
    start=dt.date(2027, 2, 1),
    end=dt.date(2027, 2, 20),
    as_of="2024-05",
    receipts={"start": receipt("start", "01.02.2027", "2024-05")},
)
OPEN = suggested(GOAL, "uni/open", "Dashboards", provider="Academy", skills=("dashboards",))


def plan(*suggestions: object) -> Plan:
    """The plan of these courses in their order."""
    return plan_of(suggestions, GOAL, TODAY, RATES)  # type: ignore[arg-type]


THREE = plan(SQL, CARE, OPEN)


def hostile(maker: Maker) -> Plan:
    """One to four courses that are made to break a file."""
    goal = maker.goal()
    found = [judged(maker.program(), goal, "fits") for _ in range(maker.one(1, 2, 4))]
    return plan_of(found, goal, TODAY, RATES)
