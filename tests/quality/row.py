"""What one cited row states in figures, and what follows from it for a goal, by the formulas of contract.md.

An arithmetic of its own: it shares nothing with what writes the replies.
"""

import datetime as dt
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from bot.goal.goal import Goal
from catalog.program import Program
from catalog.rates import shipped_rates
from tests.quality.figures import Figure, Stated, figures, fraction

MONTH_WEEKS = Fraction(52, 12)
_PERIOD_WEEKS = {"week": Fraction(1), "month": MONTH_WEEKS, "year": Fraction(52)}
_CENT = Fraction(1, 100)
_HALF_TENTH = Fraction(1, 20)


@dataclass(frozen=True)
class Row:
    """One cited row: its words, what they state, and what follows from it for the goal."""

    program: Program
    goal: Goal
    today: dt.date

    @cached_property
    def verbatim(self) -> list[str]:
        """The texts that may be quoted word for word; the description is no receipt of a figure."""
        p = self.program
        quoted = [receipt.words for all_ in p.receipts.values() for receipt in all_]
        quoted += [receipt.how or "" for all_ in p.receipts.values() for receipt in all_]
        named = (p.title, p.provider, p.institution, p.awarding_body, p.assessment, p.prerequisites, p.mode)
        more = (p.counts_towards, p.place, p.funding, p.url, p.source, p.level_framework)
        texts = [*named, *more, *p.outcomes, *p.skills, *quoted]
        return [" ".join(text.casefold().split()) for text in texts if text]

    def has_verbatim(self, figure: Figure) -> bool:
        """Whether the figure stands in the row's words beside the same word, or as part of a name."""
        line = " ".join(figure.line.casefold().split())
        for found in re.finditer(rf"\S*{re.escape(figure.raw.casefold())}\S*", line):
            word = found[0].strip(".,;:()“”…")
            before = line[: found.start()].split()[-1:]
            after = line[found.end() :].split()[:1]
            spans = [word] if any(map(str.isalpha, word)) else []
            spans += [f"{before[0].lstrip('(“')} {word}"] if before else []
            spans += [f"{word} {after[0].rstrip('.,;:)”')}"] if after else []
            if any(span in text for span in spans for text in self.verbatim):
                return True
        # A whole word of the title may be named by itself.
        return figure.raw in re.findall(r"\w+", self.program.title)

    @cached_property
    def stated_dates(self) -> list[Stated | None]:
        """The dates of the row, also as they are written in their own year."""
        p = self.program
        said = [p.as_of or "", str(p.start or ""), str(p.end or "")]
        said += [receipt.as_of or "" for all_ in p.receipts.values() for receipt in all_]
        dates = [one.date for text in said for one in figures(text) if one.date]
        return [*dates, *(replace(one, year=None) for one in dates if one.year == self.today.year)]

    def _said(self, name: str, *units: str) -> list[Fraction]:
        """Return what the receipts of a field state in one of the units."""
        words = [receipt.words for receipt in self.program.receipts.get(name, ())]
        return [one.value for text in words for one in figures(text) if one.unit in units]

    @cached_property
    def effort(self) -> list[Fraction]:
        """The hours a week that are stated."""
        return self._said("duration", "hour a week")

    @cached_property
    def stated_hours(self) -> list[Fraction]:
        minutes = [one / 60 for one in self._said("duration", "minute")]
        return [*self._said("duration", "hour"), *minutes]

    @cached_property
    def exact_weeks(self) -> list[Fraction]:
        """The provider's calendar, in weeks: a month is 52/12 of them."""
        days = [one / 7 for one in self._said("duration", "day")]
        months = [one * MONTH_WEEKS for one in self._said("duration", "month")]
        years = [one * 52 for one in self._said("duration", "year")]
        return [*self._said("duration", "week"), *months, *years, *days]

    @cached_property
    def hours(self) -> list[Fraction]:
        """The work as stated, or weeks times the hours a week."""
        return [*self.stated_hours, *(weeks * hours for weeks in self.exact_weeks for hours in self.effort)]

    @cached_property
    def weeks_for(self) -> list[Fraction]:
        """The person's weeks, in tenths rounded up; the provider's own without a pace or on fixed dates."""
        pace = self.goal.hours_per_week
        tenths = [Fraction(round(weeks * 10), 10) for weeks in self.exact_weeks]
        if pace is None or self.program.pace == "scheduled":
            return tenths
        return [Fraction(math.ceil(hours / fraction(pace) * 10), 10) for hours in self.hours]

    @cached_property
    def days(self) -> list[dt.date]:
        """The finishing dates that follow."""
        begin = max(self.program.start or self.today, self.today)
        return [begin + dt.timedelta(days=math.ceil(weeks * 7)) for weeks in self.weeks_for]

    def is_left_over(self, figure: Figure) -> bool:
        """Whether so many of the row's skills are not in the line: "and 14 more"."""
        shown = sum(skill.casefold() in figure.line.casefold() for skill in self.program.skills)
        return f"{figure.raw} more" in figure.line and 0 < figure.value <= len(self.program.skills) - min(
            shown, 1
        )

    def in_formula(self, figure: Figure, beside: Sequence[Figure]) -> str | None:
        """A bare number in a printed formula: one of the amounts or hours that are printed with units."""
        return "formula" if any(one.value == figure.value and one.unit for one in beside) else None

    def measured(self, figure: Figure, beside: Sequence[Figure]) -> str | None:
        """Return where a number with a unit comes from."""
        if figure.unit == "hour a week":
            return self._effort_from(figure)
        if figure.unit in ("hour", "minute"):
            return self._hours_from(figure, beside)
        if figure.unit in ("week", "day", "month", "year"):
            return self._calendar_from(figure, beside)
        if figure.unit == "course":
            return "row" if self.has_verbatim(figure) else None
        return self._money_from(figure, beside)

    def _effort_from(self, figure: Figure) -> str | None:
        if any(map(figure.is_written, self.effort)):
            return "row"
        pace = self.goal.hours_per_week
        if pace is not None and any(figure.is_written(one - fraction(pace)) for one in self.effort):
            return "formula"
        # A pace that is proposed: its weeks stand in the same line, as work ÷ pace.
        weeks = [one.value for one in figures(figure.line) if one.unit == "week"]
        proposed = [Fraction(math.ceil(hours / figure.value * 10), 10) for hours in self.hours]
        return "formula" if {*proposed} & {*weeks} else self._quoted(figure)

    def _quoted(self, figure: Figure) -> str | None:
        return "row" if self.has_verbatim(figure) else None

    def _hours_from(self, figure: Figure, beside: Sequence[Figure]) -> str | None:
        size = 60 if figure.unit == "minute" else 1
        if any(figure.is_written(one * size) for one in self.stated_hours):
            return "row"
        if any(figure.shows(one * size) for one in self.stated_hours):
            return "row, rounded"
        products = [weeks * hours for weeks in self.exact_weeks for hours in self.effort]
        if any(figure.shows(one) for one in products):
            printed = {one.value for one in beside if one.unit == "hour a week"}
            has_weeks = any(one.unit in ("week", "month", "day") for one in beside)
            return "formula" if printed & {*self.effort} and has_weeks else None
        over = [one - fraction(self.goal.max_hours) for one in self.hours if self.goal.max_hours is not None]
        return "formula" if any(figure.shows(one) for one in over) else self._quoted(figure)

    def _calendar_from(self, figure: Figure, beside: Sequence[Figure]) -> str | None:
        if any(map(figure.is_written, self._said("duration", figure.unit))):
            return "row"
        if figure.unit == "week" and self._is_own_weeks(figure, beside):
            return "formula"
        if figure.unit == "week" and figure.value in [one / 7 for one in self._said("duration", "day")]:
            return "formula"  # seven days are a week
        if figure.unit == "week" and any(self._nearly(figure, one) for one in self.exact_weeks):
            months = [one.value * MONTH_WEEKS for one in beside if one.unit == "month"]
            is_printed = any(self._nearly(figure, one) for one in months)
            return "formula" if is_printed else "month unprinted"
        if figure.unit == "day":
            deadline = self.goal.deadline
            apart = [abs((day - deadline).days) for day in self.days] if deadline else []
            return "formula" if figure.value in apart else self._quoted(figure)
        if figure.unit in _PERIOD_WEEKS and figure.value in self.periods(figure.unit, beside):
            return "formula"
        return self._quoted(figure)

    @staticmethod
    def _nearly(figure: Figure, weeks: Fraction) -> bool:
        """Whether a figure shows weeks, or is the factor of rounded hours: off by a hundredth at most."""
        return figure.shows(weeks) or abs(figure.value - weeks) <= _CENT

    def _is_own_weeks(self, figure: Figure, beside: Sequence[Figure]) -> bool:
        paces = {one.value for one in beside if one.unit == "hour a week"} | {
            fraction(self.goal.hours_per_week or 0)
        }
        tenths = [
            Fraction(math.ceil(hours / pace * 10), 10) for hours in self.hours for pace in paces if pace
        ]
        limit = self.goal.max_weeks
        over = [] if limit is None else [one - fraction(limit) for one in self.weeks_for]
        whole = [max(1, math.ceil(one)) for one in tenths]
        return figure.value in whole or figure.value in tenths or any(figure.shows(one) for one in over)

    def periods(self, per: str, beside: Sequence[Figure]) -> set[int]:
        """Return the periods that are paid over the person's weeks, at their pace or one printed beside."""
        paces = [one.value for one in beside if one.unit == "hour a week"]
        tenths = [
            Fraction(math.ceil(hours / pace * 10), 10) for hours in self.hours for pace in paces if pace
        ]
        free = fraction(self.program.free_access_weeks or 0)
        spans = [*self.weeks_for, *tenths, *(weeks - free for weeks in [*self.weeks_for, *tenths])]
        return {max(1, math.ceil((weeks - _HALF_TENTH) / _PERIOD_WEEKS[per])) for weeks in spans}

    def _money_from(self, figure: Figure, beside: Sequence[Figure]) -> str | None:
        said = self._amounts()
        if figure.value in said:
            return "row"
        sums = self._sums(said, beside)
        if figure.value in sums:
            return "formula"
        rates = {self._in_goal_currency(one) for one in {*said, *sums}} - {None}
        # What is converted is rounded up to the cent.
        if any(0 <= figure.value - one < _CENT for one in rates if one is not None):
            return "formula"
        budget = fraction(self.goal.budget.amount) if self.goal.budget else None
        over = [one - budget for one in {*said, *sums, *rates} if budget is not None and one is not None]
        return "formula" if any(0 <= figure.value - one < _CENT for one in over) else self._quoted(figure)

    def _amounts(self) -> set[Fraction]:
        words = [receipt.words for receipt in self.program.receipts.get("price", ())]
        joined = [re.sub(r"(?<=\d)[ \u00a0\u202f](?=\d{3}\b)", "", text) for text in words]  # "12 000"
        return {one.value for text in joined for one in figures(text)}

    def _sums(self, said: set[Fraction], beside: Sequence[Figure]) -> set[Fraction]:
        per = self.program.price.per
        if per not in _PERIOD_WEEKS:
            return {one + other for one in said for other in said if one != other}
        counts = self.periods(per, beside)
        totals = {one * count for one in said for count in counts}
        with_fee = {total + fee for total in totals for fee in said}
        return {*totals, *with_fee, *(one - other for one in totals for other in totals if one > other)}

    def _in_goal_currency(self, amount: Fraction) -> Fraction | None:
        wanted = self.goal.budget.currency if self.goal.budget else None
        per_euro, source = shipped_rates().per_euro, self.program.price.currency
        if wanted is None or source is None or not {wanted, source} <= per_euro.keys():
            return None
        return amount / fraction(per_euro[source]) * fraction(per_euro[wanted])
