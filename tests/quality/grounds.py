"""Where a figure of a reply may come from: the cited row, the goal, or a formula that is printed with it.

An arithmetic of its own, from contract.md: it shares nothing with what writes the replies.
"""

import datetime as dt
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from bot.goal.goal import Budget, Goal
from bot.reply import Enough
from catalog.program import Program
from catalog.rates import shipped_rates
from tests.quality.figures import Figure, figures, fraction
from tests.quality.row import MONTH_WEEKS, Row


@dataclass(frozen=True)
class Grounds:
    """What is known where a figure stands: the goal, the day, the row, and what was counted again."""

    goal: Goal
    message: str
    today: dt.date
    row: Program | None = None
    counted: Collection[int] = ()
    """Every count that judging the programmes one by one has given, and the places in the list."""
    moved: Sequence[Enough] = ()
    """Values that a limit was moved to, once judging again has confirmed what they bring."""

    def why(self, figure: Figure, beside: Sequence[Figure]) -> str | None:
        """Return where a figure comes from, or None; `beside` are the figures printed with it."""
        if self._is_in_goal(figure):
            return "goal"
        if figure.date:
            return self._dated(figure, beside)
        if _is_of_rate(figure):
            return "rate"
        if self.row is None and figure.unit == "week" and self._is_of_months(figure):
            return "formula"
        if self.row is None:
            return "count" if figure.unit in ("", "course") and figure.value in self.counted else None
        return self._of_row(Row(self.row, self.goal, self.today), figure, beside)

    def _is_in_goal(self, figure: Figure) -> bool:
        if figure.date:
            days = [self.goal.deadline, *(one for one in self.moved if isinstance(one, dt.date))]
            return any(figure.date.is_of(day, self.today) for day in days if day)
        said = [one for one in figures(self.message) if not one.date and one.value == figure.value]
        if self.row is None and any(_same_unit(one, figure) or not one.unit for one in said):
            return True
        if any(one.unit == figure.unit != "" for one in said):
            return True
        return self.row is None and any(figure.value == value for value in self._moved_numbers())

    def _moved_numbers(self) -> Iterator[Fraction]:
        for one in self.moved:
            if isinstance(one, Budget):
                yield fraction(one.amount)
            elif not isinstance(one, dt.date):
                yield fraction(one)

    def _is_of_months(self, figure: Figure) -> bool:
        """Whether weeks of the goal stand beside the months of its message that make them."""
        words = self.goal.words.get("max_weeks", "")
        said = {Fraction(1), *(one.value for one in figures(words))}
        return f"(“{words}”)" in figure.line and any(figure.shows(one * MONTH_WEEKS) for one in said)

    def _dated(self, figure: Figure, beside: Sequence[Figure]) -> str | None:
        date = figure.date
        assert date is not None
        if date.year is None:  # "between 6 March and 9 April 2027"
            following = [one.date for one in beside if one.line == figure.line and one.start > figure.start]
            years = [one.year for one in following if one and one.year]
            dates = [date, *(replace(date, year=year) for year in years[:1])]
            return next(filter(None, (self._stated_date(replace(figure, date=one)) for one in dates)), None)
        return self._stated_date(figure)

    def _stated_date(self, figure: Figure) -> str | None:
        date = figure.date
        assert date is not None
        if date.is_of(shipped_rates().date, self.today) and date.day:
            return "rate"
        if self.row is None:
            return None
        row = Row(self.row, self.goal, self.today)
        if any(figure.raw in text for text in row.verbatim) or date in row.stated_dates:
            return "row"
        return "formula" if any(date.is_of(day, self.today) for day in row.days) else None

    def _of_row(self, row: Row, figure: Figure, beside: Sequence[Figure]) -> str | None:
        if figure.unit:
            return row.measured(figure, beside)
        if row.has_verbatim(figure):
            return "row"
        if figure.value in self.counted or row.is_left_over(figure) or _counts_its_list(figure):
            return "count"
        if figure.value in map(fraction, shipped_rates().per_euro.values()):
            return "rate"
        return row.in_formula(figure, beside)


def _counts_its_list(figure: Figure) -> bool:
    """Whether a figure counts the skills that follow it: "teaches 2 of the 23 skills …: SQL and Python."."""
    told = re.search(rf"teaches {re.escape(figure.raw)} of the [^:]*: ([^.]*)\.", figure.line)
    if told is None:
        return False
    names = re.split(r", | and ", told[1])
    more = re.fullmatch(r"(\d+) more", names[-1])
    return figure.value == (len(names) - 1 + int(more[1]) if more else len(names))


def _is_of_rate(figure: Figure) -> bool:
    """Whether a figure is a side of a printed rate, "1 EUR = 1.1172 USD", as the shipped file has it."""
    if "ECB" not in figure.line or len(figure.unit) != 3:
        return False
    per_euro = shipped_rates().per_euro
    return figure.unit in per_euro and figure.value == fraction(per_euro[figure.unit])


def _same_unit(one: Figure, other: Figure) -> bool:
    return one.unit == other.unit or "a week" in (one.unit[-6:] and other.unit[-6:])
